import type { en } from "../en";
import type { Shape } from "../shape";

export const failure: Shape<(typeof en)["failure"]> = {
	codes: {
		invalid_file: {
			what: "ファイルに誤りがあります",
			todo: "一覧の箇所を直してから、もう一度開いてください。",
		},
		not_a_workspace: {
			what: "ワークスペースのファイルではありません",
			todo: "名前が .psirtws で終わるファイルを選んでください。",
		},
		newer_format: {
			what: "新しいバージョンで作成されたファイルです",
			todo: "新しいバージョンで開いてください。ファイルは変更していません。",
		},
		file_not_found: {
			what: "ファイルが見つかりません",
			todo: "移動されていないか、ドライブが接続されているかを確認してください。",
		},
		file_gone: {
			what: "ワークスペースのファイルが元の場所にありません",
			todo: "ファイルを元の場所に戻してから、もう一度保存してください。戻せないときは「ワークスペース」画面でバックアップを作成すると、保存済みの内容を残せます。",
		},
		file_unreadable: {
			what: "ファイルを読み取れません",
			todo: "読み取りの権限を確認してください。",
		},
		file_unwritable: {
			what: "ファイルに書き込めません",
			todo: "書き込みの権限を確認するか、別の場所を選んでください。",
		},
		disk_full: {
			what: "ディスクに空きがありません",
			todo: "空きを作ってから、もう一度試してください。",
		},
		damaged: {
			what: "ワークスペースのファイルが壊れています",
			todo: "確認済みの最新のバックアップから復元してください。",
		},
		wrong_passphrase: {
			what: "パスフレーズが違います",
			todo: "大文字・小文字と入力モードを確認して、もう一度入力してください。",
		},
		locked: {
			what: "ワークスペースはロックされています",
			todo: "パスフレーズを入力してください。",
		},
		in_use: {
			what: "このファイルは別のウィンドウで使用中です",
			todo: "そちらを閉じるか、ここでは読み取り専用で開いてください。",
		},
		read_only: {
			what: "ワークスペースは読み取り専用で開いています",
			todo: "書き込んでいる側を閉じてから、開き直してください。",
		},
		no_workspace: {
			what: "ワークスペースが開かれていません",
			todo: "ワークスペースを開くか、新しく作成してください。",
		},
		finished: {
			what: "完了したアセスメントです",
			todo: "変化を記録するには、次の回を始めてください。",
		},
		not_found: {
			what: "対象が見つかりません",
			todo: "ホームに戻って、開き直してください。",
		},
		invalid_input: {
			what: "入力を受け付けられません",
			todo: "入力を直して、もう一度試してください。",
		},
		changed_meanwhile: {
			what: "表示したあとに内容が変更されています",
			todo: "現在の内容を確認して、選び直してください。",
		},
		still_used: {
			what: "ほかから使われています",
			todo: "使っているものを先に取り除いてください。",
		},
		no_program: {
			what: "このファイルを開くプログラムがありません",
			todo: "フォルダーを表示して、そこから開いてください。",
		},
		cancelled: { what: "中止しました", todo: "何も変更していません。" },
		internal: {
			what: "プログラムの不具合です",
			todo: "詳細をコピーして報告してください。保存済みと表示された内容はディスクにあります。",
		},
	},
	told: (what, todo) => `${what}。${todo}`,
	place: "場所",
	fault: "誤り",
	wholeFile: "ファイル全体",
	faults: (count) => `誤り ${count}件`,
};
