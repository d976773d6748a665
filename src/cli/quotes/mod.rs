//! `variorum quotes`: what was kept, without the screen, while the reading room runs or not.

mod answer;
pub(super) mod args;
mod change;
mod choose;
mod exchange;
mod look;

use super::output::{Failure, Outcome, Output};
use crate::storage::quotes::Store;
use crate::storage::{Places, quotes};
use args::{Quotes, Task};
use change::Reply;

pub(super) fn run(
    args: &Quotes,
    places: &Places,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let store = Store::below(&places.data);
    let within = args.within.as_slice();
    let reply = |json| Reply { json, within, places };
    match &args.task {
        Task::List(args) => look::list(args, within, &store, places, out),
        Task::Show(args) => look::show(args, within, &store, places, out),
        Task::Check(args) => look::check(args, within, &store, places, out),
        Task::Add(args) => change::add(args, within, &store, places, out),
        Task::Note { id, text, json } => change::note(id, text, &store, &reply(*json), out),
        Task::Tag { id, tags, remove, json } => {
            change::tag(id, tags, *remove, &store, &reply(*json), out)
        }
        Task::Speaker { id, name, json } => {
            change::speaker(id, name.as_deref(), &store, &reply(*json), out)
        }
        Task::Attach(args) => change::attach(args, &store, &reply(args.json), out),
        Task::Remove { ids, json } => change::remove(ids, &store, &reply(*json), out),
        Task::Restore { ids, json } => change::restore(ids, &store, &reply(*json), out),
        Task::Export(args) => exchange::export(args, within, &store, places, out),
        Task::Import { file, json } => exchange::import(file, *json, &store, out),
    }
}

impl From<quotes::StoreError> for Failure {
    fn from(failure: quotes::StoreError) -> Self {
        Self::told(failure.to_string())
    }
}

impl From<crate::storage::atomic::DiskError> for Failure {
    fn from(error: crate::storage::atomic::DiskError) -> Self {
        Self::told(error.to_string())
    }
}
