//! Where the reader left off, on the disk: `session.json` in the state folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::atomic::{self, Disk, DiskError, Kind, make_folder};
use super::lock;
use crate::session::{Place, Searches, Session};
use crate::text::{ArticleId, Extent, Span};

/// The form that this version writes.
const SCHEMA: u64 = 1;
/// How long the lock is asked for.
const PATIENCE: Duration = Duration::from_millis(500);

/// Why positions were not read or saved.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A newer version wrote it; this one must not rewrite it.
    #[error("{0} was written by a newer variorum: reading positions are not saved")]
    Newer(PathBuf),
    /// It cannot be read; it is left as it is.
    #[error("{0} cannot be read: move it away, and reading positions are saved again")]
    Unreadable(PathBuf),
}

/// The session kept in the folder `state`; a new one where there is none.
pub fn read(state: &Path) -> Result<Session, SessionError> {
    let path = file(state);
    match atomic::read(&path)? {
        Some(bytes) => parse(&path, &bytes),
        None => Ok(Session::default()),
    }
}

/// Saves what changed from `before` to `after`, and leaves what other programs saved meanwhile: of each
/// article the place that was changed here, and the furthest one of all unless it was counted as unread here.
/// Returns what the file holds now.
pub fn write(state: &Path, before: &Session, after: &Session) -> Result<Session, SessionError> {
    make_folder(&Disk, state, Kind::Own)?;
    // Held to the end; without it, two writes in the same instant keep one's changes.
    let _lock = lock::take(&state.join("session.lock"), PATIENCE);
    let merged = merge(read(state)?, before, after);
    atomic::write(&file(state), render(&merged).as_bytes(), Kind::Own)?;
    Ok(merged)
}

fn merge(mut theirs: Session, before: &Session, after: &Session) -> Session {
    for (id, place) in &after.places {
        let there = theirs.places.entry(*id).or_insert(*place);
        if before.places.get(id) != Some(place) {
            there.offset = place.offset;
        }
        let unread = before.places.get(id).is_some_and(|before| before.furthest > place.furthest);
        there.furthest = if unread { place.furthest } else { there.furthest.max(place.furthest) };
    }
    for (letter, span) in &after.marks {
        if before.marks.get(letter) != Some(span) {
            theirs.marks.insert(*letter, *span);
        }
    }
    for (id, measure) in &after.measures {
        if before.measures.get(id) != Some(measure) {
            theirs.measures.insert(*id, *measure);
        }
    }
    theirs
        .measures
        .retain(|id, _| after.measures.contains_key(id) || !before.measures.contains_key(id));
    let new = after
        .commands
        .iter()
        .filter(|line| after.commands.last() == Some(line) || !before.commands.contains(line));
    new.for_each(|line| theirs.remember_command(line));
    merge_searches(&mut theirs.searches, &before.searches, &after.searches);
    if before.last != after.last {
        theirs.last = after.last;
    }
    theirs
}

/// What was searched here lately stands before what others searched; what was kept or let go here is.
fn merge_searches(theirs: &mut Searches, before: &Searches, after: &Searches) {
    let new = after.recent.iter().take_while(|query| before.recent.first() != Some(*query));
    for query in new.collect::<Vec<_>>().into_iter().rev() {
        theirs.remember(query);
    }
    let let_go = |query: &String| before.kept.contains(query) && !after.kept.contains(query);
    theirs.kept.retain(|query| !let_go(query));
    for query in &after.kept {
        if !before.kept.contains(query) && !theirs.kept.contains(query) {
            theirs.kept.push(query.clone());
        }
    }
}

fn file(state: &Path) -> PathBuf {
    state.join("session.json")
}

