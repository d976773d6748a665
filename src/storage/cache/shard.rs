//! One file of the cache: entries one behind the other, each with its length and checksum.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::Stamp;
use crate::text::packed::{Reader, Writer, checksum};

/// What a shard begins with.
const MAGIC: &[u8] = b"variorum articles 3\n";
/// Bytes before each entry: its length and checksum.
const HEADER: usize = 12;

/// What was in a file and what it was read from.
#[derive(Debug)]
pub(super) struct CachedFile {
    path: Vec<u8>,
    pub(super) stamp: Stamp,
    pub(super) source: [u8; 32],
    pub(super) html_depth: usize,
    body: Vec<u8>,
    /// Where the body lies in the shard's bytes, for one that was read.
    place: (usize, usize),
}

impl CachedFile {
    /// An entry of what is encoded as `body`.
    pub(super) fn new(
        path: &Path,
        stamp: Stamp,
        source: [u8; 32],
        html_depth: usize,
        body: Vec<u8>,
    ) -> Self {
        Self { path: name(path), stamp, source, html_depth, body, place: (0, 0) }
    }

    /// What stands before the body.
    fn head(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.bytes(&self.path);
        writer.number(self.stamp.size);
        writer.number(self.stamp.changed);
        writer.number(self.stamp.seen);
        writer.count(self.html_depth);
        writer.raw(&self.source);
        writer.finish()
    }

    /// An entry without its body.
    fn decode(bytes: &[u8], start: usize) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let path = reader.bytes()?.to_vec();
        let stamp =
            Stamp { size: reader.number()?, changed: reader.number()?, seen: reader.number()? };
        let html_depth = reader.count()?;
        let source = reader.raw(32)?.try_into().ok()?;
        let place = (start + reader.position(), start + bytes.len());
        Some(Self { path, stamp, source, html_depth, body: Vec::new(), place })
    }
}

/// The file name as bytes; on systems whose names are no bytes as they are shown.
fn name(path: &Path) -> Vec<u8> {
    OsStr::as_encoded_bytes(path.as_os_str()).to_vec()
}

/// The entries of one file.
#[derive(Debug, Default)]
pub(super) struct Shard {
    bytes: Vec<u8>,
    /// Where each path's entry lies, and its checksum.
    places: HashMap<Vec<u8>, (usize, usize, u64)>,
}

impl Shard {
    /// The shard in this file; of a broken file the entries before the break.
    pub(super) fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_default();
        let mut places = HashMap::new();
        let mut at = MAGIC.len();
        while bytes.starts_with(MAGIC) {
            let header =
                bytes.get(at..at + HEADER).and_then(|header| header.split_first_chunk::<4>());
            let Some((length, sum)) = header else { break };
            let Ok(sum) = <[u8; 8]>::try_from(sum) else { break };
            let start = at + HEADER;
            let end = usize::try_from(u32::from_le_bytes(*length))
                .map_or(usize::MAX, |length| start.saturating_add(length));
            let Some(path) = bytes.get(start..end).and_then(|entry| Reader::new(entry).bytes())
            else {
                break;
            };
            places.insert(path.to_vec(), (start, end, u64::from_le_bytes(sum)));
            at = end;
        }
        Self { bytes, places }
    }

    /// The entry of the file `path`, if it is whole.
    pub(super) fn find(&self, path: &Path) -> Option<CachedFile> {
        let (start, end, sum) = *self.places.get(OsStr::as_encoded_bytes(path.as_os_str()))?;
        let bytes = self.bytes.get(start..end).filter(|bytes| checksum(bytes) == sum)?;
        CachedFile::decode(bytes, start)
    }

    /// The encoded articles of an entry that was found here.
    pub(super) fn body(&self, entry: &CachedFile) -> Option<&[u8]> {
        self.bytes.get(entry.place.0..entry.place.1)
    }

    /// The bytes of a shard with `fresh` in the place of what it had for the same paths. Entries of
    /// files that are gone are left out.
    pub(super) fn with(self, fresh: Vec<CachedFile>) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let replaced: HashSet<&[u8]> = fresh.iter().map(|entry| entry.path.as_slice()).collect();
        for (path, (start, end, sum)) in &self.places {
            // The bytes were a name of this system when they were written.
            let gone = || std::str::from_utf8(path).is_ok_and(|path| !Path::new(path).exists());
            if !replaced.contains(path.as_slice())
                && !gone()
                && let Some(entry) = self.bytes.get(*start..*end)
            {
                push(&mut bytes, &[entry], |_| *sum);
            }
        }
        for entry in fresh {
            push(&mut bytes, &[&entry.head(), &entry.body], checksum);
        }
        bytes
    }
}

/// Writes the entry that `parts` make; `sum` is its checksum.
fn push(bytes: &mut Vec<u8>, parts: &[&[u8]], sum: impl Fn(&[u8]) -> u64) {
    let Ok(length) = u32::try_from(parts.iter().map(|part| part.len()).sum::<usize>()) else {
        return;
    };
    let sum_at = bytes.len() + size_of_val(&length);
    let start = bytes.len() + HEADER;
    bytes.reserve(HEADER + parts.iter().map(|part| part.len()).sum::<usize>());
    bytes.extend(length.to_le_bytes());
    bytes.resize(start, 0);
    for part in parts {
        bytes.extend_from_slice(part);
    }
    let sum = sum(bytes.get(start..).unwrap_or_default()).to_le_bytes();
    bytes.splice(sum_at..start, sum);
}
