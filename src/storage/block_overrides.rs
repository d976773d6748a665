//! The blocks that the reader overruled, on the disk: `overrules.json` in the data folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::atomic::{self, DiskError, Kind};
use super::lock;
use crate::collection::{BlockOverride, BlockOverrides, ContentHash};
use crate::text::Extent;

/// The form that this version writes.
const SCHEMA: u64 = 1;

/// Why overrides were not read or saved.
#[derive(Debug, thiserror::Error)]
pub enum OverrideError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It cannot be read, or a newer version wrote it; it is left as it is.
    #[error("{0} cannot be read by this version: move it away, and blocks can be overruled again")]
    Unreadable(PathBuf),
}

fn file(data: &Path) -> PathBuf {
    data.join("overrules.json")
}

/// The overrides kept in the folder `data`; none where there is no file.
pub fn read(data: &Path) -> Result<BlockOverrides, OverrideError> {
    let path = file(data);
    match atomic::read(&path)? {
        Some(bytes) => parse(&bytes).ok_or(OverrideError::Unreadable(path)),
        None => Ok(BlockOverrides::default()),
    }
}

/// Overrules one block and saves that; returns all overrides as they are now on the disk.
pub fn set(
    data: &Path,
    article: ContentHash,
    extent: Extent,
    counts_as: BlockOverride,
) -> Result<BlockOverrides, OverrideError> {
    let _lock = lock::held(&data.join("overrules.lock"))?;
    let mut overrides = read(data)?;
    overrides.set(article, extent, counts_as);
    atomic::write(&file(data), render(&overrides).as_bytes(), Kind::Own)?;
    Ok(overrides)
}

fn parse(bytes: &[u8]) -> Option<BlockOverrides> {
    let value: Value = serde_json::from_slice(bytes).ok()?;
    if value.get("schema")?.as_u64()? != SCHEMA {
        return None;
    }
    let mut overrides = BlockOverrides::default();
    for (hash, blocks) in value.get("articles")?.as_object()? {
        let mut overruled = BTreeMap::new();
        for block in blocks.as_array()? {
            let place = |key: &str| usize::try_from(block.get(key)?.as_u64()?).ok();
            let kind: BlockOverride = block.get("is")?.as_str()?.parse().ok()?;
            overruled.insert(Extent::new(place("start")?, place("end")?), kind);
        }
        overrides.0.insert(hash.parse().ok()?, overruled);
    }
    Some(overrides)
}

fn render(overrides: &BlockOverrides) -> String {
    let articles: serde_json::Map<String, Value> = overrides
        .0
        .iter()
        .map(|(hash, overruled)| {
            let blocks = overruled.iter().map(|(extent, is)| json!({ "start": extent.start, "end": extent.end, "is": is.to_string() }));
            (hash.to_string(), blocks.collect())
        })
        .collect();
    format!("{:#}\n", json!({ "schema": SCHEMA, "articles": articles }))
}
