//! Files that come in and go out: assessments, reports, sheets, logos.

use super::*;

#[test]
fn an_exported_assessment_comes_back_as_another_one() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let view = computer.answer(&view, 0, 3);
    computer.answer_dialog(&[computer.folder.path()]);
    let exported = ask::export_assessment(&computer.desktop, of_assessment(&view));
    let NamedFile { file, path } = exported
        .expect("it is written")
        .expect("a place was chosen");
    assert!(
        path.ends_with("架空製造-2026-11-06.psirtmaturity"),
        "{path}"
    );
    let check = computer.looks_at(Path::new(&path));
    let request = to_take_in(&check);
    assert_eq!(check.kind, Some(FileKind::Assessment));
    assert!(check.faults.is_empty() && check.replaces);
    let same = ask::import_assessment(&computer.desktop, request.clone()).expect("it comes back");
    assert_eq!(same.id, view.id, "nothing has changed: it is the same");
    computer.answer(&view, 0, 5);
    let other = ask::import_assessment(&computer.desktop, request).expect("it comes back");
    assert_ne!(other.id, view.id, "what is there is not replaced");
    assert_eq!(other.entries[0].answer, Some(Answer::Level { level: 3 }));
    assert_eq!(computer.rounds().len(), 2);
    let request = OfFile { file };
    ask::open_saved(&computer.desktop, request).expect("it was written from here");
}

#[test]
fn reports_are_saved_where_the_dialog_says() {
    let computer = Computer::with_sample(Language::Ja);
    let newest = computer.rounds()[0].clone();
    let options = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    let mut choice = options.last;
    choice.languages = vec![Language::En, Language::Ja];
    choice.readings = vec![options.readings[0].id.clone()];
    let request = PreviewReport {
        choice: choice.clone(),
        language: Language::Ja,
    };
    let preview = ask::preview_report(&computer.desktop, request, &watch()).expect("laid out");
    let page = |page| {
        let request = PreviewPage {
            preview: preview.id.clone(),
            page,
        };
        ask::preview_page(&computer.desktop, request)
    };
    let last = page(preview.pages).expect("the last page is there");
    assert!(last.picture.starts_with("data:image/svg+xml;base64,"));
    assert_eq!(code(page(preview.pages + 1)), FailureCode::NotFound);

    let folder = computer.folder.path().join("out");
    std::fs::create_dir(&folder).expect("a folder can be made");
    computer.answer_dialog(&[&folder]);
    let request = SaveReports {
        choice: choice.clone(),
        formats: options.formats.whole.clone(),
    };
    let saved = ask::save_reports(&computer.desktop, request.clone(), &watch());
    let saved = saved
        .expect("they are written")
        .expect("a folder was chosen");
    assert!(saved.files.len() >= 2 * options.formats.whole.len());
    for file in &saved.files {
        let bytes = std::fs::metadata(&file.path).expect("it is there").len();
        assert_eq!(bytes, u64::try_from(file.bytes).expect("it is small"));
    }
    let pdf = saved
        .files
        .iter()
        .find(|file| file.format == ReportFormat::Pdf);
    let pdf = pdf.expect("there is a PDF");
    let request = OfFile {
        file: pdf.file.clone(),
    };
    ask::open_saved(&computer.desktop, request).expect("it was written from here");

    let again = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    assert_eq!(again.last, choice, "what was chosen is proposed again");
}

#[test]
fn a_report_that_is_stopped_writes_nothing_more() {
    let computer = Computer::with_sample(Language::En);
    let newest = computer.rounds()[0].clone();
    let options = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    let mut choice = options.last;
    choice.languages = vec![Language::En];
    let jobs = crate::job::Jobs::default();
    let watch = jobs.begin(1, |_| {});
    jobs.stop(1);
    computer.answer_dialog(&[computer.folder.path()]);
    let request = SaveReports {
        choice,
        formats: options.formats.whole,
    };
    let stopped = ask::save_reports(&computer.desktop, request, &watch);
    assert_eq!(code(stopped), FailureCode::Cancelled);
}

#[test]
fn a_sheet_of_ones_own_is_checked_installed_and_removed() {
    let computer = Computer::with_workspace();
    let home = computer.home();
    let shipped = OfInstalled {
        kind: InstalledKind::Sheet,
        id: home.sheets[0].id.clone(),
        edition: Some(home.sheets[0].edition.clone()),
    };
    computer.answer_dialog(&[computer.folder.path()]);
    let exported = ask::export_installed(&computer.desktop, shipped).expect("it is written");
    let path = PathBuf::from(exported.expect("a place was chosen").path);
    let text = std::fs::read_to_string(&path).expect("it is text");

    computer.answer_dialog(&[&path]);
    let checked = ask::choose_files_to_install(&computer.desktop).expect("it is looked at");
    let checked = &checked.expect("a file was chosen")[0];
    assert!(checked.replaces);
    let refused = ask::install_file(&computer.desktop, to_take_in(checked));
    assert_eq!(
        code(refused),
        FailureCode::InvalidFile,
        "a shipped one stays"
    );

    let own = text.replacen(&home.sheets[0].id, "own-sheet", 1);
    std::fs::write(&path, own).expect("it can be written");
    let request = to_take_in(&computer.looks_at(&path));
    let installed = ask::install_file(&computer.desktop, request).expect("it is installed");
    let is_own = |sheet: &&SheetSummary| sheet.id == "own-sheet" && !sheet.shipped;
    assert!(installed.sheets.iter().any(|sheet| is_own(&sheet)));
    let own = OfInstalled {
        kind: InstalledKind::Sheet,
        id: "own-sheet".to_owned(),
        edition: Some(home.sheets[0].edition.clone()),
    };
    let left = ask::remove_installed(&computer.desktop, own).expect("it goes");
    assert!(!left.sheets.iter().any(|sheet| is_own(&sheet)));
}

#[test]
fn faults_of_a_file_are_told_in_both_languages() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("bad.json");
    std::fs::write(&path, "{\"requirements\": [3]}").expect("it can be written");
    let check = computer.looks_at(&path);
    assert_eq!(check.file, None, "there is nothing to take in");
    assert_eq!(check.kind, Some(FileKind::Reading));
    assert!(check.faults.len() > 1);
    for fault in &check.faults {
        assert!(!fault.message.en.is_empty() && fault.message.en != fault.message.ja);
    }
}

#[test]
fn a_logo_that_cannot_be_drawn_is_refused() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("logo.png");
    std::fs::write(&path, b"GIF89a").expect("it can be written");
    computer.answer_dialog(&[&path]);
    assert_eq!(
        code(ask::choose_logo(&computer.desktop)),
        FailureCode::InvalidFile
    );
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
               <rect width='9' height='9' fill='#123'/></svg>";
    std::fs::write(&path, svg).expect("it can be written");
    computer.answer_dialog(&[&path]);
    let chosen = ask::choose_logo(&computer.desktop).expect("it can be drawn");
    let logo = chosen
        .expect("a file was chosen")
        .logo
        .expect("there is a logo");
    assert!(logo.starts_with("data:image/svg+xml;base64,"));
    let removed = ask::remove_logo(&computer.desktop).expect("it goes");
    assert_eq!(removed.logo, None);
}
