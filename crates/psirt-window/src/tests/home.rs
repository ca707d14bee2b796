//! Home: the first start, the sample, the bin, and what every screen shows.

use super::*;

#[test]
fn the_first_start_is_told_from_the_second() {
    let mut computer = Computer::new();
    let before = ask::workspace(&computer.desktop).expect("there is a view");
    assert!(before.first_start && before.state == WorkspaceState::None);
    ask::create_workspace(
        &computer.desktop,
        CreateWorkspace {
            place: None,
            passphrase: None,
        },
    )
    .expect("a workspace can be made");
    computer.restart();
    let after = ask::workspace(&computer.desktop).expect("there is a view");
    assert!(!after.first_start);
    assert_eq!(after.state, WorkspaceState::Open, "the last one is opened");
    assert_eq!(after.recent.len(), 1);
    assert_ne!(
        Some(after.default_path),
        after.file.map(|file| file.path),
        "the name that is taken is not proposed again"
    );
}

#[test]
fn the_sample_opens_once_in_each_language() {
    let computer = Computer::with_sample(Language::En);
    let again = OpenSample {
        language: Language::En,
    };
    let home = ask::open_sample(&computer.desktop, again).expect("it opens");
    assert!(home.has_sample);
    assert_eq!(home.organizations.len(), 1);
    assert_eq!(home.organizations[0].assessments.len(), 3);
    assert_eq!(home.next, None, "nobody has to go on with a sample");
    let japanese = OpenSample {
        language: Language::Ja,
    };
    let home = ask::open_sample(&computer.desktop, japanese).expect("it opens");
    assert_eq!(home.organizations.len(), 2);
    assert!(
        home.organizations
            .iter()
            .all(|one| one.assessments.len() == 3)
    );
}

#[test]
fn every_screen_shows_the_sample() {
    let computer = Computer::with_sample(Language::Ja);
    let rounds = computer.rounds();
    let newest = named(&rounds[0].id);
    let desktop = &computer.desktop;

    let results = ask::results(desktop, newest.clone()).expect("there are results");
    assert_eq!(results.overall.score, rounds[0].overall);
    assert_eq!(results.earlier.len(), 2);
    let previous = results.previous.expect("it is not the first round");
    assert_eq!(previous.assessment, rounds[1].id);
    assert!(
        results.overall.change.is_some(),
        "both rounds have one sheet"
    );

    for subject in [
        Subject::Overall,
        Subject::Area {
            id: results.areas[0].id.clone(),
        },
        Subject::Service {
            id: results.services[0].id.clone(),
        },
    ] {
        let request = Explain {
            assessment: newest.assessment.clone(),
            subject,
        };
        let told = ask::explain(desktop, request).expect("it can be explained");
        let value = told.value.expect("the figure is there");
        assert!(told.raises.iter().all(|raise| raise.value > value));
        let order: Vec<f64> = told.raises.iter().map(|raise| raise.value).collect();
        assert!(order.is_sorted_by(|one, next| one >= next), "{order:?}");
    }

    let readings = ask::readings(desktop, newest.clone()).expect("there are readings");
    for reading in &readings {
        let request = ReadinessRequest {
            assessment: newest.assessment.clone(),
            reading: reading.id.clone(),
        };
        let readiness = ask::readiness(desktop, request).expect("it can be read");
        let counts = readiness.counts;
        let judged = counts.evidenced + counts.partly + counts.not_evidenced + counts.cannot_tell;
        assert_eq!(judged, readiness.requirements.len());
    }

    let gaps = GapsRequest {
        assessment: newest.assessment.clone(),
        reading: Some(readings[0].id.clone()),
    };
    let gaps = ask::gaps(desktop, gaps).expect("there are gaps");
    let roadmap = ask::roadmap(desktop, newest.clone()).expect("there is a roadmap");
    assert!(roadmap.projection.overall > roadmap.projection.overall_today);
    let in_quarters: usize = roadmap.quarters.iter().map(|one| one.actions.len()).sum();
    let due = roadmap
        .actions
        .iter()
        .filter(|action| action.due.is_some() && action.state != ActionState::Dropped);
    assert_eq!(in_quarters, due.count());

    let budget = |days| {
        let request = BudgetRequest {
            assessment: newest.assessment.clone(),
            reading: None,
            days,
        };
        ask::budget(desktop, request).expect("it can be planned")
    };
    assert_eq!(budget(0.0).closed, 0);
    let all = budget(1e6);
    assert_eq!((all.closed, all.used_days), (all.open, all.all_days));
    let sizes: usize = gaps.ranked.iter().map(|gap| usize::from(gap.size)).sum();
    assert_eq!(all.open, sizes);

    let keep = |days| {
        let request = KeepPlan {
            assessment: newest.assessment.clone(),
            reading: None,
            days,
        };
        ask::keep_plan(desktop, request)
            .expect("it can be kept")
            .kept
    };
    let kept = keep(Some(20.0)).expect("it is kept");
    assert_eq!(kept.steps, budget(20.0).closed, "a step closes one level");
    assert_eq!(keep(None), None, "it is taken away");

    let trend = ask::trend(desktop, newest.clone()).expect("there is a trend");
    assert_eq!(trend.rounds.len(), 3);
    assert!(matches!(trend.breaks[0], BreakView::SheetChanged { .. }));
    assert_eq!(trend.breaks[1], BreakView::None);

    let compare = CompareRequest {
        older: rounds[1].id.clone(),
        newer: rounds[0].id.clone(),
    };
    let comparison = ask::compare(desktop, compare).expect("they can be compared");
    assert!(!comparison.falls.is_empty() && !comparison.rises.is_empty());
    assert!(!comparison.plan.is_empty());
    let kept = comparison.kept.expect("the sample keeps a plan");
    assert!(0 < kept.reached && kept.reached < kept.chosen);
    assert_eq!(comparison.planned.len(), comparison.areas.len() + 1);

    let installed = ask::installed(desktop).expect("something is installed");
    let used: usize = installed.sheets.iter().map(|sheet| sheet.assessments).sum();
    assert_eq!(used, 3);
}

