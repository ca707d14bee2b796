//! How a workshop counts, on one page.

use crate::document::{Block, RichText, Section, Start};

use super::super::Composer;

impl Composer<'_> {
    pub(super) fn how_a_workshop_counts(&self) -> Section {
        let rules: [(&str, &str); 9] = [
            (
                "Everybody answers alone and in secret. All answers are shown at once, not before three people have answered. The room talks about the services it disagrees on, answers those again and settles one answer for each service.",
                "各自がほかの人に知られずに回答し、3人以上が回答した後に一斉に公開する。意見の分かれたサービスについて話し合い、もう一度回答したうえで、サービスごとに1つの回答を決める。",
            ),
            (
                "The promise of anonymity is fixed before the first answer. What it forbids is not in this report, nor in the data it is made from.",
                "匿名性の約束は最初の回答の前に決める。約束により示せないものは、本報告書にも元のデータにも含まれない。",
            ),
            (
                "An anchor case is a short invented situation with a known level, scored before the first answers. The offset of a person is the mean of score minus key; that of the room is the mean over its people. It is subtracted from nothing.",
                "基準事例は、レベルが定まっている短い架空の事例であり、最初の回答の前に採点する。1人の偏りは「採点−基準」の平均、全体の偏りはその平均である。どの数値からも引かない。",
            ),
            (
                "Not applicable and don’t know are counted apart and enter no figure of spread.",
                "「該当なし」と「わからない」は別に数え、ばらつきの数値には含めない。",
            ),
            (
                "D is the mean difference between two people, over all pairs, in levels. It is 0 where all chose the same.",
                "Dはすべての2人の組についての回答の差の平均 (レベル数)。全員が同じなら0になる。",
            ),
            (
                "A is van der Eijk’s agreement: 1 where all chose the same, 0 where every level was chosen equally often, −1 where half chose either end of the scale.",
                "Aはvan der Eijkの一致度。全員が同じなら1、すべてのレベルが同数なら0、尺度の両端に半数ずつなら−1になる。",
            ),
            (
                "Agreed: the range is 0. Close: 1. Open: 2 or more, or some chose a level and others not applicable. Two camps: A is below 0. Nobody knows: half or more don’t know. Too few: fewer than three answered, and nothing is shown.",
                "「一致」は範囲が0、「ほぼ一致」は1、「要議論」は2以上またはレベルと「該当なし」の両方があるもの、「二分」はAが0未満、「不明」は半数以上が「わからない」、「回答不足」は回答が3人未満で何も示さないもの。",
            ),
            (
                "The lower median is proposed and never taken silently; another answer needs a reason. A dissent is kept with its reason.",
                "低い方の中央値を提案する。自動的には採用せず、提案と違う回答には理由が必要である。異論は理由とともに残す。",
            ),
            (
                "Alpha is Krippendorff’s, for ordinal data, over all services with at least two levels; shown from three people and ten such services.",
                "αは順序尺度のKrippendorffのα。2つ以上のレベルの回答があるサービスすべてについて計算し、3人以上、10サービス以上のときに示す。",
            ),
        ];
        let points = rules
            .into_iter()
            .map(|(en, ja)| RichText::from(self.say(en, ja)));
        Section {
            start: Start::Fresh,
            ..self.part(
                "How it is counted",
                "集計の方法",
                vec![Block::List(points.collect())],
            )
        }
    }
}
