//! What the reader keeps of comparing, read for a comparison and changed by one edit at a time.

use super::judgements::{self, JudgementError};
use super::pairs;
use super::places::Places;
use super::themes::{self, KeepError};
use super::typed::shown;
use crate::collection::Origin;
use crate::compare::cues::Cues;
use crate::compare::{About, CompareEdit, CompareInputs, Edited, Ruling, ThemeProblem, ThemeSet};

/// Why a change is not on the disk; what was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The theme could not be kept.
    #[error(transparent)]
    Theme(#[from] KeepError),
    /// The judgement could not be kept.
    #[error(transparent)]
    Judgement(#[from] JudgementError),
}

/// Brings an edit made while the collection of this origin is open to the disk; a judgement is given the time `at` (RFC 3339).
///
/// # Errors
/// If a file cannot be read or written; it is then as it was.
pub fn apply(
    places: &Places,
    origin: &Origin,
    edit: CompareEdit,
    at: &str,
) -> Result<Edited, EditError> {
    let dated = |about: About| About { at: at.to_owned(), ..about };
    let said = match edit {
        CompareEdit::Theme { was, theme } => {
            let (path, name) = themes::keep(places, origin, was.as_deref(), &theme)?;
            let file = shown(&path);
            let beside = name != theme.name;
            return Ok(if beside {
                Edited::Beside { name, file }
            } else {
                Edited::Saved { name, file }
            });
        }
        CompareEdit::NoTheme(theme) => {
            themes::remove(places, origin, &theme)?;
            return Ok(Edited::Removed { id: theme.id, name: theme.name });
        }
        CompareEdit::Global(theme) => {
            themes::make_global(places, origin, &theme)?;
            "every collection has this theme now"
        }
        CompareEdit::Local(theme) => {
            themes::make_local(places, origin, &theme)?;
            "this collection alone has the theme again"
        }
        CompareEdit::Pair(one, other) => {
            let pair = (one, other);
            pairs::change(places, origin, |pairs| {
                pairs.retain(|known| *known != pair);
                pairs.push(pair);
            })?;
            "a row of the passages on both"
        }
        CompareEdit::NoPair(one, other) => {
            let pair = (one, other);
            pairs::change(places, origin, |pairs| pairs.retain(|known| *known != pair))?;
            "the row of both is gone; the themes stay"
        }
        CompareEdit::Verdict(mut verdict) => {
            verdict.about = dated(verdict.about);
            let said = match verdict.ruling {
                Ruling::Accept => "saved: this passage treats the theme",
                Ruling::Reject => "saved: this passage does not treat the theme",
            };
            let theme = verdict.about.theme.clone();
            judgements::change(places, &theme, |kept| drop(kept.rule(verdict)))?;
            said
        }
        CompareEdit::NoVerdict(verdict) => {
            judgements::change(places, &verdict.about.theme, |kept| kept.unrule(&verdict))?;
            "your ruling is taken back"
        }
        CompareEdit::Silence(mut silence) => {
            silence.about = dated(silence.about);
            let theme = silence.about.theme.clone();
            judgements::change(places, &theme, |kept| drop(kept.confirm(silence)))?;
            "saved: read, and silent on this theme"
        }
        CompareEdit::NoSilence(silence) => {
            judgements::change(places, &silence.about.theme, |kept| kept.unconfirm(&silence))?;
            "the confirmation is taken back"
        }
        CompareEdit::Summary(mut summary) => {
            summary.about = dated(summary.about);
            let theme = summary.about.theme.clone();
            judgements::change(places, &theme, |kept| drop(kept.summarise(summary)))?;
            "saved your line"
        }
    };
    Ok(Edited::Judged(said))
}

/// The reader's files for the collection of this origin as they are now; what cannot be used is among the
/// problems.
pub fn inputs(places: &Places, origin: &Origin) -> CompareInputs {
    let themes::Themes { set, mut problems } = themes::load(places, origin);
    let (judgements, unreadable) = judgements::load(places);
    problems.extend(unreadable.into_iter().map(|error| ThemeProblem {
        path: themes::folder(places),
        line: 1,
        message: error.to_string(),
    }));
    let cues = themes::cues(places).unwrap_or_else(|(path, message)| {
        problems.push(ThemeProblem { path, line: 1, message });
        Cues::default()
    });
    let pairs = pairs::load(places, origin).unwrap_or_else(|error| {
        let path = themes::own_folder(places, origin);
        problems.push(ThemeProblem { path, line: 1, message: error.to_string() });
        Vec::new()
    });
    CompareInputs {
        themes: set,
        pairs,
        problems,
        of_sample: match origin {
            Origin::Sample => themes::beside_own(places).set,
            Origin::Library | Origin::Paths(_) => ThemeSet::default(),
        },
        judgements,
        cues,
    }
}
