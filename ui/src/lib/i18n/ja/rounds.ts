import type { en } from "../en";
import type { Shape } from "../shape";

export const rounds: Shape<(typeof en)["rounds"]> = {
	name: "この回の名称",
	nameMissing: "名称を入力してください",
	defaultTitle: (year) => `PSIRT自己評価 ${year}年`,
	day: "実施日",
	sheet: "成熟度シート",
	begun: (title) => `「${title}」を始めました`,
	makeReport: "レポートを作成する",
	heading: {
		title: "回の名称、対象範囲、実施日",
		change: "名称、対象範囲、実施日を変更",
		scopeHint:
			"新しい名前にすると、実施中の回の対象範囲がすべて改名されます。完了した回は当時の名前のままです。別の対象範囲の名前にすると、この回がそこへ移ります。",
		taken: (days) => `同じ対象範囲に同じ名称の回があります: ${days}`,
		twice: (title) => `「${title}」という名称の回が2つになりました`,
		now: "保存する",
	},
	finish: {
		action: "この回を完了する",
		told: (title) => `「${title}」を完了しました`,
		dontKnow: (count) => `「わからない」と答えたサービスが${count}件あります。`,
		title: (title) => `「${title}」を完了しますか`,
		text: "下の日付で、使用したシートの版とともに凍結します。以後、回答は変更できません。計画は続けて更新でき、次の回はこの回から始まります。",
		open: (count) => `未回答のサービスが${count}件あります。`,
		unsaved: (count) => `未保存の変更が${count}件あります`,
		unsavedText: "画面下の「もう一度試す」で保存してから完了してください。",
		now: "完了して凍結する",
		later: "回答を続ける",
	},
	next: {
		action: "次の回を始める",
		title: "次の回を始める",
		text: "目標、メモ、担当者、未完了の施策を引き継ぎます。回答は新たに行い、前回の回答は横に表示されます。",
		sheetSame: "前回と同じ",
		sheetNewer: "同じシートの新しい版です。すべてのサービスが引き継がれ、推移も続きます。",
		sheetOther:
			"別のシートにすると折れ線が途切れ、クロスウォークで対応するサービスだけが引き継がれます。",
		keepIndicators: "確認項目のチェックを残す",
		keepHint: "残さない場合は、すべて確認し直します。",
		now: "この回を始める",
	},
	correct: {
		action: "この回を訂正する",
		title: "完了した回の訂正",
		text: "完了した回はそのまま残ります。すべての回答を写した新しい回を作り、どの回の訂正かを記録します。",
		defaultTitle: (title) => `${title} (訂正)`,
		now: "訂正を始める",
	},
};
