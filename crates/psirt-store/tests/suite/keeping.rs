//! What goes in comes out, after closing and opening too.

use crate::common::{ASSESSMENT, Place, deed, level, time};

#[test]
fn an_answer_is_there_after_reopening() {
    for passphrase in [None, Some("ひみつ 'quoted' phrase")] {
        let place = Place::new();
        let mut workspace = place.workspace(passphrase);
        let stored = workspace
            .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 1))
            .expect("the answer can be saved");
        workspace.close(time(2)).expect("it can be closed");

        let workspace = place.open(passphrase).expect("it can be opened");
        let read = workspace.assessment(ASSESSMENT).expect("it is there");
        assert_eq!(read, stored);
        assert_eq!(read.assessment.answer("A.1"), Some(&level(2)));
        workspace.check().expect("nothing is wrong with it");
        assert_eq!(workspace.backups().expect("they can be listed").len(), 1);
    }
}