/// Offsets are bytes of the canonical text whose hash names the article: the file never leaves the
/// program.
fn render(session: &Session) -> String {
    let places: Map<String, Value> = session
        .places
        .iter()
        .map(|(id, p)| (id.to_string(), json!({"offset": p.offset, "furthest": p.furthest})))
        .collect();
    let last = session.last.map(|id| id.to_string());
    let marks: Map<String, Value> = session
        .marks
        .iter()
        .map(|(letter, span)| {
            let Span { article, extent } = span;
            let place =
                json!({"article": article.to_string(), "start": extent.start, "end": extent.end});
            (letter.to_string(), place)
        })
        .collect();
    let Searches { kept, recent } = &session.searches;
    let searches = json!({"kept": kept, "recent": recent});
    let measures: Map<String, Value> =
        session.measures.iter().map(|(id, measure)| (id.to_string(), json!(measure))).collect();
    let record = json!({
        "schema": SCHEMA, "last": last, "places": places, "marks": marks, "searches": searches,
        "measures": measures, "commands": session.commands,
    });
    let mut text = serde_json::to_string_pretty(&record).unwrap_or_default();
    text.push('\n');
    text
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Session, SessionError> {
    let unreadable = || SessionError::Unreadable(path.to_owned());
    let record: Value = serde_json::from_slice(bytes).map_err(|_| unreadable())?;
    match record.get("schema").and_then(Value::as_u64) {
        Some(SCHEMA) => {}
        Some(newer) if newer > SCHEMA => return Err(SessionError::Newer(path.to_owned())),
        _ => return Err(unreadable()),
    }
    let last = record.get("last").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let places = record.get("places").and_then(Value::as_object).ok_or_else(unreadable)?;
    let mut session = Session { last, ..Session::default() };
    for (id, place) in places {
        let id: ArticleId = id.parse().map_err(|_| unreadable())?;
        let number =
            |key| place.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let (offset, furthest) = number("offset").zip(number("furthest")).ok_or_else(unreadable)?;
        session.places.insert(id, Place { offset, furthest });
    }
    for (letter, place) in record.get("marks").and_then(Value::as_object).into_iter().flatten() {
        session.marks.extend(letter.chars().next().zip(mark(place)));
    }
    for (id, measure) in record.get("measures").and_then(Value::as_object).into_iter().flatten() {
        let measure = measure.as_u64().and_then(|measure| u16::try_from(measure).ok());
        session.measures.extend(id.parse().ok().zip(measure));
    }
    session.commands = queries(record.get("commands"));
    if let Some(searches) = record.get("searches") {
        session.searches = Searches {
            kept: queries(searches.get("kept")),
            recent: queries(searches.get("recent")),
        };
    }
    Ok(session)
}

fn queries(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn mark(place: &Value) -> Option<Span> {
    let article = place.get("article")?.as_str()?.parse().ok()?;
    let number = |key| usize::try_from(place.get(key)?.as_u64()?).ok();
    Some(Span::new(article, Extent::new(number("start")?, number("end")?)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn session(places: &[(u64, usize, usize)], last: Option<u64>) -> Session {
        let places = places.iter().map(|(id, offset, furthest)| {
            (ArticleId(*id), Place { offset: *offset, furthest: *furthest })
        });
        Session { places: places.collect(), last: last.map(ArticleId), ..Session::default() }
    }

    #[test]
    fn two_programs_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let start = session(&[(1, 10, 20)], None);
        write(folder.path(), &Session::default(), &start).unwrap();
        let one = session(&[(1, 10, 20), (2, 5, 9)], Some(2));
        let other = session(&[(1, 4, 40)], None);
        write(folder.path(), &start, &one).unwrap();
        write(folder.path(), &start, &other).unwrap();
        let both = read(folder.path()).unwrap();
        assert_eq!(both, session(&[(1, 4, 40), (2, 5, 9)], Some(2)));
    }

    #[test]
    fn what_is_counted_as_unread_stays_unread() {
        let folder = tempfile::tempdir().unwrap();
        let read = session(&[(1, 10, 20)], None);
        write(folder.path(), &Session::default(), &read).unwrap();
        let unread = session(&[(1, 10, 0)], None);
        assert_eq!(write(folder.path(), &read, &unread).unwrap(), unread);
    }

    #[test]
    fn searches_of_two_programs_come_together() {
        let folder = tempfile::tempdir().unwrap();
        let searches = |recent: &[&str], kept: &[&str]| Session {
            searches: Searches {
                recent: recent.iter().map(ToString::to_string).collect(),
                kept: kept.iter().map(ToString::to_string).collect(),
            },
            ..Session::default()
        };
        let start = searches(&["b", "a"], &["a", "b"]);
        write(folder.path(), &Session::default(), &start).unwrap();
        write(folder.path(), &start, &searches(&["c", "b", "a"], &["b"])).unwrap();
        write(folder.path(), &start, &searches(&["d", "b", "a"], &["a", "b", "d"])).unwrap();
        assert_eq!(read(folder.path()).unwrap(), searches(&["d", "c", "b", "a"], &["b", "d"]));
    }

    #[test]
    fn measures_and_commands_of_two_programs_come_together() {
        let folder = tempfile::tempdir().unwrap();
        let chosen = |measures: &[(u64, u16)], commands: &[&str]| Session {
            measures: measures.iter().map(|(id, measure)| (ArticleId(*id), *measure)).collect(),
            commands: commands.iter().map(ToString::to_string).collect(),
            ..Session::default()
        };
        let start = chosen(&[(1, 60), (3, 70)], &["sort date"]);
        write(folder.path(), &Session::default(), &start).unwrap();
        write(folder.path(), &start, &chosen(&[(1, 64), (3, 70)], &["sort date", "q"])).unwrap();
        write(folder.path(), &start, &chosen(&[(1, 60), (2, 80)], &["w a.md", "sort date"]))
            .unwrap();
        let both = chosen(&[(1, 64), (2, 80)], &["q", "w a.md", "sort date"]);
        assert_eq!(read(folder.path()).unwrap(), both);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        for odd in ["", "{\"schema\": 9, \"places\": {}}", "{\"schema\": 1}", "\0\0\0"] {
            fs::write(file(folder.path()), odd).unwrap();
            let after = session(&[(1, 1, 1)], None);
            assert!(write(folder.path(), &Session::default(), &after).is_err(), "{odd}");
            assert_eq!(fs::read_to_string(file(folder.path())).unwrap(), odd);
        }
    }
}
