//! The pairs of themes that have a row of their own, on the disk: `pairs.json` beside the themes of a collection.

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::atomic::{self, Kind};
use super::themes::{KeepError, own_folder};
use super::{Places, lock};
use crate::collection::Origin;
use crate::compare::ThemeId;

/// The form that this version writes.
const SCHEMA: u64 = 1;

#[derive(Serialize, Deserialize)]
struct Form {
    schema: u64,
    pairs: Vec<(String, String)>,
}

fn file(places: &Places, origin: &Origin) -> PathBuf {
    own_folder(places, origin).join("pairs.json")
}

/// The pairs of the collection of this origin, in the order in which they were made; none where there is no file.
///
/// # Errors
/// If the file cannot be read, or another version wrote it; it is left as it is.
pub fn load(places: &Places, origin: &Origin) -> Result<Vec<(ThemeId, ThemeId)>, KeepError> {
    let path = file(places, origin);
    let unreadable = |why: io::Error| KeepError::Unreadable { path: path.clone(), why };
    let there = atomic::read(&path).map_err(|error| unreadable(error.source))?;
    let Some(bytes) = there else { return Ok(Vec::new()) };
    let form: Form = serde_json::from_slice(&bytes).map_err(|why| unreadable(why.into()))?;
    if form.schema != SCHEMA {
        return Err(unreadable(io::Error::other("another version wrote it")));
    }
    let pairs = form.pairs.into_iter();
    Ok(pairs.map(|(one, other)| (ThemeId(one), ThemeId(other))).collect())
}

/// Changes the pairs of a collection.
///
/// # Errors
/// If the file cannot be read or written; it is then as it was.
pub fn change(
    places: &Places,
    origin: &Origin,
    change: impl FnOnce(&mut Vec<(ThemeId, ThemeId)>),
) -> Result<(), KeepError> {
    let path = file(places, origin);
    let _lock = lock::held(&own_folder(places, origin).join("lock"))?;
    let mut pairs = load(places, origin)?;
    change(&mut pairs);
    let pairs = pairs.into_iter().map(|(one, other)| (one.0, other.0)).collect();
    let written = serde_json::to_vec_pretty(&Form { schema: SCHEMA, pairs });
    let written =
        written.map_err(|why| KeepError::Unreadable { path: path.clone(), why: why.into() })?;
    atomic::write(&path, &written, Kind::Own)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn pairs_belong_to_a_collection_and_a_damaged_file_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::below(root.path());
        let pair = (ThemeId("tolls".into()), ThemeId("war".into()));
        change(&places, &Origin::Library, |pairs| pairs.push(pair.clone())).unwrap();
        assert_eq!(load(&places, &Origin::Library).unwrap(), std::slice::from_ref(&pair));
        assert_eq!(load(&places, &Origin::Sample).unwrap(), []);
        let path = file(&places, &Origin::Library);
        fs::write(&path, "{\"schema\": 9, \"pairs\": []}").unwrap();
        assert!(change(&places, &Origin::Library, Vec::clear).is_err());
        assert!(fs::read_to_string(&path).unwrap().contains('9'));
    }
}
