//! The files beside articles that say what is known of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file_kind::is_sidecar;
use super::process::Readers;
use crate::collection::Problem;
use crate::ingest::sidecar::Sidecars;

/// More such files in one folder are what was gathered, and describe nothing.
const MOST: usize = 32;

/// Bytes that such a file may have: the library of a diligent reader.
const LARGEST: u64 = 32 * 1024 * 1024;

/// What the files beside articles say.
#[derive(Debug, Default)]
pub(super) struct SidecarFiles {
    pub(super) sidecars: Sidecars,
    /// The files that say something, so that they are no articles.
    pub(super) used: BTreeSet<PathBuf>,
    pub(super) problems: Vec<Problem>,
}

/// What is said in the files `candidates` and in those that lie beside the named files `singles`; `readers`
/// read them, as any file.
pub(super) fn read(candidates: &[PathBuf], singles: &[PathBuf], readers: &Readers) -> SidecarFiles {
    let folders: BTreeSet<&Path> = singles.iter().filter_map(|path| path.parent()).collect();
    let beside = folders.into_iter().flat_map(|folder| {
        // A bare name lies in the folder one is in.
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = fs::read_dir(here).into_iter().flatten().flatten();
        entries.map(|entry| folder.join(entry.file_name()))
    });
    let all: BTreeSet<PathBuf> =
        candidates.iter().cloned().chain(beside).filter(|path| is_sidecar(path)).collect();
    let mut counts: BTreeMap<Option<&Path>, usize> = BTreeMap::new();
    for path in &all {
        *counts.entry(path.parent()).or_default() += 1;
    }
    let few = |path: &&PathBuf| counts.get(&path.parent()).is_some_and(|count| *count <= MOST);
    let all: Vec<PathBuf> = all.iter().filter(few).cloned().collect();
    let read = all.par_iter().map(|path| {
        let meta = fs::metadata(path).ok().filter(|meta| meta.is_file() && meta.len() <= LARGEST);
        meta.and_then(|_| Some(readers.sidecar(path, &fs::read(path).ok()?)))
    });
    let read: Vec<_> = read.collect();
    let mut said = SidecarFiles::default();
    for (path, read) in all.into_iter().zip(read) {
        match read {
            Some(Ok(entries)) if !entries.is_empty() => {
                said.sidecars.add(path.parent().unwrap_or(Path::new("")), entries);
                said.used.insert(path);
            }
            Some(Err(problem)) => {
                said.problems.push(problem);
                said.used.insert(path);
            }
            _ => {}
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_a_few_lists_is_read_and_a_heap_of_them_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> =
            (0..=MOST).map(|n| folder.path().join(format!("{n}.csv"))).collect();
        for path in &paths {
            fs::write(path, "file,title\na.txt,The dock\n").unwrap();
        }
        let used =
            |count: usize| read(paths.get(..count).unwrap(), &[], &Readers::default()).used.len();
        assert_eq!((used(MOST), used(MOST + 1)), (MOST, 0));
    }
}
