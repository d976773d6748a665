//! A program in a real terminal: a pseudo-terminal on one side, a terminal emulator on the other.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::home::Home;

/// How long something may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

/// The end of a synchronized update.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// What arrived from the program.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

/// What arrived, and a bell that rings when there is more.
#[derive(Clone)]
struct Shared(Arc<(Mutex<Seen>, Condvar, AtomicU8)>);

/// What the terminal does with what the program writes: it shows it, takes nothing, or is gone.
const SHOWS: u8 = 0;
const HOLDS: u8 = 1;
const LEAVES: u8 = 2;

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.0.lock().unwrap()
    }

    /// Waits until `holds`, or until `patience` is over; says which.
    fn wait(&self, patience: Duration, mut holds: impl FnMut(&Seen) -> bool) -> bool {
        let deadline = Instant::now() + patience;
        let mut seen = self.lock();
        while !holds(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.closed {
                return holds(&seen);
            }
            seen = self.0.1.wait_timeout(seen, left).unwrap().0;
        }
        true
    }
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Shared,
    /// What listens to the program.
    listener: thread::Thread,
    /// Bytes written when the size was last changed.
    mark: usize,
    /// What the program logs, which tells more where something fails.
    log: PathBuf,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

impl Terminal {
    /// `variorum` with these words behind it, in a terminal of that size.
    pub(crate) fn variorum<S: AsRef<OsStr>>(
        home: &Home,
        (columns, rows): (u16, u16),
        words: impl IntoIterator<Item = S>,
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_variorum"));
        command.args(words);
        Self::open(home, (columns, rows), command)
    }

    /// Any program in a terminal of that size.
    pub(crate) fn open(
        home: &Home,
        (columns, rows): (u16, u16),
        mut command: CommandBuilder,
    ) -> Self {
        command.cwd(home.root());
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env_remove("NO_COLOR");
        command.env_remove("TMUX");
        for (name, folder) in home.variables() {
            command.env(name, folder);
        }
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Seen { parser, bytes: Vec::new(), closed: false };
        let shared = Shared(Arc::new((Mutex::new(seen), Condvar::new(), AtomicU8::new(SHOWS))));
        let listener = listen(pty.master.try_clone_reader().unwrap(), shared.clone());
        let keyboard = pty.master.take_writer().unwrap();
        let log = home.root().join("state/variorum.log");
        Self { master: Some(pty.master), keyboard, child, shared, listener, mark: 0, log }
    }

