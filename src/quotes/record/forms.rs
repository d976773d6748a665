//! Older forms of the records, and how each becomes the next.
//!
//! | form | what is different |
//! |---|---|
//! | 1 | the first |
//! | 2 | the article says by which rules of reading its text was made (`reading`) |
//! | 3 | a checksum of the content (`checksum`) |

use serde_json::Value;

use super::Malformed;
use super::fields::{Fields, object};

/// Makes the record of one form one of the next. `own` are the program's fields in it.
type Step = fn(own: &mut Fields) -> Result<(), Malformed>;

/// The first leads from form 1 to form 2.
const STEPS: [Step; 2] = [say_the_rules_of_reading, have_no_checksum];

/// The form of the records that this version writes.
pub const SCHEMA: u32 = 3;
const _: () =
    assert!(STEPS.len() + 1 == SCHEMA as usize, "each form but the first has a step to it");

/// Brings the fields of a record of `form` to the form of this version; newer ones stay as they are.
pub(super) fn lift(own: &mut Fields, form: u32) -> Result<(), Malformed> {
    let done = form.checked_sub(1).ok_or(Malformed::Field("schema"))?;
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    STEPS.iter().skip(done).try_for_each(|step| step(own))
}

/// What was written without a checksum is taken as it is: the next change writes one.
#[expect(clippy::unnecessary_wraps, reason = "a step like the others")]
const fn have_no_checksum(_: &mut Fields) -> Result<(), Malformed> {
    Ok(())
}

/// The rules were not numbered before: all that went before the number are the first.
fn say_the_rules_of_reading(own: &mut Fields) -> Result<(), Malformed> {
    let mut article = object(own, "article")?;
    // A quote from another program has no text of ours that any rules could have made.
    let ours = article.get("hash").is_some_and(Value::is_string);
    article.insert("reading".to_owned(), if ours { 1.into() } else { Value::Null });
    own.insert("article".to_owned(), Value::Object(article));
    Ok(())
}