#[test]
fn profiles_begin_with_the_one_that_asks_least() {
    let computer = Computer::with_workspace();
    let sheet = &computer.home().sheets[0];
    let sheet = SheetReference {
        id: sheet.id.clone(),
        edition: sheet.edition.clone(),
    };
    let profiles = ask::profiles(&computer.desktop, sheet).expect("there are some");
    let means: Vec<_> = profiles.iter().map(|one| one.mean_target).collect();
    assert!(means.len() > 1 && means.is_sorted(), "{means:?}");
}

#[test]
fn an_organization_taken_off_the_list_comes_back_whole() {
    let computer = Computer::with_sample(Language::Ja);
    let organization = computer.home().organizations[0].id.clone();
    let request = OfOrganization { organization };
    let home = ask::remove_organization(&computer.desktop, request.clone()).expect("it goes");
    assert!(home.organizations.is_empty() && !home.has_sample);
    let home = ask::restore_organization(&computer.desktop, request).expect("it comes back");
    assert_eq!(home.organizations[0].assessments.len(), 3);
}

#[test]
fn only_what_is_in_the_bin_is_erased_and_then_it_is_gone() {
    let computer = Computer::with_sample(Language::Ja);
    let desktop = &computer.desktop;
    let organization = OfOrganization {
        organization: computer.home().organizations[0].id.clone(),
    };
    let oldest = named(&computer.rounds()[2].id);
    let refused = ask::erase_assessment(desktop, oldest.clone());
    assert_eq!(code(refused), FailureCode::NotFound, "it is on the list");
    let refused = ask::erase_organization(desktop, organization.clone());
    assert_eq!(code(refused), FailureCode::NotFound, "it is on the list");

    ask::remove_assessment(desktop, oldest.clone()).expect("it goes");
    let bin = ask::bin(desktop).expect("there is a bin");
    assert_eq!(bin.assessments.len(), 1);
    let bin = ask::erase_assessment(desktop, oldest.clone()).expect("it is in the bin");
    assert!(bin.assessments.is_empty());
    let gone = ask::restore_assessment(desktop, oldest);
    assert_eq!(code(gone), FailureCode::NotFound);

    let removed = named(&computer.rounds()[1].id);
    ask::remove_assessment(desktop, removed).expect("it goes");
    ask::remove_organization(desktop, organization.clone()).expect("it goes");
    let bin = ask::bin(desktop).expect("there is a bin");
    assert!(bin.assessments.is_empty(), "it goes with its organization");
    assert_eq!(bin.organizations[0].assessments.len(), 2);
    assert!(bin.organizations[0].is_sample);
    let bin = ask::erase_organization(desktop, organization).expect("it is in the bin");
    assert!(bin.organizations.is_empty() && bin.assessments.is_empty());
    let request = OpenSample {
        language: Language::Ja,
    };
    let home = ask::open_sample(desktop, request).expect("the sample opens anew");
    assert_eq!(home.organizations[0].assessments.len(), 3);
}

