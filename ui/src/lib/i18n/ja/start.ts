import type { en } from "../en";
import type { Shape } from "../shape";
import { somebody } from "./people";

export const start: Shape<(typeof en)["start"]> = {
	about:
		"PSIRT (製品の脆弱性に対応するチーム) の成熟度を評価し、次に何をすべきかを明らかにします。",
	aboutMore:
		"サービスごとに答えていくと、レポート、図、計画ができあがります。データはすべてこのコンピューターに残ります。",
	languageTitle: "言語を選んでください",
	title: "データの保存先を決めましょう",
	intro:
		"入力した内容はすべて、このコンピューター上の1つのファイル (ワークスペース) に保存します。外部には一切送信しません。",
	create: "ワークスペースを作成する",
	createHint: "新しい空のファイル",
	open: "ワークスペースを開く",
	opening: "ワークスペースを開いています",
	openHint: "以前に、または同僚が作成したファイル",
	recent: "最近使ったファイル",
	forget: "一覧から外す",
	missing: "元の場所にありません",
	place: "ファイル",
	choosePlace: "別の場所を選ぶ",
	protect: "パスフレーズで保護する",
	protectHint:
		"ファイル全体を暗号化します。パスフレーズを忘れると、誰にも復元できません (開発元にもできません)。",
	passphrase: "パスフレーズ",
	repeat: "パスフレーズ (確認)",
	show: "パスフレーズを表示",
	hide: "パスフレーズを隠す",
	tooShort: "8文字以上にしてください。いくつかの単語をつなげると安全です",
	notEqual: "2つの入力が一致しません",
	createNow: "ワークスペースを作成",
	back: "戻る",
	lockedTitle: (name) => `「${name}」は保護されています`,
	maybeLockedTitle: (name) => `「${name}」を開くにはパスフレーズが必要です`,
	maybeLockedHint:
		"ファイルの中身は、パスフレーズがなければ判別できません。ワークスペースでない場合は、どのパスフレーズでも開けません。",
	unlock: "ロックを解除",
	otherFile: "別のファイルを開く",
	readOnlyOffer: "読み取り専用で開く",
	inUseBy: (user, computer) => `${somebody(user, computer)}が書き込み中です。`,
	restoreOffer: (when) => `${when} のバックアップから復元する`,
	kept: "ファイルは変更していません。",
	fileWaits: (name) => `「${name}」は、ワークスペースを開くと確認できます。`,
	refused: {
		title: "ワークスペースを開けません",
		waits: "使用が終わると、ここで自動的に開きます。",
		needs: (version) => `バージョン${version}で作成されています。そのバージョン以降で開けます。`,
		noBackup: "開けるバックアップはありません。",
		lookElsewhere: "別の場所を探す",
		seeBackups: "このワークスペースを閉じてバックアップを見る",
		stay: "このワークスペースに戻る",
	},
};
