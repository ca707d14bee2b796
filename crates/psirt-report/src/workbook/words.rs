//! The words of the workbook in both languages.
//!
//! A word that lacks one of them does not compile. Names of states, sizes and kinds are in
//! [`crate::names`]: other reports use them too.

use psirt_core::Language;

macro_rules! words {
    ($($name:ident: $en:expr, $ja:expr;)*) => {
        /// Every word of the workbook in one language.
        pub struct Words {
            $(pub $name: &'static str,)*
            /// Before and after the number of areas.
            pub mean_of_areas: (&'static str, &'static str),
            pub of_applicable: (&'static str, &'static str),
            pub services_at_level: (&'static str, &'static str),
            pub of_targeted: (&'static str, &'static str),
            /// Before, between and after page number and number of pages.
            pub page_of_pages: (&'static str, &'static str, &'static str),
        }

        static EN: Words = Words {
            $($name: $en,)*
            mean_of_areas: ("mean of ", " areas"),
            of_applicable: ("of ", " applicable services"),
            services_at_level: ("services at this level: ", ""),
            of_targeted: ("of ", " services with a target"),
            page_of_pages: ("Page ", " of ", ""),
        };

        static JA: Words = Words {
            $($name: $ja,)*
            mean_of_areas: ("", "エリアの平均"),
            of_applicable: ("適用対象 ", " サービス中"),
            services_at_level: ("このレベルのサービス ", " 件"),
            of_targeted: ("目標のあるサービス ", " 件中"),
            page_of_pages: ("", " / ", " ページ"),
        };

        #[cfg(test)]
        pub(super) const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $en, $ja),)*];
    };
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        language.pick(&EN, &JA)
    }
}

/// Puts values in the places `{0}`, `{1}`, … of a phrase. What a value says stays as it is.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        let (before, place) = rest.split_at(open);
        filled.push_str(before);
        let number = place[1..].split('}').next().unwrap_or_default();
        let value = number
            .parse::<usize>()
            .ok()
            .and_then(|number| values.get(number));
        filled.push_str(value.expect("a phrase has places for the values given"));
        rest = &place[number.len() + 2..];
    }
    filled + rest
}

