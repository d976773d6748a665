//! The reader's own editor, for notes that are longer than a line.
//!
//! What is edited lies in a private file among the reader's files. It goes when nothing of it can be lost any
//! more: at once if it was left as it was, else when the quotes that hold its words are on the disk. What
//! a failed editor left behind stays, and its path is said.

use std::env;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::app::Event;
use crate::app::event::Composed;
use crate::app::overlay::PromptKind;
use crate::storage::atomic::{Disk, Kind, make_folder};

/// Names of the variables, the first of which goes before.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// An editor and the words behind its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The editor that the environment names; if it names none, a sentence on what to do.
    pub(super) fn of_the_reader() -> Result<Self, String> {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        match VARIABLES.iter().find_map(|name| Some((name, set(name)?))) {
            Some((name, value)) => Self::parse(name, &value),
            None => Err("no editor is named: set VISUAL or EDITOR, such as EDITOR=nano".to_owned()),
        }
    }

    /// `value` taken apart as a shell would, of the variable `name`.
    fn parse(name: &str, value: &str) -> Result<Self, String> {
        let wrong = || format!("{name} is no command: {value}");
        let mut words = shell_words::split(value).map_err(|_| wrong())?.into_iter();
        let program = words.next().ok_or_else(wrong)?;
        Ok(Self { program, arguments: words.collect() })
    }

    /// Has `text` edited in a new file in `folder`; the terminal must be free. What comes of it is an
    /// event.
    pub(super) fn edit(&self, kind: PromptKind, text: &str, folder: &Path) -> Event {
        let draft = match draft(text, folder) {
            Ok(draft) => draft,
            Err(error) => {
                let folder = folder.display();
                return Event::Failed(format!(
                    "could not write a file to edit in {folder}: {error}"
                ));
            }
        };
        let draft = std::path::absolute(&draft).unwrap_or(draft);
        let ended = self.run(&draft);
        let read = fs::read(&draft).map(|bytes| String::from_utf8(bytes).map(|text| tidy(&text)));
        let same = match &read {
            Ok(Ok(now)) => now == &tidy(text),
            Ok(Err(_)) => false,
            // A file that is gone holds nothing that could be lost.
            Err(_) => true,
        };
        if same {
            drop_draft(&draft);
        }
        let kept = || format!("nothing was changed; what you wrote is in {}", draft.display());
        let failed = match ended {
            Ok(status) if status.success() => None,
            Ok(status) => Some(format!("{} {}", self.program, said(status))),
            Err(error) => Some(format!("{} could not be started ({})", self.program, why(&error))),
        };
        match (failed, read) {
            (Some(failed), _) if same => Event::Failed(format!("{failed}: nothing was changed")),
            (Some(failed), _) => Event::Failed(format!("{failed}: {}", kept())),
            (None, _) if same => Event::Done("nothing was changed".to_owned()),
            (None, Ok(Ok(text))) => Event::Composed(Composed { kind, text, draft }),
            (None, _) => Event::Failed(format!("it is no text in UTF-8: {}", kept())),
        }
    }

    fn run(&self, file: &Path) -> io::Result<ExitStatus> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(file);
        if !stdin().is_terminal()
            && let Ok(terminal) = File::open("/dev/tty")
        {
            // An article came through the pipe; the keys come from the terminal.
            command.stdin(Stdio::from(terminal));
        }
        command.status()
    }
}

/// A new file that nobody else may read, with `text` in it.
fn draft(text: &str, folder: &Path) -> io::Result<PathBuf> {
    make_folder(&Disk, folder, Kind::Own).map_err(|error| error.source)?;
    let mut file = tempfile::Builder::new().prefix("note-").suffix(".md").tempfile_in(folder)?;
    writeln!(file, "{text}")?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Ok(path)
}

/// Removes a file whose words are kept elsewhere. One that cannot be removed harms nobody.
pub(super) fn drop_draft(draft: &Path) {
    let _ = fs::remove_file(draft);
}

/// `text` with plain line ends and none behind it, as editors add them.
fn tidy(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim_end().to_owned()
}

fn said(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("ended with {code}"),
        None => "was killed".to_owned(),
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such program".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_may_have_arguments_and_quoted_words() {
        let editor = |value| Editor::parse("EDITOR", value);
        let words = |program: &str, arguments: &[&str]| {
            let arguments = arguments.iter().map(|&word| word.to_owned()).collect();
            Ok(Editor { program: program.to_owned(), arguments })
        };
        assert_eq!(editor("vi"), words("vi", &[]));
        assert_eq!(editor(" code  -w "), words("code", &["-w"]));
        assert_eq!(
            editor("'/opt/my ed/ed' -c \"set tw=0\""),
            words("/opt/my ed/ed", &["-c", "set tw=0"])
        );
        assert_eq!(editor("vi 'open"), Err("EDITOR is no command: vi 'open".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_is_nobody_elses_business() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = draft("mine", &folder.path().join("drafts")).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
    }
}
