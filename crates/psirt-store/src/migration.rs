//! Bringing a workspace to the newest format: numbered steps, forward only, all or none.

use rusqlite::{Connection, TransactionBehavior};

use crate::connection::APPLICATION_ID;
use crate::error::Result;

/// Step *n* leads from format *n* - 1 to *n*. Released ones are never changed.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_workspace.sql"),
    include_str!("migrations/0002_plan_goes_on.sql"),
    include_str!("migrations/0003_who_said_it.sql"),
    include_str!("migrations/0004_kept_plan.sql"),
    include_str!("migrations/0005_kept_files.sql"),
    include_str!("migrations/0006_evidence_kind.sql"),
    include_str!("migrations/0007_workshops.sql"),
    include_str!("migrations/0008_cohorts.sql"),
    include_str!("migrations/0009_digest.sql"),
    include_str!("migrations/0010_anchors.sql"),
    include_str!("migrations/0011_left_out.sql"),
    include_str!("migrations/0012_people_who_said_it.sql"),
];

/// The format this program writes.
#[expect(clippy::cast_possible_truncation, reason = "there are few steps")]
pub(crate) const NEWEST: u32 = STEPS.len() as u32;

/// Takes the missing steps in one transaction; `last` is done in it, too.
pub(crate) fn migrate(
    connection: &mut Connection,
    last: impl FnOnce(&Connection) -> Result<()>,
) -> Result<()> {
    take(STEPS, connection, |connection| {
        crate::milestone::add_digests(connection)?;
        last(connection)
    })
}

/// Makes the tables as a program of this format made them, in an empty database.
pub(crate) fn make(connection: &mut Connection, format: u32) -> Result<()> {
    take(&STEPS[..format as usize], connection, |_| Ok(()))
}

fn take(
    steps: &[&str],
    connection: &mut Connection,
    last: impl FnOnce(&Connection) -> Result<()>,
) -> Result<()> {
    // A step may rebuild a table that others refer to.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let format: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, step) in (1_u32..).zip(steps).skip(format as usize) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    last(&transaction)?;
    let orphans: i64 =
        transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", (), |row| {
            row.get(0)
        })?;
    if orphans > 0 {
        return Err(crate::Error::damaged(format!(
            "{orphans} rows refer to nothing"
        )));
    }
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{STEPS, take};
    use rusqlite::Connection;

    fn names(connection: &Connection, table: &str) -> Vec<String> {
        connection
            .prepare(&format!("SELECT name FROM {table} ORDER BY name"))
            .and_then(|mut statement| statement.query_map((), |row| row.get(0))?.collect())
            .expect("the table has names")
    }

    fn version_one() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory can be opened");
        take(STEPS, &mut connection, |_| Ok(())).expect("the steps can be taken");
        connection
            .execute(
                "INSERT INTO organization VALUES ('o', 'Minato', NULL, NULL, NULL, 'then')",
                (),
            )
            .expect("the row fits");
        connection
    }

    #[test]
    fn a_later_step_finds_what_an_earlier_format_held() {
        let mut connection = version_one();
        let steps: Vec<&str> = STEPS
            .iter()
            .copied()
            .chain(["ALTER TABLE organization ADD COLUMN name_kana TEXT NOT NULL DEFAULT ''"])
            .collect();
        take(&steps, &mut connection, |_| Ok(())).expect("the step can be taken");
        assert_eq!(names(&connection, "organization"), ["Minato"]);
        let format: usize = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .expect("there is a format");
        assert_eq!(format, steps.len());
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_of_those_before_it() {
        let mut connection = version_one();
        let steps: Vec<&str> = STEPS
            .iter()
            .copied()
            .chain(["CREATE TABLE later (name TEXT) STRICT", "nonsense"])
            .collect();
        take(&steps, &mut connection, |_| Ok(())).expect_err("the last step is nonsense");
        let tables = names(&connection, "sqlite_schema");
        assert!(!tables.contains(&"later".to_owned()), "{tables:?}");
        assert_eq!(names(&connection, "organization"), ["Minato"]);
    }

    #[test]
    fn a_step_that_would_orphan_rows_is_not_taken() {
        let mut connection = version_one();
        connection
            .execute("INSERT INTO scope VALUES ('s', 'o', 'All', 'then')", ())
            .expect("the row fits");
        let steps: Vec<&str> = STEPS
            .iter()
            .copied()
            .chain(["DELETE FROM organization"])
            .collect();
        take(&steps, &mut connection, |_| Ok(())).expect_err("the scope would be orphaned");
        assert_eq!(names(&connection, "scope"), ["All"]);
    }

    #[test]
    fn names_that_stood_in_one_text_are_a_list() {
        const JOINED: usize = 11;
        let mut connection = Connection::open_in_memory().expect("memory can be opened");
        take(&STEPS[..JOINED], &mut connection, |_| Ok(())).expect("the steps can be taken");
        connection
            .execute_batch(
                r#"INSERT INTO step (number, at, who, what, standing)
                   VALUES (1, 'then', 'me', 'import_books', 'done');
                   INSERT INTO change (step, slot, subject, said_by)
                   VALUES (1, 'note', '1.1', 'Ana "A", 佐藤'), (1, 'note', '1.2', 'Bo'),
                          (1, 'note', '1.3', NULL)"#,
            )
            .expect("the rows fit");
        take(STEPS, &mut connection, |_| Ok(())).expect("the step can be taken");
        let names: Vec<Option<String>> = connection
            .prepare("SELECT said_by FROM change ORDER BY subject")
            .and_then(|mut statement| statement.query_map((), |row| row.get(0))?.collect())
            .expect("they can be read");
        let lists: Vec<Option<Vec<String>>> = names
            .into_iter()
            .map(|text| text.map(|text| serde_json::from_str(&text).expect("it is a list")))
            .collect();
        let list = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect());
        assert_eq!(lists, [list(&["Ana \"A\"", "佐藤"]), list(&["Bo"]), None]);
    }
}
