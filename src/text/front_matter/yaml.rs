//! Front matter in YAML.

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use saphyr_parser::{Event, Parser};

use super::{Value, key_values};

/// Lists and tables that may lie in one another; YAML's own reader goes down by recursion.
const DEEPEST: usize = 64;

/// The YAML mapping in `block`; where it is not quite YAML (an unquoted colon in a title), its
/// `key: value` lines.
///
/// # Errors
/// If it lies too deep in itself.
pub(super) fn read(block: &str) -> Result<Option<Value>, String> {
    if !is_shallow(block) {
        return Err(format!(
            "its front matter lies more than {DEEPEST} deep in itself: take out what is nested there"
        ));
    }
    let document =
        Yaml::load_from_str(block).ok().and_then(|documents| documents.into_iter().next());
    Ok(match document.as_ref().map(of_yaml) {
        Some(Value::Map(map)) => Some(Value::Map(map)),
        _ => key_values(block, ':'),
    })
}

/// Whether `block` may be read by a reader that goes down by recursion, and takes the square of the depth:
/// its parts are looked at one after another, up to the first that lies too deep or is no YAML.
fn is_shallow(block: &str) -> bool {
    let mut depth = 0_usize;
    for event in Parser::new_from_str(block).map_while(Result::ok) {
        match event.0 {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return false;
        }
    }
    true
}

fn of_yaml(value: &Yaml<'_>) -> Value {
    match value {
        Yaml::Value(Scalar::String(text)) | Yaml::Representation(text, ..) => {
            Value::Text(text.to_string())
        }
        Yaml::Value(Scalar::Integer(n)) => Value::Text(n.to_string()),
        Yaml::Value(Scalar::FloatingPoint(n)) => Value::Text(n.to_string()),
        Yaml::Value(Scalar::Boolean(b)) => Value::Text(b.to_string()),
        Yaml::Sequence(items) => Value::List(items.iter().map(of_yaml).collect()),
        Yaml::Mapping(map) => Value::Map(
            map.iter()
                .filter_map(|(key, value)| match of_yaml(key) {
                    Value::Text(key) => Some((key, of_yaml(value))),
                    _ => None,
                })
                .collect(),
        ),
        Yaml::Tagged(_, inner) => of_yaml(inner),
        _ => Value::Text(String::new()),
    }
}