words! {
    // The tabs.
    tab_summary: "Summary", "概要";
    tab_services: "Services", "サービス";
    tab_gaps: "Gaps", "ギャップ";
    tab_roadmap: "Roadmap", "ロードマップ";
    tab_projection: "Projection", "見込み";
    tab_readings: "Readings", "対応表";
    tab_progress: "Progress", "推移";
    tab_since: "Since last time", "前回からの変化";
    tab_answers: "Answers", "回答";
    tab_workshop: "Workshop", "ワークショップ";
    tab_about: "About", "この資料について";
    tab_chart_data: "Chart data", "グラフ用データ";

    // The names of the tables.
    table_services: "Services", "サービス一覧";
    table_gaps: "Gaps", "ギャップ一覧";
    table_roadmap: "Actions", "施策一覧";
    table_requirements: "Requirements", "要求事項一覧";
    table_since: "Changes", "変化一覧";
    table_answers: "Answers", "回答一覧";
    table_workshop: "Workshop", "ワークショップ一覧";

    // What the tabs hold, beside the links to them.
    worksheets: "Worksheets", "シートの案内";
    back_to_summary: "← Summary", "← 概要";
    about_services: "Every service with level, target and gap; levels and targets can be changed to try them out.", "全サービスのレベル、目標、ギャップ。レベルと目標は変更して試せる。";
    about_gaps: "Every gap in order, with its next step.", "ギャップの一覧 (優先順) と次の一手。";
    about_roadmap: "Actions with owner, date and person-days.", "施策の担当、期日、工数。";
    about_projection: "Where the accepted actions lead.", "引き受けた施策がすべて完了した場合のスコア。";
    about_readings: "Requirements of laws and standards, and how far the services evidence them.", "法令・規格の要求事項と、サービスによる裏付けの状況。";
    about_progress: "Scores and levels over the rounds.", "各回のスコアとレベルの推移。";
    about_since: "What fell and what rose since the last round.", "前回から下がったサービス、上がったサービス。";
    about_outcome: "What became of the last round’s plan.", "前回の計画の実績。";
    about_answers: "Notes, evidence and indicators of every service.", "全サービスのメモ、証拠、確認項目。";
    about_workshop: "How the room came to its answers.", "ワークショップで回答を決めた経緯。";
    about_about: "What was assessed, the scale and the rules.", "評価の対象、尺度、計算の規則。";
    readings_line: "{0} requirements: {1}", "要求事項{0}件: {1}";
    in_force_line: "{0}; in force on {1}: {2}, of these not evidenced in full: {3}", "{0}。{1}時点で適用中{2}件、うち裏付けが十分でないもの{3}件";

    // The workshop.
    workshop_note: "The answers of the room before and after the talk, as far as the promise of anonymity lets them be seen. ? is don’t know, n is not applicable; D says by how many levels two people differ on average.", "話し合いの前と後の回答を、匿名性の約束の範囲で示す。?はわからない、nは該当なし。Dは2人の回答の差の平均 (レベル数)。";
    workshop_people: "{0} asked, {1} answered before the talk, {2} again after it", "対象{0}人、話し合いの前の回答{1}人、後の回答{2}人";
    workshop_promise: "promise of anonymity: {0}", "匿名性の約束：{0}";
    workshop_alpha: "agreement of the room (alpha): {0} before, {1} after", "全体の一致度 (α)：前{0}、後{1}";
    workshop_respondents: "Respondents: {0}", "回答者：{0}";
    workshop_date: "Workshop", "開催日";
    before_answers: "Before: answers", "前：回答";
    before_lowest: "Before: lowest", "前：最低";
    before_highest: "Before: highest", "前：最高";
    before_difference: "Before: D", "前：D";
    before_word: "Before: word", "前：判定";
    after_answers: "After: answers", "後：回答";
    after_lowest: "After: lowest", "後：最低";
    after_highest: "After: highest", "後：最高";
    after_difference: "After: D", "後：D";
    after_word: "After: word", "後：判定";
    settled: "Settled", "決定";
    settled_why: "Why not as proposed", "提案と違う理由";
    moved_why: "Who moved, and why; what was said", "回答を変えた人と理由、メモ";
    moved_line: "respondent {0}: {1} → {2}", "回答者{0}：{1} → {2}";
    dissent: "Dissent", "異論";
    respondent_number: "respondent {0}", "回答者{0}";
    stands_by_level: "level {0}", "レベル{0}";
    parked_question: "Parked: to be found out", "保留：確認すること";
    parked_owner: "Parked: owner", "保留：担当";
    parked_until: "Parked: until", "保留：期日";

    // The document.
    document_title: "PSIRT maturity: {0}", "PSIRT成熟度: {0}";
    document_subject: "Gap report against {0}", "{0}によるギャップレポート";
    program: "PSIRT Maturity {0}", "PSIRT Maturity {0}";
    kind: "PSIRT maturity assessment", "PSIRT成熟度アセスメント";
    list_separator: ", ", "、";
    and_more: "{0} and {1} more", "{0} ほか{1}件";
    name_and_value: "{0}: {1}", "{0}: {1}";

    // Heads used by several worksheets.
    id: "ID", "ID";
    area: "Area", "サービスエリア";
    areas: "Areas", "サービスエリア";
    service: "Service", "サービス";
    services: "Services", "サービス";
    level: "Level", "レベル";
    level_name: "Level name", "レベルの名前";
    target: "Target", "目標";
    gap: "Gap", "ギャップ";
    score: "Score", "スコア";
    last_round: "Last round", "前回";
    change: "Change", "変化";
    owner: "Owner", "担当";
    state: "State", "状態";
    deliverable: "Deliverable", "成果物";
    effort: "Effort", "工数";
    person_days: "Person-days", "人日";
    weeks: "Weeks", "週数";
    answered: "Answered", "回答済み";
    applicable: "Applicable", "適用対象";
    round: "Round", "回";
    sheet: "Maturity sheet", "成熟度シート";
    readings: "Readings", "対応表";

    // Summary.
    scope_line: "Scope: {0}", "対象範囲: {0}";
    assessed_by: "Assessed by {0}", "評価者: {0}";
    overall_score: "Overall score", "総合スコア";
    overall_of: "Overall score (0 to {0})", "総合スコア (0〜{0})";
    overall_row: "Overall", "総合";
    answered_services: "Answered services", "回答済みサービス";
    lowest_level: "Lowest level", "最も低いレベル";
    below_target: "Below target", "目標に届かないサービス";
    radar_by_area: "Levels by area", "エリア別レーダー";
    radar_by_service: "Levels by service", "サービス別レーダー";
    area_radar_described: "Radar chart of the scores by area. {0}", "エリア別スコアのレーダーチャート。{0}";
    service_radar_described: "Radar chart of the levels by service; {0} of {1} applicable services have a level. The values are in the worksheet of services.", "サービス別レベルのレーダーチャート。適用対象{1}サービスのうち{0}サービスにレベルがある。値はサービスのシートにある。";
    as_delivered: "As delivered (does not follow changes in this workbook)", "作成時点の内容 (ブック内の変更は反映されない)";
    lowest_services: "Lowest services", "最も低いサービス";
    lowest_line: "Level {0}: {1}", "レベル{0}: {1}";
    nothing_answered: "No service has a level yet", "レベルのあるサービスはまだない";
    first_gaps: "First gaps to close", "最初に埋めるギャップ";
    gap_line_without_step: "{0}, level {1}, target {2}", "{0} (レベル{1}、目標{2})";
    gap_line: "{0}, level {1}, target {2}: {3} ({4})", "{0} (レベル{1}、目標{2}): {3} ({4})";
    not_applicable: "Not applicable", "該当なし";
    since_last_round: "Since the last round", "前回からの変化";
    since_line: "Since {0}: {1}. Fallen: {2}. Risen: {3}.", "{0}以降: {1}。低下: {2}。上昇: {3}。";
    overall_changed: "overall score {0}", "総合スコア {0}";
    sheet_changed: "the maturity sheet changed, so the overall score does not compare", "成熟度シートが変わったため総合スコアは比較できない";
    overall_not_comparable: "the overall score is missing in one of the two rounds", "一方の回に総合スコアがない";

    // Services.
    services_note: "Choose another level or target to see what it would do: gaps, scores and the charts of the summary follow. All other worksheets show the assessment as delivered. Only level 0 counts as 0; words in place of a level are left out of every mean.", "レベルや目標を選び直すと、ギャップ、スコア、概要のグラフが変わる。ほかのシートは作成時点の内容を示す。0として数えるのはレベル0だけであり、レベルの代わりに言葉が入っているサービスは平均に含めない。";
    near_note: "≈ In the last round the service was only nearly the same, or part of a service that has been split.", "≈ 前回はほぼ同じサービス、または分割前のサービスの一部だったことを示す。";
    evidence_count: "Pieces of evidence", "証拠の数";
    not_applicable_with_reasons: "Not applicable, with reasons", "該当なしとその理由";
    level_prompt: "Choose a level, or the word that says why there is none.", "レベル、またはレベルがない理由を表す言葉を選ぶ。";
    level_refusal: "This is neither a level of the scale nor one of the words in the list.", "尺度にあるレベルでも、一覧にある言葉でもない。";
    target_prompt: "Choose the level wanted, or leave the cell empty.", "目指すレベルを選ぶ。目標がなければ空欄にする。";
    target_refusal: "This is not a level of the scale.", "尺度にあるレベルではない。";

    // Gaps.
    rank: "No.", "順位";
    next_level: "Next level", "次のレベル";
    next_step: "Next step", "次の一手";
    duties: "Duties resting on it", "直接関わる要求事項";
    next_level_looks: "What the next level looks like", "次のレベルの状態";
    gaps_note_without_steps: "Larger gaps first, then lower levels. The sheet gives no steps and no effort, so what the next level looks like is shown in their place.", "ギャップの大きい順、次にレベルの低い順に並べている。シートに次の一手と工数の記載がないため、次のレベルの状態を示している。";
    gaps_note_with_reading_without_steps: "Larger gaps first, then services a duty of {0} rests on directly, then lower levels. The sheet gives no steps and no effort, so what the next level looks like is shown in their place.", "ギャップの大きい順、次に{0}の要求事項が直接関わるサービス、次にレベルの低い順に並べている。シートに次の一手と工数の記載がないため、次のレベルの状態を示している。";
    gaps_note: "Larger gaps first, then lower levels, then next steps of fewer person-days. Effort: small is up to 5 person-days, medium up to 20, large more.", "ギャップの大きい順、次にレベルの低い順、次に人日の少ない順に並べている。工数の目安は、小が5人日以内、中が20人日以内、大が20人日超である。";
    gaps_note_with_reading: "Larger gaps first, then services a duty of {0} rests on directly, then lower levels, then next steps of fewer person-days. Effort: small is up to 5 person-days, medium up to 20, large more.", "ギャップの大きい順、次に{0}の要求事項が直接関わるサービス、次にレベルの低い順、次に人日の少ない順に並べている。工数の目安は、小が5人日以内、中が20人日以内、大が20人日超である。";
    targets_reached: "Targets reached", "目標に達しているサービス";
    targets_unknown: "Targets that cannot be judged: the service has no level", "レベルがないため目標への到達を判定できないサービス";
    no_targets: "No service has a target, so there are no gaps", "目標が設定されたサービスがないため、ギャップはない";
    all_targets_reached: "Every target is reached", "すべての目標に達している";
    no_known_gaps: "No service is known to be below its target; those without a level are listed here or in the worksheet of gaps", "目標に届かないと判定されたサービスはない。レベルのないサービスはギャップのシートに示す";

    // Roadmap.
    due: "Due", "期日";
    to_level: "Leads to level", "到達レベル";
    action: "Action", "施策";
    actions: "Actions", "施策";
    roadmap_note: "By due date. ≈ marks person-days nobody has estimated: the planning figures of the steps, 5 for small, 20 for medium, 40 for large.", "期日の順に並べている。≈ は見積もりがないことを示し、次の一手の目安 (小は5人日、中は20人日、大は40人日) を合計している。";
    no_actions: "No actions have been taken on", "引き受けた施策はない";
    effort_by_state: "Actions and person-days by state", "状態別の施策数と工数";
    projection: "Projection", "見込み";
    projected: "Projected", "見込み";
    projection_note: "The same scores with every action done that is not dropped. A done action never sets a level; the next assessment does.", "取りやめた施策を除くすべての施策が完了したと仮定した場合のスコアである。施策の完了だけではレベルは変わらず、次のアセスメントで決まる。";
    projection_described: "Radar chart of the scores by area with all accepted actions done. {0}", "すべての施策が完了した場合のエリア別スコアのレーダーチャート。{0}";

    // Readings.
    reading: "Reading", "対応表";
    requirement: "Requirement", "要求事項";
    requirement_title: "What it asks", "内容";
    applies_from: "Applies from", "適用日";
    expected_level: "Expected level", "期待レベル";
    judgment: "Judgment", "判定";
    judged_by: "Judged by", "判定の根拠";
    judged_line: "{0} services", "{0}のサービス";
    beyond: "What the services do not cover", "サービスで扱わない範囲";
    no_reading: "No reading of a law or standard was chosen for this report", "このレポートでは法令や規格の対応表を選択していない";
    readings_note: "A reading shows how far the services could support evidence. It is neither legal advice nor a finding of conformity; what each does not say stands below the table.", "対応表は、サービスが要求事項をどこまで裏付け得るかを示す。法的助言でも適合の判定でもない。各対応表が示していないことは表の下に記す。";
    requirements_counted: "{0} requirements: {1}", "要求事項{0}件: {1}";
    key_dates: "Key dates: {0}", "主な日付: {0}";
    source_line: "Source: {0}", "出典: {0}";

    // Progress.
    no_earlier_round: "No earlier round was given, so there is nothing to compare with", "以前の回がないため、比較するものがない";
    progress_note: "Rounds as they were recorded, oldest first. A dash stands where nothing compares.", "各回の記録を古い順に示す。比較できるものがないところは – で示す。";
    break_note: "The maturity sheet changed between {0} and {1}: scores of areas and the overall score do not compare across it. {2} services go on and are followed one by one.", "{0}と{1}の間で成熟度シートが変わったため、その前後ではエリアのスコアと総合スコアを比較できない。続いている{2}サービスは個別に追っている。";
    actions_done: "Actions done since", "その間に完了した施策";
    scores_over_time: "Scores over time", "スコアの推移";
    line_chart_described: "Line chart of the overall score and the areas' scores by round. Overall: {0}", "総合スコアとエリア別スコアの推移の折れ線グラフ。総合: {0}";
    services_over_time: "Levels by service and round", "サービス別レベルの推移";
    rounds_radar_described: "Radar chart of the levels by service in {0} rounds. The values are in the table below.", "{0}回分のサービス別レベルのレーダーチャート。値は下の表にある。";
    sheet_changed_mark: "sheet changed", "シート変更";
    progress_services_note: "≈ marks a level of a service that is only nearly the same, or of one that has been split since.", "≈ はほぼ同じサービス、またはその後に分割されたサービスのレベルであることを示す。";
    services_begun: "Services without a past", "前回にないサービス";
    services_ended: "Services of the last round that do not go on", "前回で終わったサービス";

    // Since last time.
    this_round: "This round", "今回";
    target_then: "Target then", "前回の目標";
    note_then: "Note then", "前回のメモ";
    note_now: "Note now", "今回のメモ";
    nothing_goes_on: "No service goes on from the last round", "前回から続くサービスはない";
    plan_and_outcome: "Plan and outcome", "計画と実績";
    actions_reached_line: "Actions of the last round: {0}; reached the level they lead to: {1}.", "前回の施策は{0}件。そのうち{1}件が到達レベルに達した。";
    found: "Found", "実績";
    outcome: "Outcome", "達成状況";
    state_owner_due: "State, owner, due", "状態、担当、期日";
    plan_under_budget: "Plan under budget", "予算内の計画";
    steps_reached_line: "Plan for {0} person-days: steps chosen: {1}; reached: {2}.", "{0}人日の計画で選んだ次の一手は{1}件。そのうち{2}件を達成した。";
    chosen_or_left_out: "Chosen or left out", "選択・見送り";
    chosen: "chosen", "選択";
    left_out: "left out", "見送り";
    unplanned: "Risen without a plan", "計画になかった上昇";
    planned_and_found: "Planned and found", "計画と実績の比較";
    planned_and_found_note: "The figures then; with every chosen step of the plan done; with every action done that was due by now and not dropped; and as this round found them.", "前回の値、予算内の計画をすべて終えた場合、期日が来た施策 (取りやめを除く) をすべて終えた場合、今回の実績を並べている。";
    actions_due: "Actions due by now", "期日到来分の施策";

    // Answers.
    answer: "Answer", "回答";
    level_statement: "What the level says", "レベルの記述";
    reason_and_note: "Reason and note", "理由とメモ";
    reason_line: "Reason: {0}", "理由: {0}";
    evidence: "Evidence", "証拠";
    indicators_ticked: "Indicators ticked", "該当する確認項目";
    indicator_line: "Level {0}: {1}/{2}", "レベル{0}: {1}/{2}";
    answers_note: "All answers with what supports them. Indicators help to choose a level and never set it.", "すべての回答とその裏付けを示す。確認項目はレベルの選択を助けるもので、自動的にレベルを決めるものではない。";

    // About.
    assessment: "Assessment", "アセスメント";
    organization: "Organization", "組織";
    organization_kind: "Kind of organization", "組織の区分";
    scope: "Scope", "対象範囲";
    date: "Date", "日付";
    assessors: "Assessed by", "評価者";
    profile: "Target profile", "目標プロファイル";
    classification: "Classification", "取り扱い区分";
    sheet_and_edition: "Title and edition", "題名と版";
    sheet_id: "Identifier", "識別子";
    source: "Source", "出典";
    address: "Address", "所在";
    rights: "Rights", "権利";
    license: "License of the texts", "文章のライセンス";
    levels: "Levels and what stands in place of one", "レベルと、レベルの代わりになる言葉";
    not_applicable_means: "The service does not apply; the reason is in the worksheet of services. It is left out of every mean and of the services counted.", "該当しないサービスである。理由はサービスのシートにある。平均にも適用対象の数にも含めない。";
    dont_know_means: "Nobody asked could say. The service counts as applicable and is left out of every mean.", "回答者がわからないとしたサービスである。適用対象に数えるが、平均には含めない。";
    unanswered_means: "Nobody has answered yet. The service counts as applicable and is left out of every mean.", "まだ誰も答えていないサービスである。適用対象に数えるが、平均には含めない。";
    method: "How the figures are made", "数値の求め方";
    area_score: "Score of an area", "エリアのスコア";
    order_of_gaps: "Order of the gaps", "ギャップの順序";
    progress: "Progress", "推移";
    rule_area: "Mean of the levels of its answered services. Nothing is rounded before it is shown; figures are shown with one decimal.", "回答済みサービスのレベルの平均である。表示するまで丸めず、小数第1位までを示す。";
    rule_overall: "Mean of the scores of the areas that have one; each area counts the same. The lowest level stands beside it, since a mean hides the hole.", "スコアのあるエリアの平均であり、各エリアを同じ重みで数える。平均は弱点を隠すため、最も低いレベルを併記する。";
    rule_gap: "Target minus level where that is positive. A service without a target or without a level has none.", "目標からレベルを引いた差が正のとき、その差である。目標またはレベルのないサービスにはギャップがない。";
    rule_order: "Larger gap, then services a duty of the first reading chosen rests on directly, then lower level, then fewer person-days of the next step, then the order of the sheet.", "ギャップの大きい順、次に最初に選んだ対応表の要求事項が直接関わるサービス、次にレベルの低い順、次に次の一手の人日の少ない順、最後にシートの順である。";
    rule_projection: "The same scores with the accepted actions done; it stands beside the score, never in its place.", "引き受けた施策が完了したと仮定したスコアである。スコアの横に示し、置き換えることはない。";
    rule_trend: "Only the same service, or services joined by a crosswalk, are compared; where the sheet changed, the line breaks.", "同じサービス、またはクロスウォークで対応付けたサービスだけを比較する。シートが変わったところでは線が切れる。";
    rule_reading: "Evidenced where all services judged reach the expected level, partly where some do, not evidenced where none does; cannot tell where missing answers could change the judgment. Judged are the services a requirement rests on directly, or the supporting ones where there are none.", "判定するサービスのすべてが期待レベルに達していれば「裏付けあり」、一部なら「一部裏付けあり」、1つもなければ「裏付けなし」、足りない回答によって判定が変わり得るときは「判定できない」とする。要求事項に直接関わるサービスで判定し、なければ補助のサービスで判定する。";
    rule_effort: "The person-days the sheet gives for a step, and the weeks where other people's calendars decide. Small is up to 5 person-days, medium up to 20, large more; where the sheet gives no days, they are planned with 5, 20 and 40.", "シートが次の一手に示す人日と、他の人の予定に左右される場合の週数である。小は5人日以内、中は20人日以内、大は20人日超。シートに人日の記載がなければ、順に5、20、40人日で計画する。";
    reading_heading: "Reading: {0}", "対応表: {0}";
    caveat: "What it does not say", "示していないこと";
    this_workbook: "This workbook", "このブックについて";
    workbook_note: "Levels and targets in the worksheet of services may be changed to see what it would do; gaps, scores and the charts of the summary follow. Nothing else does, and the assessment itself is not changed.", "サービスのシートのレベルと目標は、変更した場合の結果を見るために書き換えてよい。ギャップ、スコア、概要のグラフだけがそれに従い、アセスメントそのものは変わらない。";
    made_by: "Made by", "作成プログラム";
    chart_data_note: "Feeds the charts of the other worksheets. A missing value leaves a gap in its chart.", "ほかのシートのグラフに値を渡している。値のないところはグラフでも空白になる。";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(phrase: &str) -> Vec<&str> {
        let mut places: Vec<&str> = phrase
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn every_phrase_has_the_same_places_in_both_languages() {
        for (name, en, ja) in PAIRS {
            assert_eq!(places(en), places(ja), "{name}");
            assert!(!en.trim().is_empty() && !ja.trim().is_empty(), "{name}");
        }
    }

    #[test]
    fn english_is_english_and_japanese_is_plain_japanese() {
        let same = ["id", "program", "name_and_value"];
        for (name, en, ja) in PAIRS {
            let wide = |text: &str| text.chars().any(|letter| letter >= '\u{3000}');
            assert!(!wide(en), "{name}: {en}");
            assert!(wide(ja) || same.contains(name), "{name}: {ja}");
            for polite in ["です", "ます。", "ません", "ました"] {
                assert!(!ja.contains(polite), "{name}: {ja}");
            }
        }
    }

    #[test]
    fn a_value_that_looks_like_a_place_stays_as_it_is() {
        assert_eq!(fill("{0} and {1}", &["{1}", "{0}"]), "{1} and {0}");
        assert_eq!(fill("{1}:{0}", &["a", "b"]), "b:a");
    }

    #[test]
    fn what_excel_shows_beside_a_cell_is_short_enough() {
        for language in Language::ALL {
            let words = Words::of(language);
            for message in [
                words.level_prompt,
                words.level_refusal,
                words.target_prompt,
                words.target_refusal,
            ] {
                assert!(message.chars().count() <= 225, "{message}");
            }
            for title in [words.level, words.target] {
                assert!(title.chars().count() <= 32, "{title}");
            }
        }
    }
}