#[test]
fn after_a_round_is_finished_its_report_is_the_next_thing_until_it_is_made() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 3);
    let today = Day(psirt_app::assessments::today());
    let request = FinishAssessment {
        assessment: view.id.clone(),
        date: today,
    };
    ask::finish_assessment(&computer.desktop, request).expect("it can be finished");
    let make_report = NextAction::MakeReport {
        assessment: view.id.clone(),
    };
    assert_eq!(computer.home().next, Some(make_report));

    let options = ask::report_options(&computer.desktop, of_assessment(&view)).expect("there are");
    computer.answer_dialog(&[computer.folder.path()]);
    let request = SaveReports {
        formats: vec![options.formats.whole[0]],
        choice: options.last,
    };
    ask::save_reports(&computer.desktop, request, &watch()).expect("they can be saved");
    assert_eq!(computer.home().next, None);
}

#[test]
fn home_tells_what_is_overdue_and_what_is_due_next() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let day_after = |days: i32| {
        use jiff::ToSpan as _;
        Day(psirt_app::assessments::today().saturating_add(days.days()))
    };
    let add = |service: usize, title: &str, due: Day, state: ActionState| {
        let action = ActionInput {
            service: view.entries[service].service.clone(),
            to_level: 1,
            title: title.to_owned(),
            deliverable: String::new(),
            owner: String::new(),
            due: Some(due),
            effort_days: None,
            state,
        };
        let request = AddActions {
            assessment: view.id.clone(),
            actions: vec![action],
        };
        ask::add_actions(&computer.desktop, request).expect("it can be taken on");
    };
    add(0, "late", day_after(-2), ActionState::Planned);
    add(1, "later", day_after(-40), ActionState::InProgress);
    add(2, "done", day_after(-40), ActionState::Done);
    add(3, "soon", day_after(3), ActionState::Planned);
    add(4, "some day", day_after(300), ActionState::Planned);
    let home = computer.home();
    let titles: Vec<&str> = home.overdue.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["later", "late"]);
    assert_eq!(home.due.map(|action| action.title).as_deref(), Some("soon"));
}

#[test]
fn an_organization_shows_its_overall_score_over_its_rounds() {
    let computer = Computer::with_sample(Language::En);
    let home = computer.home();
    let rounds = computer.rounds();
    let [line] = home.organizations[0].trends.as_slice() else {
        panic!("the sample has one scope");
    };
    let shown: Vec<(&str, Option<f64>)> = line
        .points
        .iter()
        .map(|point| (point.assessment.as_str(), point.overall))
        .collect();
    let listed: Vec<(&str, Option<f64>)> = rounds
        .iter()
        .rev()
        .map(|round| (round.id.as_str(), round.overall))
        .collect();
    assert_eq!(shown, listed, "oldest first");
    assert!(line.points[0].overall.is_some());
    assert!(home.overdue.is_empty(), "nobody acts on a sample's plan");
}
