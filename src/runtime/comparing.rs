//! Comparisons off the drawing thread, and what the reader keeps of them.

use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::mailbox::Mailbox;
use super::threads;
use super::worker::Indexed;
use crate::app::Event;
use crate::collection::Origin;
use crate::compare::{CompareEdit, CompareJob, Progress, Question, Stopped, Watch};
use crate::storage::{self, Places, comparisons};

/// Nothing is told of what is done sooner.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long apart the room is told how far a comparison has come.
const APART: Duration = Duration::from_millis(200);

/// The comparison, from the room.
#[derive(Debug)]
pub(super) struct Comparer {
    jobs: Arc<Mailbox<Option<CompareJob>>>,
    questions: Arc<Mailbox<Option<Question>>>,
}

impl Comparer {
    /// Starts the threads, one for comparisons and one for questions to them; they sleep until there is
    /// something to do, and end with the program.
    pub(super) fn spawn(
        places: Places,
        indexed: Indexed,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let jobs = Arc::new(Mailbox::<Option<CompareJob>>::default());
        let questions = Arc::new(Mailbox::<Option<Question>>::default());
        let (comparing, answering) = (Arc::clone(&jobs), Arc::clone(&questions));
        let listener = events.clone();
        threads::spawn("questions", &events, move || {
            loop {
                let question = answering.wait(Option::take);
                let wanted = |_| {
                    if answering.expects(question.number) {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                };
                // Stopped, it was overtaken by a question that lies in the mailbox.
                if let Ok(answer) = question.answer(Watch::new(&wanted))
                    && answering.expects(answer.number)
                {
                    // Nobody listens any more when the room is being left.
                    let _ = listener.send(Event::Answered(Box::new(answer)));
                }
            }
        })?;
        let listener = events.clone();
        threads::spawn("comparison", &listener, move || {
            loop {
                let job = comparing.wait(Option::take);
                // Stopped, it was overtaken by a job that lies on the mailbox.
                let _ = compare(job, &comparing, &places, &indexed, &events);
            }
        })?;
        Ok(Self { jobs, questions })
    }

    /// Puts a question to a comparison; one before it that is not answered is dropped.
    pub(super) fn ask(&self, question: Question) {
        self.questions.expect(question.number);
        self.questions.change(|waiting| *waiting = Some(question));
    }

    /// Has a comparison made; one that is being made of other articles is dropped.
    pub(super) fn compare(&self, job: CompareJob) {
        self.jobs.expect(job.number);
        self.jobs.change(|waiting| *waiting = Some(job));
    }
}

/// Makes a comparison with the reader's files as they are now, and keeps what was costly in it.
fn compare(
    mut job: CompareJob,
    mailbox: &Mailbox<Option<CompareJob>>,
    places: &Places,
    indexed: &Indexed,
    events: &Sender<Event>,
) -> Result<(), Stopped> {
    let reporter =
        ProgressReporter { events, start: Instant::now(), reported: Mutex::new(Duration::ZERO) };
    let articles = job.articles();
    // What is known of the articles serves every job about them: the newest is done when it is there.
    let overtaken = || {
        let slot = mailbox.slot();
        slot.as_ref().is_some_and(|newer| !newer.is_about_the_same(&job))
    };
    let reported = |progress| reporter.tell(mailbox, progress, overtaken());
    let known = job.known(&articles);
    let made = known.is_none();
    let model = if let Some(model) = known {
        model
    } else {
        let index = indexed.of(&articles);
        Arc::new(comparisons::over(places, index, &articles, Watch::new(&reported))?)
    };
    if let Some(newer) = mailbox.slot().take_if(|newer| newer.is_about_the_same(&job)) {
        job = newer;
    }
    let number = job.number;
    let reported = |progress| reporter.tell(mailbox, progress, !mailbox.expects(number));
    let inputs = storage::inputs(places, &job.origin);
    let compared = job.run(Arc::clone(&model), inputs, Watch::new(&reported));
    if let Ok(compared) = compared {
        // Nobody listens any more when the room is being left.
        let _ = events.send(Event::Compared(Box::new(compared)));
    }
    if made {
        // Without the file the next comparison takes longer, and that is all.
        let _ = comparisons::save(places, &articles, &model);
    }
    Ok(())
}

/// Tells the room how far a comparison has come, where it takes long.
struct ProgressReporter<'e> {
    events: &'e Sender<Event>,
    start: Instant,
    /// When the room was told last, since the start.
    reported: Mutex<Duration>,
}

