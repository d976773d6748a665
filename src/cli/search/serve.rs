//! Answers for pickers and editors: a query a line in, a JSON object a line out, the index kept.

use std::io::BufRead;

use serde::Deserialize;

use super::Searcher;
use crate::cli::output::{Failure, Outcome, Output};

/// A query with what belongs to it alone; a line that is no such object is the query itself.
#[derive(Deserialize)]
struct Request {
    query: String,
    limit: Option<usize>,
}

/// Answers until the input ends.
pub(super) fn run(
    searcher: &Searcher<'_>,
    input: impl BufRead,
    out: &mut Output<'_>,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Nothing;
    for line in input.split(b'\n') {
        let line = line.map_err(|error| {
            Failure::told(format!("standard input cannot be read any more: {error}"))
        })?;
        let line = String::from_utf8_lossy(&line);
        let typed = line.trim_end_matches('\r');
        let request = serde_json::from_str::<Request>(typed).ok();
        let (query, limit) = request
            .as_ref()
            .map_or((typed, None), |request| (request.query.as_str(), request.limit));
        if searcher.report(query, limit.unwrap_or(searcher.args.limit), out)? > 0 {
            outcome = Outcome::Done;
        }
        out.flush()?;
    }
    Ok(outcome)
}
