use expect_test::expect_file;
use schemars::{JsonSchema, generate::SchemaSettings};

use super::shape::Schema;

/// Compares the schema of a type with the published one; `UPDATE_EXPECT=1` writes it.
pub(crate) fn assert_published<T: JsonSchema>(name: &str) {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    expect_file![format!("../../../../frameworks/schema/{name}.schema.json")].assert_eq(&text);
    assert!(
        Schema::parse(&text).is_some(),
        "the checker knows every keyword of the {name} schema"
    );
}

#[test]
fn a_schema_with_an_unknown_kind_of_rule_is_not_half_checked() {
    assert!(Schema::parse(r#"{ "type": "object", "patternProperties": {} }"#).is_none());
    assert!(Schema::parse(r#"{ "not": { "type": "string" } }"#).is_none());
}
