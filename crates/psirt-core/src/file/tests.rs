use expect_test::expect_file;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema as Published};
use serde_json::Value;

use super::shape::Schema;

/// Says of each whole number how large it may be, where its type alone does: a larger one fits
/// the schema otherwise, and not the type.
fn bound_integers(schema: &mut Published) {
    let largest = match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => u32::from(u8::MAX),
        Some("uint16") => u32::from(u16::MAX),
        Some("uint32") => u32::MAX,
        _ => return,
    };
    if schema.get("maximum").is_none() {
        schema.insert("maximum".to_owned(), largest.into());
    }
}

/// Compares the schema of a type with the published one; `UPDATE_EXPECT=1` writes it.
pub(crate) fn assert_published<T: JsonSchema>(name: &str) {
    let schema = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(bound_integers))
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
    assert!(
        Schema::parse(r#"{ "type": "integer", "minimum": 0 }"#).is_none(),
        "a whole number of any size fits no type"
    );
}
