//! The first five minutes.

use crate::harness::{Home, Person};

#[test]
fn the_window_opens() {
    let home = Home::new();
    let person = Person::starts(&home);
    person.photographs("first-start");
    println!("{}", person.page_text());
    person.closes();
}
