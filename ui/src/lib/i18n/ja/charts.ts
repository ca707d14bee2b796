import type { en } from "../en";
import type { Shape } from "../shape";

export const charts: Shape<(typeof en)["charts"]> = {
	showTable: "表で見る",
	showChart: "図で見る",
	radarOf: (what) => `レーダーチャート: ${what}`,
	radarHelp: "矢印キーで軸を移動します。",
	axis: (title, values) => `${title}: ${values}`,
	seriesValue: (series, value) => `${series} ${value}`,
	current: "現在",
	target: "目標",
	projected: "計画後",
	noValue: "回答なし",
	sheetChanged: "シートの変更",
	lineOf: (what) => `折れ線: ${what}`,
	round: "回",
	heatMap: "ヒートマップ: エリア別サービス",
	heatCell: (service, value) => `${service}: ${value}`,
	strip: (value, target) => `${value}、目標 ${target}`,
	stripNoTarget: (value) => `${value}、目標なし`,
};
