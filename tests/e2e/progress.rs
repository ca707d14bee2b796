//! A plan that is kept, what became of the one before, and the page that says so.

use crate::harness::{Home, Language, Person};

#[test]
fn a_plan_is_kept_with_its_round_and_the_page_of_changes_says_what_became_of_the_last() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);

    person.goes_to("gaps");
    person.clicks("button", "Plan under a budget");
    person.clicks("button", "Keep this plan");
    person.reads("Kept for next time: 40 person-days");
    person.photographs("plan-kept");

    person.goes_to("progress");
    person.reads("7 of 9 reached their level");
    person.reads("Kept for 120 person-days: 8 of 13 chosen steps are reached.");
    person.photographs("plan-and-outcome");

    person.goes_to("reports");
    person.clicks("radio", "Since last time");
    person.reads("Page 1 of 1");
    person.photographs("since-last-time");
    person.closes();
}
