//! Why something of a cohort is not done, said to the person at the window: what, and what to do.

use psirt_app::cohorts::words::problem as clause;
use psirt_app::cohorts::{CardFile, Problem};
use psirt_app::error::Error;
use psirt_core::Language;
use psirt_store::CohortFault;

use crate::granted::name_of;

use crate::wire::{Failure, FailureCode, FaultView, Text, Told};

/// What is refused as a failure.
pub fn failure(told: Told, message: String) -> Failure {
    let mut failure = Failure::new(FailureCode::Refused, message);
    failure.faults = vec![FaultView {
        place: String::new(),
        message: told.what,
        hint: Some(told.todo),
    }];
    failure
}

/// Why a file is not written, where one of its name may be there already.
pub fn of_file(error: Error) -> Failure {
    let Error::Exists { path } = &error else {
        return error.into();
    };
    let name = name_of(path);
    let exists = Told {
        what: Text::both(
            format!("“{name}” is there already, and no file is ever replaced."),
            format!("「{name}」はすでにあります。ファイルは上書きしません。"),
        ),
        todo: Text::both("Choose another name.", "別の名前を選んでください。"),
    };
    failure(exists, error.message(Language::En))
}

/// That a workspace holds no round with the sheet of a cohort.
pub fn no_round(card: &CardFile) -> Told {
    Told {
        what: Text::of(|language| {
            let title = card.sheet.title().get(language);
            language.pick(
                format!("No finished assessment here was made with “{title}”."),
                format!("「{title}」による完了したアセスメントが、ここにありません。"),
            )
        }),
        todo: Text::both(
            "Start a round with this sheet on Home, or open the workspace that has one.",
            "「ホーム」でこの成熟度シートによる回を始めるか、その回のあるワークスペースを開いてください。",
        ),
    }
}

/// What a workspace refuses.
pub fn of_store(fault: &CohortFault) -> Told {
    match fault {
        CohortFault::NotProtected => Told {
            what: Text::both(
                "Who coordinates a cohort holds its key and everybody's answers: the workspace has to be protected by a passphrase.",
                "幹事は集団の鍵と全員の回答を預かるため、ワークスペースをパスフレーズで保護する必要があります。",
            ),
            todo: Text::both(
                "Protect it on the Workspace screen, then come back.",
                "「ワークスペース」の画面で保護してから、もう一度お試しください。",
            ),
        },
        CohortFault::Closed { edition } => Told {
            what: Text::both(
                format!("Edition {edition} is closed and takes nothing more."),
                format!("{edition}版は締め切られており、受け付けません。"),
            ),
            todo: Text::both("Make the next edition.", "次の版を作ってください。"),
        },
        CohortFault::CardIsFixed { edition } => Told {
            what: Text::both(
                format!("Members have contributed to edition {edition}."),
                format!("{edition}版にはすでに提供があります。"),
            ),
            todo: Text::both(
                "Only the days of its card can change.",
                "集団カードで変更できるのは期間だけです。",
            ),
        },
    }
}

/// What is refused, and the way out.
pub fn told(problem: &Problem) -> Told {
    of_keys(problem).unwrap_or_else(|| of_rules(problem))
}

fn both(en: String, ja: String, todo: (&str, &str)) -> Told {
    Told {
        what: Text::both(en, ja),
        todo: Text::both(todo.0, todo.1),
    }
}

/// What is refused because a file is not what it should be, or another's.
fn of_keys(problem: &Problem) -> Option<Told> {
    let compare = (
        "Do not go on. Call the coordinator on a number you know, and compare the fingerprint.",
        "ここで中止し、以前から知っている電話番号で幹事に連絡して、指紋を照合してください。",
    );
    let ask_again = (
        "Ask for the file once more, as an attachment rather than as text.",
        "本文への貼り付けではなく添付ファイルとして、もう一度送ってもらってください。",
    );
    Some(match problem {
        Problem::Seal(_) => both(
            format!(
                "The file cannot be used: {}.",
                clause(problem, Language::En)
            ),
            format!(
                "このファイルは使えません ({})。",
                clause(problem, Language::Ja)
            ),
            ask_again,
        ),
        Problem::OtherSigner { found, expected } => both(
            format!("The file was signed with the key {found}. The cohort's key is {expected}."),
            format!("このファイルの署名の鍵は{found}で、集団の鍵{expected}と異なります。"),
            compare,
        ),
        Problem::KeyChanged { before, now } => both(
            format!("The cohort's key is {now}. When you contributed before, it was {before}."),
            format!("集団の鍵が{now}になっています。前に提供したときは{before}でした。"),
            compare,
        ),
        Problem::OtherCohort { found, expected } => both(
            format!("The file is of the cohort “{found}”, not of “{expected}”."),
            format!("集団「{found}」のファイルで、「{expected}」のものではありません。"),
            (
                "Use the card and the benchmark of the same cohort.",
                "同じ集団の集団カードとベンチマークを使ってください。",
            ),
        ),
        Problem::OtherSheet { expected } => both(
            format!(
                "The cohort uses the sheet “{} {}”, which is not here in exactly that text.",
                expected.id, expected.edition
            ),
            format!(
                "集団が使う成熟度シート「{} {}」と同じ内容のものが、ここにありません。",
                expected.id, expected.edition
            ),
            (
                "Install the cohort's own sheet on the Sheets screen. For a shipped one, use the program version that the card was made with.",
                "集団独自の成熟度シートは「シート」の画面で追加してください。同梱のシートの場合は、集団カードを作ったバージョンのプログラムを使ってください。",
            ),
        ),
        _ => return None,
    })
}

