use crate::file::tests::assert_published;

#[test]
fn the_published_schema_is_that_of_the_types() {
    assert_published::<super::SheetFile>("sheet");
}
