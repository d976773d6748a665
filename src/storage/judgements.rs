//! What the reader decided in comparing: one JSON file a theme, in `themes/judgements/`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use super::lock;
use super::places::Places;
use crate::collection::ContentHash;
use crate::compare::{About, Judgements, Silence, Summary, ThemeId, ThemeVersion, Verdict};

/// The form of the files.
const SCHEMA: u32 = 1;

#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    schema: u32,
    theme: String,
    verdicts: Vec<Record>,
    silences: Vec<Record>,
    summaries: Vec<Record>,
}

/// Any judgement; what does not belong to its kind is left out.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    article: String,
    name: String,
    version: String,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ruling: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<String>,
}

/// Why a judgement could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum JudgementError {
    /// The file is there and cannot be read; it is left as it is.
    #[error("{} cannot be read and is left as it is: {why}", path.display())]
    Unreadable {
        /// The file of judgements.
        path: PathBuf,
        /// What is wrong with it, in words.
        why: String,
    },
    /// The disk does not take it.
    #[error(transparent)]
    Disk(#[from] atomic::DiskError),
}

fn folder(places: &Places) -> PathBuf {
    super::themes::folder(places).join("judgements")
}

/// A theme's file: its id in letters that every file system takes.
fn file(places: &Places, theme: &ThemeId) -> PathBuf {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = theme.0.chars().map(plain).collect();
    let told_apart = ContentHash::of(&theme.0).id();
    folder(places).join(format!("{name}-{told_apart}.json"))
}

/// All judgements, and what could not be read.
pub fn load(places: &Places) -> (Judgements, Vec<JudgementError>) {
    let mut judgements = Judgements::default();
    let mut errors = Vec::new();
    let Ok(entries) = fs::read_dir(folder(places)) else { return (judgements, errors) };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    for path in paths {
        match read(&path) {
            Ok(file) => add(&mut judgements, file),
            Err(error) => errors.push(error),
        }
    }
    (judgements, errors)
}

/// Changes the judgements of one theme: reads them again, lets `change` work on them, writes them whole.
///
/// # Errors
/// If the file is there and cannot be read, or cannot be written; it is then as it was.
pub fn change(
    places: &Places,
    theme: &ThemeId,
    change: impl FnOnce(&mut Judgements),
) -> Result<(), JudgementError> {
    let path = file(places, theme);
    let _lock = lock::held(&folder(places).join("lock"))?;
    let mut judgements = Judgements::default();
    add(&mut judgements, read(&path)?);
    change(&mut judgements);
    let written = serde_json::to_vec_pretty(&form(theme, &judgements)).map_err(|error| {
        JudgementError::Unreadable { path: path.clone(), why: error.to_string() }
    })?;
    Ok(atomic::write(&path, &written, atomic::Kind::Own)?)
}

fn read(path: &Path) -> Result<File, JudgementError> {
    let unreadable = |why: String| JudgementError::Unreadable { path: path.to_owned(), why };
    let there = atomic::read(path).map_err(|error| unreadable(error.source.to_string()))?;
    let Some(bytes) = there else { return Ok(File::default()) };
    let file: File =
        serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    if file.schema != SCHEMA {
        return Err(unreadable(format!("its form is {}, not {SCHEMA}", file.schema)));
    }
    Ok(file)
}

fn add(judgements: &mut Judgements, file: File) {
    let File { theme, verdicts, silences, summaries, .. } = file;
    let about = |entry: &Record| {
        Some(About {
            theme: ThemeId(theme.clone()),
            version: ThemeVersion(bytes(&entry.version)?),
            article: entry.article.parse().ok()?,
            name: entry.name.clone(),
            at: entry.at.clone(),
        })
    };
    judgements.verdicts.extend(verdicts.iter().filter_map(|entry| {
        let words = ContentHash(bytes(entry.words.as_deref()?)?);
        Some(Verdict {
            about: about(entry)?,
            words,
            ruling: entry.ruling.as_deref()?.parse().ok()?,
        })
    }));
    judgements
        .silences
        .extend(silences.iter().filter_map(|entry| Some(Silence { about: about(entry)? })));
    judgements.summaries.extend(summaries.iter().filter_map(|entry| {
        let text = entry.text.clone()?;
        Some(Summary { about: about(entry)?, text, quotes: entry.quotes.clone() })
    }));
}

fn form(theme: &ThemeId, judgements: &Judgements) -> File {
    let entry = |about: &About| Record {
        article: about.article.to_string(),
        name: about.name.clone(),
        version: about.version.to_string(),
        at: about.at.clone(),
        words: None,
        ruling: None,
        text: None,
        quotes: Vec::new(),
    };
    let verdicts = judgements.verdicts.iter().map(|verdict| Record {
        words: Some(verdict.words.to_string()),
        ruling: Some(verdict.ruling.to_string()),
        ..entry(&verdict.about)
    });
    let summaries = judgements.summaries.iter().map(|summary| Record {
        text: Some(summary.text.clone()),
        quotes: summary.quotes.clone(),
        ..entry(&summary.about)
    });
    File {
        schema: SCHEMA,
        theme: theme.0.clone(),
        verdicts: verdicts.collect(),
        silences: judgements.silences.iter().map(|silence| entry(&silence.about)).collect(),
        summaries: summaries.collect(),
    }
}

/// Sixty-four hexadecimal digits as bytes.
fn bytes(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Ruling;
    use crate::text::ArticleId;

    fn about(theme: &str) -> About {
        About {
            theme: ThemeId(theme.to_owned()),
            version: ThemeVersion([7; 32]),
            article: ArticleId(12),
            name: "Boats".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
        }
    }

    #[test]
    fn what_is_kept_is_read_again_and_damage_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::below(root.path());
        let theme = ThemeId("a / b".to_owned());
        let verdict = Verdict {
            about: about("a / b"),
            words: ContentHash::of("words"),
            ruling: Ruling::Reject,
        };
        let summary =
            Summary { about: about("a / b"), text: "one line".into(), quotes: vec!["q".into()] };
        change(&places, &theme, |kept| {
            kept.rule(verdict.clone());
            kept.summarise(summary.clone());
            kept.confirm(Silence { about: about("a / b") });
        })
        .unwrap();
        let (kept, errors) = load(&places);
        assert!(errors.is_empty());
        assert_eq!(kept.verdicts, [verdict]);
        assert_eq!(kept.summaries, [summary]);
        assert_eq!(kept.silences.len(), 1);

        let path = file(&places, &theme);
        fs::write(&path, b"\0\0\0").unwrap();
        assert!(change(&places, &theme, |_| {}).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"\0\0\0");
        assert_eq!(load(&places).1.len(), 1);
    }
}
