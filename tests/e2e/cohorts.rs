//! A cohort in the window with real keys: a coordinator and a member in homes of their own, files
//! between them.

use std::fs;
use std::path::{Path, PathBuf};

use psirt_app::cohorts::sample;
use psirt_app::frameworks::Library;

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person};

const PHRASE: &str = "correct horse battery staple";

#[test]
fn a_card_goes_out_contributions_come_in_and_a_member_finds_its_place() {
    is_played_through(Language::English, "light");
}

#[test]
fn a_cohort_is_played_through_in_japanese_and_in_the_dark() {
    is_played_through(Language::Japanese, "dark");
}

/// What coordinator and member hand each other.
struct Mail {
    folder: tempfile::TempDir,
    /// The sealed contributions of others.
    sealed: Vec<PathBuf>,
    edition: String,
}

impl Mail {
    fn new(language: Language) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let of_core = language.pick(psirt_core::Language::En, psirt_core::Language::Ja);
        let group = sample(&Library::shipped(), of_core).expect("it is invented");
        group.write(folder.path(), of_core).expect("there is room");
        let edition = group.editions.last().expect("there are two").card.edition();
        let entries = fs::read_dir(folder.path().join(edition)).expect("they are there");
        let mut sealed: Vec<PathBuf> = entries
            .map(|entry| entry.expect("it can be read").path())
            .collect();
        sealed.sort();
        Self {
            edition: edition.to_owned(),
            folder,
            sealed,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn is_played_through(language: Language, theme: &str) {
    let mail = Mail::new(language);
    let (office, house) = (Home::new(), Home::new());
    let coordinator = Person::starts(&office);
    coordinator.likes(theme);
    let mut looks = Looks::begin(&coordinator, language, theme);
    makes_a_protected_workspace(&coordinator, language);
    makes_the_cohort(&coordinator, &office, language, &mail, &mut looks);

    let member = Person::starts(&house);
    member.likes(theme);
    let mut member_looks = Looks::begin(&member, language, theme);
    member.begins(language);
    member.opens_the_sample(language);
    let contribution = contributes(&member, &house, language, &mail, &mut member_looks);

    let benchmark = takes_and_publishes(
        &coordinator,
        &office,
        language,
        &mail,
        &contribution,
        &mut looks,
    );
    leaves_a_member_out(&coordinator, language, &mut looks);
    looks.found_nothing();
    coordinator.closes();

    finds_its_place(&member, &house, language, &benchmark, &mut member_looks);
    member_looks.found_nothing();
    member.closes();
}

fn makes_a_protected_workspace(person: &Person, language: Language) {
    person.clicks("button", language.pick("English", "日本語"));
    person.clicks(
        "button",
        language.pick("Create a workspace*", "ワークスペースを作成する*"),
    );
    person.clicks(
        "checkbox",
        language.pick("Protect with a passphrase", "パスフレーズで保護する"),
    );
    person.enters(language.pick("Passphrase", "パスフレーズ"), PHRASE);
    person.types(
        language.pick("Passphrase again", "パスフレーズ (確認)"),
        PHRASE,
    );
    person.clicks(
        "button",
        language.pick("Create workspace", "ワークスペースを作成"),
    );
    person.sees("button", language.pick("Look at the sample", "見本を見る"));
}

fn makes_the_cohort(
    person: &Person,
    home: &Home,
    language: Language,
    mail: &Mail,
    looks: &mut Looks<'_>,
) {
    person.goes_to("cohorts");
    person.reads(language.pick(
        "This workspace coordinates no cohort.",
        "このワークスペースで運営している集団はありません。",
    ));
    looks.at("40-cohorts-none");
    person.clicks("button", language.pick("Make a cohort", "集団を作る"));
    person.enters(
        language.pick("What it is called", "名称"),
        language.pick("Example group", "例の業界団体"),
    );
    person.types(language.pick("Short name", "ID"), "example-group");
    person.enters(language.pick("Edition", "版"), &mail.edition);
    person.enters(language.pick("First day", "受付の初日"), "2000-01-01");
    person.types(language.pick("Last day", "受付の最終日"), "2999-12-31");
    person.clicks(
        "radio",
        language.pick("Whoever has the card*", "集団カードがあれば参加できる*"),
    );
    person.clicks(
        "checkbox",
        language.pick("Take the key of a recovery sheet", "復旧シートの鍵を使う"),
    );
    looks.at("41-cohort-form");
    home.answer_dialogs(&[
        &mail.path("recovery.txt"),
        &mail.path("card.psirt-cohort.json"),
    ]);
    person.clicks("button", language.pick("Make the cohort", "集団を作る"));
    person.reads(language.pick("Nothing was taken yet.", "まだ何も受け付けていません。"));
    looks.at("42-cohort-edition-new");
    person.clicks("button", language.pick("Save the card", "集団カードを保存"));
    person.reads("card.psirt-cohort.json");
    person.clicks("button", language.pick("Recovery sheet", "復旧シート"));
    person.clicks("button", language.pick("Show the key", "鍵を表示"));
    person.reads("SHA256:");
    looks.at("43-cohort-recovery");
    person.clicks("button", language.pick("Close", "閉じる"));
}

fn contributes(
    person: &Person,
    home: &Home,
    language: Language,
    mail: &Mail,
    looks: &mut Looks<'_>,
) -> PathBuf {
    let file = mail.path("ours.psirt-contribution");
    person.goes_to("cohorts");
    home.answer_dialogs(&[&mail.path("card.psirt-cohort.json"), &file]);
    person.clicks(
        "button",
        language.pick("Open a cohort card", "集団カードを開く"),
    );
    person.sees(
        "button",
        language.pick("Show what leaves", "提供する内容を見る"),
    );
    person.makes_the_window(1280, 1000);
    looks.at("50-card");
    person.makes_the_window(720, 520);
    looks.at("51-card-narrow");
    person.makes_the_window(1280, 820);
    person.clicks(
        "checkbox",
        language.pick("Do not give the size", "規模を提供しない"),
    );
    person.clicks(
        "button",
        language.pick("Show what leaves", "提供する内容を見る"),
    );
    person.reads(language.pick("This does not leave", "社外に出ない内容"));
    assert!(!file.exists(), "nothing is written before it was looked at");
    looks.at("52-leaves");
    person.clicks(
        "button",
        language.pick("Write the sealed file", "封をして書き出す"),
    );
    person.reads("ours.psirt-contribution");
    person.sees(
        "button",
        language.pick("Withdraw from this edition", "この版から取り下げる"),
    );
    looks.at("53-contributed");
    let sealed = fs::read(&file).expect("it was written");
    let text = String::from_utf8_lossy(&sealed);
    assert!(
        !text.contains("example-group"),
        "nobody on the way reads it"
    );
    file
}

fn takes_and_publishes(
    person: &Person,
    home: &Home,
    language: Language,
    mail: &Mail,
    contribution: &Path,
    looks: &mut Looks<'_>,
) -> PathBuf {
    let notes = mail.path("notes.psirt-contribution");
    fs::write(&notes, "a shopping list").expect("there is room");
    let all: Vec<String> = mail
        .sealed
        .iter()
        .chain([&contribution.to_owned(), &notes])
        .map(|path| path.display().to_string())
        .collect();
    let benchmark = mail.path("ours.psirt-benchmark.json");
    home.answer_dialogs(&[Path::new(&all.join("\t")), &benchmark]);
    person.clicks(
        "button",
        language.pick("Take contributions in", "提供データを受け付ける"),
    );
    let taken = mail.sealed.len() + 1;
    person.reads(&language.pick(
        format!("{taken} taken, 1 refused"),
        format!("受け付け{taken}件、拒否1件"),
    ));
    person.reads("notes.psirt-contribution");
    looks.at("44-taken");
    person.makes_the_window(720, 520);
    looks.at("45-taken-narrow");
    person.makes_the_window(1920, 1080);
    person.clicks(
        "button",
        language.pick("Show what could be published", "公表できる内容を見る"),
    );
    person.sees("button", language.pick("Publish", "公表する"));
    looks.at("46-preview-wide");
    person.makes_the_window(1280, 820);
    person.clicks("button", language.pick("Publish", "公表する"));
    person.clicks("button", language.pick("Publish and save", "公表して保存"));
    person.reads("ours.psirt-benchmark.json");
    looks.at("47-published");
    saves_a_report(
        person,
        home,
        language,
        language.pick("Save the report of release 1", "公表1回目のレポートを保存"),
    );
    assert!(benchmark.exists());
    benchmark
}

fn leaves_a_member_out(person: &Person, language: Language, looks: &mut Looks<'_>) {
    let leave = language.pick("Leave out: *", "除外する: *");
    person.asks("document.querySelector('.do')?.scrollIntoView(); return null");
    person.clicks("button", leave);
    person.sees(
        "dialog",
        language.pick("Leave this member out?", "この参加者を除外しますか?"),
    );
    looks.at("48-leave-out");
    person.clicks("button", language.pick("Leave it out", "除外する"));
    person.sees("button", language.pick("Count again: *", "再び数える: *"));
}

fn finds_its_place(
    person: &Person,
    home: &Home,
    language: Language,
    benchmark: &Path,
    looks: &mut Looks<'_>,
) {
    person.goes_to("results");
    person.clicks(
        "button",
        language.pick("Own place in a cohort", "集団の中の自社の位置"),
    );
    person.reads(language.pick("No benchmark is open", "ベンチマークを開いていません"));
    looks.at("54-place-none");
    home.answer_dialogs(&[benchmark]);
    person.clicks(
        "button",
        language.pick("Open a benchmark", "ベンチマークを開く"),
    );
    person.reads(language.pick(
        "Signed with the key of the cohort card",
        "集団カードの鍵による署名を確認済み",
    ));
    person.reads(language.pick(
        "Behind most members, and the next step",
        "多くの参加者より下のサービスと次の一手",
    ));
    looks.at("55-place");
    for (width, height) in [(720, 520), (1920, 1080)] {
        person.makes_the_window(width, height);
        looks.at(&format!("56-place-{width}"));
    }
    person.makes_the_window(1280, 820);
    saves_a_report(
        person,
        home,
        language,
        language.pick("Save as PDF and Excel", "PDFとExcelで保存"),
    );
    person.asks("document.querySelector('.strip')?.scrollIntoView(); return null");
    looks.at("57-place-services");
}

/// Saves a report, which has to be there as PDF and as a workbook.
fn saves_a_report(person: &Person, home: &Home, language: Language, button: &str) {
    home.answer_dialogs(&[&home.saved()]);
    person.clicks("button", button);
    person.reads(language.pick("The reports are in", "レポートを保存しました"));
    let of = |ending: &str| {
        let files = home.files("saved");
        files
            .iter()
            .filter(|it| it.extension().is_some_and(|its| its == ending))
            .count()
    };
    assert_eq!((of("pdf"), of("xlsx")), (1, 1));
}