    /// Types: words parted by spaces are keys by name (`Enter`, `Esc`, `Ctrl-C`, `Down`), or else
    /// letters one after the other.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            let bytes = match key {
                "Enter" => "\r".to_owned(),
                "Esc" => "\u{1b}".to_owned(),
                "Tab" => "\t".to_owned(),
                "Space" => " ".to_owned(),
                "Backspace" => "\u{7f}".to_owned(),
                "Down" => "\u{1b}[B".to_owned(),
                "Up" => "\u{1b}[A".to_owned(),
                "PgDn" => "\u{1b}[6~".to_owned(),
                key => match key.strip_prefix("Ctrl-") {
                    Some(letter) => {
                        let letter = letter.bytes().next().unwrap().to_ascii_lowercase();
                        char::from(letter - b'a' + 1).to_string()
                    }
                    None => key.to_owned(),
                },
            };
            self.keyboard.write_all(bytes.as_bytes()).unwrap();
            self.keyboard.flush().unwrap();
        }
        self
    }

    /// Types letters as they stand, spaces too.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.keyboard.write_all(text.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    /// Waits for these words on the screen.
    #[track_caller]
    pub(crate) fn shows(&mut self, words: &str) -> &mut Self {
        self.until(&format!("“{words}” on the screen"), |screen| {
            screen.contents().contains(words)
        })
    }

    /// Waits until these words are no longer on the screen.
    #[track_caller]
    pub(crate) fn hides(&mut self, words: &str) -> &mut Self {
        self.until(&format!("“{words}” gone"), |screen| !screen.contents().contains(words))
    }

    /// Waits until the screen is as asked for.
    #[track_caller]
    pub(crate) fn until(
        &mut self,
        what: &str,
        holds: impl Fn(&vt100::Screen) -> bool,
    ) -> &mut Self {
        let came = self.shared.wait(PATIENCE, |seen| holds(seen.parser.screen()));
        assert!(came, "never saw {what}; the screen:\n{}", self.text());
        self
    }

    /// Whether nothing at all is written for that long.
    pub(crate) fn is_silent_for(&self, time: Duration) -> bool {
        let before = self.shared.lock().bytes.len();
        !self.shared.wait(time, |seen| seen.bytes.len() != before)
    }

    /// The words on the screen.
    pub(crate) fn text(&self) -> String {
        self.shared.lock().parser.screen().contents()
    }

    /// Everything the program ever wrote.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.shared.lock().bytes.clone()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let mut seen = self.shared.lock();
        seen.parser.set_size(cells(rows), cells(columns));
        self.mark = seen.bytes.len();
        drop(seen);
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits for a whole frame since the size was last changed.
    #[track_caller]
    pub(crate) fn draws(&mut self) -> &mut Self {
        let mark = self.mark;
        let whole = |seen: &Seen| {
            let new = seen.bytes.get(mark..).unwrap_or_default();
            new.windows(FRAME_END.len()).any(|bytes| bytes == FRAME_END)
        };
        assert!(self.shared.wait(PATIENCE, whole), "no frame; the screen:\n{}", self.text());
        self
    }

    /// Sends a signal by its name: `TERM`, `HUP`, `INT`.
    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let process = self.process().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &process]).status().unwrap();
        assert!(sent.success());
        self
    }

    /// The number of the process in the terminal.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Takes nothing more of what the program writes.
    pub(crate) fn hold(&self) {
        self.shared.0.2.store(HOLDS, Ordering::SeqCst);
    }

    /// Takes again what the program writes.
    pub(crate) fn go_on(&mut self) -> &mut Self {
        self.shared.0.2.store(SHOWS, Ordering::SeqCst);
        self.listener.unpark();
        self
    }

    /// Closes the window.
    pub(crate) fn close(&mut self) {
        self.shared.0.2.store(LEAVES, Ordering::SeqCst);
        // The thread that listens leaves behind the next thing that it sees.
        self.press("Ctrl-L");
        let alone = || (Arc::strong_count(&self.shared.0) == 1).then_some(());
        eventually(alone);
        self.master = None;
        self.keyboard = Box::new(std::io::sink());
    }

    /// Whether the program ends in time, whoever reads what it writes.
    pub(crate) fn is_gone_within(&mut self, time: Duration) -> bool {
        let deadline = Instant::now() + time;
        loop {
            if self.child.try_wait().unwrap().is_some() {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            thread::yield_now();
        }
    }

    /// What is seen and what the program logged.
    fn told(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        format!("the screen:\n{}\nthe log:\n{log}", self.text())
    }

    /// Waits for the end; the exit code must be this one.
    #[track_caller]
    pub(crate) fn ends_with(&mut self, code: u32) -> &mut Self {
        self.ends_with_one_of(&[code])
    }

    /// The same where it may have been on its way out in another way; the exit code must be one of these.
    #[track_caller]
    pub(crate) fn ends_with_one_of(&mut self, codes: &[u32]) -> &mut Self {
        // The end of the output comes with the end of the program.
        let over = self.shared.wait(PATIENCE, |seen| seen.closed);
        assert!(over, "it did not end; {}", self.told());
        let status = self.child.wait().unwrap();
        assert!(codes.contains(&status.exit_code()), "{status:?}; {}", self.told());
        self
    }

    /// The terminal must be as a shell wants it back: the main screen, a cursor, no modes.
    #[track_caller]
    pub(crate) fn is_restored(&self) {
        let seen = self.shared.lock();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "no cursor");
        assert!(!screen.bracketed_paste(), "bracketed paste still on");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is still caught");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test leaves no program behind.
        let _ = self.child.kill();
    }
}

fn listen(mut reader: Box<dyn Read + Send>, shared: Shared) -> thread::Thread {
    let listener = thread::spawn(move || {
        let mut buffer = [0; 4096];
        loop {
            match shared.0.2.load(Ordering::SeqCst) {
                HOLDS => thread::park(),
                LEAVES => return,
                _ => {}
            }
            let read = reader.read(&mut buffer).unwrap_or(0);
            let mut seen = shared.lock();
            match buffer.get(..read) {
                Some(bytes) if read > 0 => {
                    seen.parser.process(bytes);
                    seen.bytes.extend_from_slice(bytes);
                }
                _ => seen.closed = true,
            }
            let closed = seen.closed;
            drop(seen);
            shared.0.1.notify_all();
            if closed {
                return;
            }
        }
    });
    listener.thread().clone()
}

/// CPU ticks and voluntary wake-ups so far of each thread of a process that is not over, by its number
/// and name.
#[cfg(target_os = "linux")]
pub(crate) fn effort(process: u32) -> BTreeMap<String, (u64, u64)> {
    let tasks = Path::new("/proc").join(process.to_string()).join("task");
    let threads = std::fs::read_dir(tasks).unwrap().flatten();
    let effort = threads.filter_map(|task| {
        let read = |name: &str| std::fs::read_to_string(task.path().join(name)).ok();
        let (stat, status) = (read("stat")?, read("status")?);
        // Fields 14 and 15, counted behind the name in parentheses, which may contain anything.
        let (name, rest) = stat.rsplit_once(')')?;
        let field = |n: usize| rest.split_whitespace().nth(n - 3).unwrap().parse::<u64>().unwrap();
        let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches:"))?;
        let wakes = line.split_whitespace().nth(1)?.parse().ok()?;
        Some((name.to_owned(), (field(14) + field(15), wakes)))
    });
    effort.collect()
}

/// What comes after a while.
pub(crate) fn eventually<T>(what: impl Fn() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(came) = what() {
            return came;
        }
        assert!(Instant::now() < deadline, "it never came");
        thread::yield_now();
    }
}
