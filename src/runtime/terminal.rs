//! The terminal: claimed on entering, given back on every way out.

use std::backtrace::Backtrace;
use std::io::{self, Stdout, Write, stderr, stdout};
use std::mem::{self, ManuallyDrop};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};

use super::log::Log;

/// The claimed terminal. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Screen {
    /// Never dropped: it would show the cursor again, which [`give_back`] does, and panic where there is
    /// no terminal any more.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Stdout>>>,
    /// Whether the terminal may show something else than was painted last.
    forgotten: bool,
    /// Whether the terminal tells of the mouse.
    mouse: bool,
    /// Whether it can be told of links.
    links: bool,
}

impl Screen {
    /// Claims the terminal: raw mode, alternate screen, bracketed paste, and the mouse where it is wanted.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        claim(mouse)?;
        // From here on dropping gives back what was claimed.
        let terminal =
            Terminal::new(CrosstermBackend::new(stdout())).inspect_err(|_| give_back())?;
        Ok(Self {
            terminal: ManuallyDrop::new(terminal),
            forgotten: false,
            mouse,
            links: knows_links(),
        })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Paints one frame; the terminal shows it at once or not at all.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)?;
        if mem::take(&mut self.forgotten) {
            // Not `clear`, which asks the terminal where its cursor is: the input thread would take
            // the answer for keys.
            let size = self.size()?;
            self.terminal.resize(Rect::from((Position::ORIGIN, size)))?;
        }
        self.terminal.draw(paint)?;
        execute!(stdout(), EndSynchronizedUpdate)
    }

    /// Hears of the mouse from now on, or leaves it to the terminal.
    pub(super) fn capture_mouse(&mut self, capture: bool) -> io::Result<()> {
        self.mouse = capture;
        if capture { hear_mouse() } else { execute!(stdout(), DisableMouseCapture) }
    }

    /// Whether addresses can be told to the terminal: one that does not know how passes over them, but for the
    /// console of Linux, which would print them.
    pub(super) fn opens_links(&self) -> bool {
        self.links
    }

    /// Forgets what is on the screen, so that the next frame paints every cell.
    pub(super) const fn forget(&mut self) {
        self.forgotten = true;
    }

    /// Gives the terminal to a program and claims it again, in whatever state that left it.
    pub(super) fn lend<T>(&mut self, program: impl FnOnce() -> T) -> io::Result<(T, Size)> {
        give_back();
        let before = Modes::now();
        let answer = program();
        before.restore();
        claim(self.mouse)?;
        self.forget();
        Ok((answer, self.size()?))
    }

    /// Gives the terminal to the shell, stops, and claims it again when the shell brings us back.
    pub(super) fn suspend(&mut self) -> io::Result<Size> {
        give_back();
        // The process stops here; a shell without job control ignores it, and we go on at once.
        let stopped = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        claim(self.mouse)?;
        stopped?;
        self.forget();
        self.size()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is ours. Giving it back twice would put the cursor where it was at first, over
/// the words of a panic.
static CLAIMED: AtomicBool = AtomicBool::new(false);

fn knows_links() -> bool {
    std::env::var("TERM").is_ok_and(|terminal| !matches!(terminal.as_str(), "linux" | "dumb" | ""))
}

fn claim(mouse: bool) -> io::Result<()> {
    CLAIMED.store(true, Ordering::SeqCst);
    enable_raw_mode().inspect_err(|_| give_back())?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
        .and_then(|()| if mouse { hear_mouse() } else { Ok(()) })
        .inspect_err(|_| give_back())
}

/// Asks for presses, drags and the wheel, not for every movement: an idle reader costs nothing.
#[cfg(unix)]
fn hear_mouse() -> io::Result<()> {
    execute!(stdout(), Print("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h"))
}

#[cfg(not(unix))]
fn hear_mouse() -> io::Result<()> {
    execute!(stdout(), crossterm::event::EnableMouseCapture)
}

/// How the terminal is set where the shell has it: line by line, with echo.
#[derive(Debug)]
struct Modes(#[cfg(unix)] Option<rustix::termios::Termios>);

#[cfg(unix)]
impl Modes {
    fn now() -> Self {
        Self(keyboard().and_then(|keyboard| rustix::termios::tcgetattr(keyboard).ok()))
    }

    /// Sets the terminal as it was, and turns off what a program that was killed may have turned on.
    /// What fails is passed over: claiming the terminal says so.
    fn restore(self) {
        use rustix::termios::{OptionalActions, tcsetattr};

        if let (Some(modes), Some(keyboard)) = (self.0, keyboard()) {
            let _ = tcsetattr(&keyboard, OptionalActions::Now, &modes);
        }
        // What was typed for the program is no command to us.
        forget_what_was_typed();
        let keys = Print("\u{1b}[?1l\u{1b}>");
        let _ = execute!(stdout(), DisableMouseCapture, DisableFocusChange, ResetColor, keys);
    }
}

#[cfg(not(unix))]
impl Modes {
    fn now() -> Self {
        Self()
    }

    fn restore(self) {
        let Self() = self;
    }
}

/// The terminal as keys come from it.
#[cfg(unix)]
pub(super) fn keyboard() -> Option<std::os::fd::OwnedFd> {
    use std::io::IsTerminal;
    use std::os::fd::AsFd;

    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned().ok();
    }
    std::fs::File::open("/dev/tty").ok().map(Into::into)
}

/// Keys that wait to be read are for nobody.
#[cfg(unix)]
fn forget_what_was_typed() {
    use rustix::termios::{QueueSelector, tcflush};

    if let Some(keyboard) = keyboard() {
        let _ = tcflush(&keyboard, QueueSelector::IFlush);
    }
}

/// Other systems keep them apart by themselves.
#[cfg(not(unix))]
const fn forget_what_was_typed() {}

/// Leaves everything that was claimed. What fails is passed over: the rest must still be left, and
/// there is nobody to tell.
pub(super) fn give_back() {
    if !CLAIMED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    // One more Ctrl-C than it takes to leave would be one to the shell; and the system throws away what a
    // terminal has not read when it makes a signal of a key, the way out of the alternate screen among it.
    forget_what_was_typed();
    let _ = disable_raw_mode();
}

/// A panic of the thread that claimed the terminal gives it back before its message is printed.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let owner = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == owner {
                give_back();
            }
            before(info);
        }));
    });
}

/// From now on every panic goes into `log`. Those of the calling thread, which draws, are printed too, with
/// a word on where the rest is; the others would only spoil the screen.
pub(super) fn log_panics(log: &Log) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let (owner, log) = (thread::current().id(), log.clone());
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let thread = thread::current();
            let name = thread.name().unwrap_or("a helper");
            log.write(&format!("{name} failed: {info}\n{}", Backtrace::force_capture()));
            if thread.id() == owner {
                before(info);
                let path = log.path().display();
                let _ = writeln!(stderr(), "variorum failed; please report what {path} says");
            }
        }));
    });
}
