//! A record with the conflict markers of git in it: the two that it was made of.

use super::read;
use crate::quotes::Quote;

/// Which lines are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Both,
    Ours,
    Base,
    Theirs,
}

/// The two quotes in the bytes of a file that git could not merge, ours first; `None` if either is none, or
/// if they are not two versions of one.
pub fn sides(bytes: &[u8]) -> Option<(Quote, Quote)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut part = Part::Both;
    for line in text.split_inclusive('\n') {
        let marked = |mark: &str| line.starts_with(mark);
        part = match part {
            Part::Both if marked("<<<<<<< ") => Part::Ours,
            Part::Ours if marked("||||||| ") => Part::Base,
            Part::Ours | Part::Base if line.trim_end() == "=======" => Part::Theirs,
            Part::Theirs if marked(">>>>>>> ") => Part::Both,
            part => {
                if matches!(part, Part::Both | Part::Ours) {
                    ours.push_str(line);
                }
                if matches!(part, Part::Both | Part::Theirs) {
                    theirs.push_str(line);
                }
                part
            }
        };
    }
    let (ours, theirs) = (read(ours.as_bytes()).ok()?, read(theirs.as_bytes()).ok()?);
    (ours.id == theirs.id).then_some((ours, theirs))
}
