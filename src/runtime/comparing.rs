//! Comparisons off the drawing thread, and what the reader keeps of them.

use std::sync::mpsc::Sender;
use std::thread;

use jiff::Timestamp;

use crate::app::Event;
use crate::app::job::{CompareJob, Keep, Kept};
use crate::compare::cues::Cues;
use crate::compare::{About, Ruling, ThemeProblem};
use crate::storage::{Places, judgements, themes};

/// Starts a comparison with the reader's files as they are now.
pub(super) fn spawn(job: CompareJob, places: Places, sender: Sender<Event>) {
    thread::spawn(move || {
        // Nobody listens any more when the room is being left.
        let _ = sender.send(Event::Compared(Box::new(job.run(kept(&places)))));
    });
}

fn kept(places: &Places) -> Kept {
    let themes::Themes { set, mut problems } = themes::load(places);
    let (judgements, unreadable) = judgements::load(places);
    problems.extend(unreadable.into_iter().map(|error| ThemeProblem {
        path: themes::folder(places),
        line: 1,
        message: error.to_string(),
    }));
    let cues = match themes::cues(places) {
        Ok(cues) => cues,
        Err((path, message)) => {
            problems.push(ThemeProblem { path, line: 1, message });
            Cues::default()
        }
    };
    Kept { themes: set, problems, of_sample: themes::of_sample().set, judgements, cues }
}

/// Keeps one change; the sentence says what was done, or what failed and that nothing was lost.
pub(super) fn keep(keep: Keep, places: &Places) -> Event {
    let done = match keep {
        Keep::Theme { was, theme } => themes::keep(places, was.as_ref(), &theme)
            .map(|path| format!("saved the theme “{}” in {}", theme.name, path.display()))
            .map_err(|error| error.to_string()),
        Keep::NoTheme(theme) => themes::remove(places, &theme)
            .map(|_| format!("removed the theme “{}” · U brings it back", theme.name))
            .map_err(|error| error.to_string()),
        judgement => judge(judgement, places).map_err(|error| error.to_string()),
    };
    match done {
        Ok(said) => Event::Done(said),
        Err(why) => Event::Failed(format!("not saved: {why}")),
    }
}

fn judge(keep: Keep, places: &Places) -> Result<String, judgements::JudgementError> {
    let now = |about: &mut About| about.at = Timestamp::now().to_string();
    match keep {
        Keep::Verdict(mut verdict) => {
            now(&mut verdict.about);
            let said = match verdict.ruling {
                Ruling::Accept => "saved: this passage treats the theme",
                Ruling::Reject => "saved: this passage does not treat the theme",
            };
            let theme = verdict.about.theme.clone();
            judgements::change(places, &theme, |kept| {
                kept.rule(verdict);
            })?;
            Ok(said.to_owned())
        }
        Keep::NoVerdict(verdict) => {
            judgements::change(places, &verdict.about.theme, |kept| kept.unrule(&verdict))?;
            Ok("your ruling is taken back".to_owned())
        }
        Keep::Silence(mut silence) => {
            now(&mut silence.about);
            let theme = silence.about.theme.clone();
            judgements::change(places, &theme, |kept| {
                kept.confirm(silence);
            })?;
            Ok("saved: read, and silent on this theme".to_owned())
        }
        Keep::NoSilence(silence) => {
            judgements::change(places, &silence.about.theme, |kept| kept.unconfirm(&silence))?;
            Ok("the confirmation is taken back".to_owned())
        }
        Keep::Summary(mut summary) => {
            now(&mut summary.about);
            let theme = summary.about.theme.clone();
            judgements::change(places, &theme, |kept| {
                kept.summarise(summary);
            })?;
            Ok("saved your line".to_owned())
        }
        Keep::Theme { .. } | Keep::NoTheme(_) => Ok(String::new()),
    }
}
