//! The shapes that several JSON answers share.

use serde::Serialize;

use crate::collection::Problem;

/// Something that could not be read.
#[derive(Debug, Serialize)]
pub struct ProblemAnswer<'a> {
    path: &'a str,
    message: &'a str,
}

impl<'a> From<&'a Problem> for ProblemAnswer<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self { path: &problem.path, message: &problem.message }
    }
}

/// All of `problems`, as every answer lists them.
pub fn problems(problems: &[Problem]) -> Vec<ProblemAnswer<'_>> {
    problems.iter().map(ProblemAnswer::from).collect()
}
