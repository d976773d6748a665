//! Copying: by the desktop's own tool where there is a desktop, else by tmux where it runs in between, else
//! through the terminal (OSC 52), which also works over SSH. tmux drops that sequence unless it is set up
//! for it, so it is asked by its own command. The clipboard is never read.
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
use crate::text::numbers::counted;
use crate::text::words;

/// How long a tool may take, and how long apart it is looked at.
const PATIENCE: Duration = Duration::from_secs(1);
const APART: Duration = Duration::from_millis(10);

/// Text on its way to the clipboard.
#[derive(Debug)]
struct Copied {
    text: String,
    /// What it is, for the status line.
    what: &'static str,
}

impl Copied {
    /// What it is and how much.
    fn told(&self) -> String {
        format!("{} ({})", self.what, counted(words::count(&self.text), "word"))
    }
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
        if !TOOLS.iter().any(Tool::may_work) {
            return self.by_the_terminal(&copied);
        }
        let (events, refused) = (self.events.clone(), self.refused.0.clone());
        let asked = thread::Builder::new().name("clipboard".into()).spawn(move || {
            let took = TOOLS.iter().find(|tool| tool.may_work() && tool.takes(&copied.text));
            let event = match took {
                Some(tool) => Event::Done(format!("copied {} · {}", copied.told(), tool.way)),
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

    fn by_the_terminal(&self, copied: &Copied) {
        let Copied { text, what } = copied;
        // Whether it was taken is not told by any terminal.
        let told = copied.told();
        let tmux =
            env::var_os("TMUX").map_or("", |_| ", if tmux lets it (set -g set-clipboard on)");
        self.tell(match execute!(stdout(), CopyToClipboard::to_clipboard_from(text)) {
            Ok(()) => Event::Done(format!("sent {told} to the clipboard of the terminal{tmux}")),
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
    /// Where it works.
    place: Place,
    program: &'static str,
    arguments: &'static [&'static str],
    /// How the way is called before a reader.
    way: &'static str,
}

/// Where a tool works.
enum Place {
    /// On the desktop that this variable names, which is not the reader's where one came over SSH.
    Desktop(&'static str),
    /// On macOS.
    Mac,
    /// Inside tmux, wherever that runs.
    Tmux,
}

const TOOLS: [Tool; 6] = [
    Tool {
        place: Place::Desktop("WAYLAND_DISPLAY"),
        program: "wl-copy",
        arguments: &[],
        way: "by wl-copy",
    },
    Tool {
        place: Place::Desktop("DISPLAY"),
        program: "xclip",
        arguments: &["-selection", "clipboard"],
        way: "by xclip",
    },
    Tool {
        place: Place::Desktop("DISPLAY"),
        program: "xsel",
        arguments: &["--clipboard", "--input"],
        way: "by xsel",
    },
    Tool { place: Place::Mac, program: "pbcopy", arguments: &[], way: "by pbcopy" },
    Tool {
        place: Place::Tmux,
        program: "tmux",
        arguments: &["load-buffer", "-w", "-"],
        way: "by tmux, for its own paste and the terminal",
    },
    // Before 3.2 tmux handed nothing on.
    Tool {
        place: Place::Tmux,
        program: "tmux",
        arguments: &["load-buffer", "-"],
        way: "into the paste buffer of tmux alone",
    },
];

impl Tool {
    fn may_work(&self) -> bool {
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.place {
            Place::Desktop(variable) => set(variable) && !set("SSH_CONNECTION"),
            Place::Mac => cfg!(target_os = "macos") && !set("SSH_CONNECTION"),
            Place::Tmux => set("TMUX"),
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
