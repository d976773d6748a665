//! Copying: by the desktop's own tool where there is a desktop, else through the terminal (OSC 52),
//! which also works over SSH. The clipboard is never read.
//!
//! A tool may hang, as does one whose display does not answer: it is asked on a thread of its own, and not for long.

use std::env;
use std::io::{self, Write, stdout};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::app::Event;

/// How long a tool may take, and how long apart it is looked at.
const PATIENCE: Duration = Duration::from_secs(2);
const APART: Duration = Duration::from_millis(10);

/// Text on its way to the clipboard.
#[derive(Debug)]
struct Copied {
    text: String,
    /// What it is, for the status line.
    what: &'static str,
}

/// The way to the clipboard.
#[derive(Debug)]
pub(super) struct Clipboard {
    events: Sender<Event>,
    /// What no tool took: the terminal is written to by the drawing thread alone.
    refused: (Sender<Copied>, Receiver<Copied>),
}

impl Clipboard {
    /// A clipboard that tells of what it did.
    pub(super) fn new(events: Sender<Event>) -> Self {
        Self { events, refused: channel() }
    }

    /// Puts `text` on the clipboard; an event says by which way it went.
    pub(super) fn copy(&self, text: String, what: &'static str) {
        let copied = Copied { text, what };
        if env::var_os("SSH_CONNECTION").is_some() || !TOOLS.iter().any(Tool::may_work) {
            return self.by_the_terminal(&copied);
        }
        let (events, refused) = (self.events.clone(), self.refused.0.clone());
        let asked = thread::Builder::new().name("clipboard".into()).spawn(move || {
            let took = TOOLS.iter().find(|tool| tool.may_work() && tool.takes(&copied.text));
            let event = match took {
                Some(tool) => Event::Done(format!("copied {what} · by {}", tool.program)),
                None if refused.send(copied).is_ok() => Event::Done("copying …".to_owned()),
                None => return,
            };
            // Nobody listens any more when the room is being left.
            let _ = events.send(event);
        });
        if let Err(error) = asked {
            self.tell(Event::Failed(format!("could not copy {what}: {error}")));
        }
    }

    /// Copies by the terminal what no tool took.
    pub(super) fn catch_up(&self) {
        self.refused.1.try_iter().for_each(|copied| self.by_the_terminal(&copied));
    }

    fn by_the_terminal(&self, Copied { text, what }: &Copied) {
        self.tell(match execute!(stdout(), CopyToClipboard::to_clipboard_from(text)) {
            Ok(()) => Event::Done(format!("copied {what} · by the terminal")),
            Err(error) => Event::Failed(format!("could not copy {what}: {error}")),
        });
    }

    /// The room listens as long as effects are done.
    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// A program that puts its standard input on the clipboard.
struct Tool {
    /// The variable without which it cannot work; none: it belongs to macOS.
    needs: Option<&'static str>,
    program: &'static str,
    arguments: &'static [&'static str],
}

const TOOLS: [Tool; 4] = [
    Tool { needs: Some("WAYLAND_DISPLAY"), program: "wl-copy", arguments: &[] },
    Tool { needs: Some("DISPLAY"), program: "xclip", arguments: &["-selection", "clipboard"] },
    Tool { needs: Some("DISPLAY"), program: "xsel", arguments: &["--clipboard", "--input"] },
    Tool { needs: None, program: "pbcopy", arguments: &[] },
];

impl Tool {
    fn may_work(&self) -> bool {
        match self.needs {
            Some(variable) => env::var_os(variable).is_some(),
            None => cfg!(target_os = "macos"),
        }
    }

    /// Whether it took `text` in time.
    fn takes(&self, text: &str) -> bool {
        let child = Command::new(self.program)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        child
            .and_then(|mut child| {
                let done = wait(&mut child, text);
                if done.is_err() {
                    // It is gone or ends now; waiting for it leaves no zombie behind.
                    let _ = child.kill();
                    let _ = child.wait();
                }
                done
            })
            .is_ok()
    }
}

/// Hands `text` over and waits for the end of `child`, but no longer than [`PATIENCE`].
fn wait(child: &mut Child, text: &str) -> io::Result<()> {
    if let Some(mut stdin) = child.stdin.take() {
        let text = text.to_owned();
        // A tool that reads nothing blocks the pipe until it is killed.
        thread::Builder::new()
            .name("pipe".into())
            .spawn(move || stdin.write_all(text.as_bytes()))?;
    }
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(io::Error::other("the tool failed")),
            None => thread::sleep(APART),
        }
    }
    Err(io::ErrorKind::TimedOut.into())
}
