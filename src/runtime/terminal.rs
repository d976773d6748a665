//! The terminal: claimed on entering, given back on every way out.

use std::io::{self, Stdout, Write, stdout};
use std::panic;
use std::sync::Once;
use std::thread;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

/// The claimed terminal. Dropping it gives the terminal back.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Claims the terminal: raw mode, alternate screen, bracketed paste.
    pub(super) fn enter() -> io::Result<Self> {
        restore_on_panic();
        claim()?;
        // From here on dropping gives back what was claimed.
        let terminal =
            Terminal::new(CrosstermBackend::new(stdout())).inspect_err(|_| give_back())?;
        Ok(Self { terminal })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Paints one frame; the terminal shows it at once or not at all.
    pub(super) fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)?;
        self.terminal.draw(paint)?;
        execute!(stdout(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next frame paints every cell.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the terminal to the shell, stops, and claims it again when the shell brings us back.
    pub(super) fn suspend(&mut self) -> io::Result<Size> {
        give_back();
        // The process stops here; a shell without job control ignores it, and we go on at once.
        let stopped = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        claim()?;
        stopped?;
        self.repaint()?;
        self.size()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn claim() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)
        .inspect_err(|_| give_back())
}

/// Leaves everything that was claimed. What fails is passed over: the rest must still be left, and
/// there is nobody to tell.
fn give_back() {
    let mut out = stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// A panic of the drawing thread gives the terminal back before its message is printed; one of a
/// worker does not, as the room goes on without it.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let owner = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == owner {
                give_back();
                before(info);
            }
        }));
    });
}