/// What is refused because a rule of the cohort, or what is there, is against it.
fn of_rules(problem: &Problem) -> Told {
    match problem {
        Problem::RoundOfOtherSheet { found, expected } => both(
            format!(
                "This assessment was made with the sheet “{} {}”. The cohort uses “{} {}”.",
                found.id, found.edition, expected.id, expected.edition
            ),
            format!(
                "このアセスメントの成熟度シートは「{} {}」で、集団の「{} {}」と異なります。",
                found.id, found.edition, expected.id, expected.edition
            ),
            (
                "Choose a round that was made with the cohort's sheet, or start one.",
                "集団の成熟度シートによる回を選ぶか、新しく始めてください。",
            ),
        ),
        Problem::NotFinished => both(
            "The assessment is not finished.".to_owned(),
            "アセスメントが完了していません。".to_owned(),
            (
                "Finish it with “Finish” in the round menu, then come back.",
                "アセスメントを完了してから、もう一度開いてください。",
            ),
        ),
        Problem::NotOpen { opens, closes } => both(
            format!("Contributions are taken from {opens} to {closes}."),
            format!("提供の受付期間は{opens}から{closes}までです。"),
            (
                "Ask your coordinator for a card with another last day.",
                "期限を改めた集団カードを幹事に求めてください。",
            ),
        ),
        Problem::CodeMissing => both(
            "This cohort admits members by code.".to_owned(),
            "この集団への参加には、幹事のコードが必要です。".to_owned(),
            (
                "Type the code you got from your coordinator.",
                "幹事から受け取ったコードを入力してください。",
            ),
        ),
        Problem::CardChanged { edition } => both(
            format!("This card of edition {edition} is not the one you answered before."),
            format!("{edition}版の集団カードが、前に提供したときと異なります。"),
            (
                "Ask your coordinator: once members have contributed, only the days of a card change.",
                "幹事に確認してください。提供が始まった後に変わってよいのは期間だけです。",
            ),
        ),
        Problem::NotAMember { .. } => both(
            "Nothing was contributed to this cohort from this workspace.".to_owned(),
            "このワークスペースからこの集団への提供は行われていません。".to_owned(),
            (
                "Open the workspace you contributed from, or the cohort card.",
                "提供に使ったワークスペースか、集団カードを開いてください。",
            ),
        ),
        Problem::WhichCohort { .. } | Problem::WhichEdition { .. } => both(
            "This workspace coordinates no such cohort or edition.".to_owned(),
            "このワークスペースで運営している集団や版の中に見つかりません。".to_owned(),
            ("Choose one from the list.", "一覧から選んでください。"),
        ),
        Problem::WhichMember { .. } => both(
            "No such member contributed to this edition.".to_owned(),
            "この版に、その参加者の提供データはありません。".to_owned(),
            ("Choose one from the list.", "一覧から選んでください。"),
        ),
        Problem::NothingCounts => both(
            "No contribution counts yet, so there is nothing to publish.".to_owned(),
            "数えられる提供データがまだないため、公表するものがありません。".to_owned(),
            (
                "Take contributions in first.",
                "先に提供データを受け付けてください。",
            ),
        ),
        Problem::NothingPublished => both(
            "Nothing of this edition was published yet.".to_owned(),
            "この版では、まだ何も公表していません。".to_owned(),
            ("Publish first.", "先に公表してください。"),
        ),
        Problem::Seal(_)
        | Problem::OtherSigner { .. }
        | Problem::KeyChanged { .. }
        | Problem::OtherCohort { .. }
        | Problem::OtherSheet { .. } => unreachable!("it is told as what is wrong with a file"),
    }
}