impl ProgressReporter<'_> {
    fn tell(
        &self,
        mailbox: &Mailbox<Option<CompareJob>>,
        progress: Progress,
        overtaken: bool,
    ) -> ControlFlow<()> {
        if overtaken {
            return ControlFlow::Break(());
        }
        let now = self.start.elapsed();
        if now >= PATIENCE
            && let Ok(mut reported) = self.reported.try_lock()
            && now >= *reported + APART
        {
            *reported = now;
            let _ = self.events.send(Event::Comparing { number: mailbox.expected(), progress });
        }
        ControlFlow::Continue(())
    }
}

/// Keeps one change; the answer says what was done, or what failed and that nothing was lost.
pub(super) fn keep(edit: CompareEdit, places: &Places, origin: &Origin) -> Event {
    match storage::apply(places, origin, edit, &Timestamp::now().to_string()) {
        Ok(edited) => Event::Edited(edited),
        Err(why) => Event::Failed(format!("not saved: {why}")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::mpsc;

    use super::*;
    use crate::collection::Collection;
    use crate::compare::question::{Asked, Findings};
    use crate::compare::{CompareInputs, Term, Tier};
    use crate::ingest;

    fn collection(boat: &str) -> Arc<Collection> {
        let text = format!("The {boat} left the harbour.\n\nA lamp burned on the pier.");
        let article = ingest::read(Path::new("a.txt"), text.as_bytes());
        Arc::new(Collection::new(article.ok().map(Arc::new), Vec::new()))
    }

    fn job(number: u64, boat: &str) -> CompareJob {
        let (collection, origin) = (collection(boat), Origin::Library);
        CompareJob { collection, before: None, origin, with_proposals: false, number }
    }

    /// What the room hears when `first` is being done and `second` is asked for.
    fn heard(first: CompareJob, second: Option<CompareJob>) -> Vec<u64> {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::default();
        mailbox.expect(second.as_ref().unwrap_or(&first).number);
        mailbox.change(|waiting| *waiting = second);
        let places = Places::below(folder.path());
        let _ = compare(first, &mailbox, &places, &Indexed::none(places.clone()), &sender);
        drop(sender);
        let number = |event| match event {
            Event::Compared(compared) => Some(compared.number),
            _ => None,
        };
        events.iter().filter_map(number).collect()
    }

    #[test]
    fn what_is_done_of_other_articles_stops_and_of_the_same_serves_the_newest() {
        assert_eq!(heard(job(1, "ferry"), None), [1]);
        assert_eq!(heard(job(1, "ferry"), Some(job(2, "tugboat"))), [0_u64; 0]);
        assert_eq!(heard(job(1, "ferry"), Some(job(2, "ferry"))), [2]);
    }

    #[test]
    fn the_newest_job_is_answered_in_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let places = Places::below(folder.path());
        let indexed = Indexed::none(places.clone());
        let comparer = Comparer::spawn(places, indexed, sender).unwrap();
        for number in 1..=9 {
            comparer.compare(job(number, if number % 2 == 0 { "ferry" } else { "tugboat" }));
        }
        let last = events.iter().find_map(|event| match event {
            Event::Compared(compared) if compared.number == 9 => Some(compared),
            _ => None,
        });
        let text = last
            .and_then(|compared| Some(compared.comparison.articles().next()?.text().to_owned()));
        assert!(text.unwrap().contains("tugboat"));
    }

    #[test]
    fn questions_are_answered_beside_the_room() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, events) = mpsc::channel();
        let places = Places::below(folder.path());
        let indexed = Indexed::none(places.clone());
        let comparer = Comparer::spawn(places, indexed, sender).unwrap();
        let comparison = job(1, "ferry").at_once(CompareInputs::default()).comparison;
        for (number, word) in [(1, "ferry"), (2, "lamp")] {
            let term = Term::parse(word, Tier::Core).unwrap();
            let (comparison, asked) = (Arc::clone(&comparison), Asked::Concordance(term));
            comparer.ask(Question { number, comparison, asked });
        }
        let found = events.iter().find_map(|event| match event {
            Event::Answered(answer) if answer.number == 2 => Some(answer.found),
            _ => None,
        });
        let Some(Findings::Concordance(lines)) = found else { panic!("{found:?}") };
        assert_eq!(lines.iter().map(|line| line.passage).collect::<Vec<_>>(), [2]);
    }
}
