//! Keys, the mouse, paste, resizes and signals, each turned into an event on a thread of its own.

mod keyboard;
mod mouse;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use crossterm::event::{self, Event as Terminal, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use super::Ending;
use crate::app::Event;
use crate::keys::{Key, KeyCode};
pub(super) use keyboard::Keyboard;
use mouse::Mouse;

/// The threads that wait for keys and signals.
#[derive(Debug)]
pub(super) struct Input {
    keyboard: Keyboard,
    /// The signal that asked for the end; 0: none did.
    signal: Arc<AtomicI32>,
}

impl Input {
    /// How the room was left.
    pub(super) fn ending(&self) -> Ending {
        match self.signal.load(Ordering::SeqCst) {
            0 => Ending::Left,
            signal => Ending::Signal(signal),
        }
    }

    /// The keyboard, for lending it.
    pub(super) fn keyboard(&self) -> Keyboard {
        self.keyboard.clone()
    }
}

/// Starts the threads that wait for input and for signals.
pub(super) fn spawn(sender: &Sender<Event>) -> io::Result<Input> {
    let input = Input { keyboard: Keyboard::default(), signal: Arc::default() };
    wait_for_signals(sender.clone(), Arc::clone(&input.signal), input.keyboard())?;
    let (sender, keyboard) = (sender.clone(), input.keyboard());
    thread::Builder::new().name("input".into()).spawn(move || {
        let mut mouse = Mouse::default();
        loop {
            let event = match read(&keyboard) {
                // What came while the keyboard was being handed over was meant for nobody here.
                Ok(_) if keyboard.rest() => continue,
                Ok(event) => event.and_then(|event| translate(event, &mut mouse)),
                // The terminal is gone.
                Err(_) => Some(Event::Terminated),
            };
            let gone = matches!(event, Some(Event::Terminated));
            if event.is_some_and(|event| sender.send(event).is_err()) || gone {
                keyboard.leave();
                return;
            }
        }
    })?;
    Ok(input)
}

#[cfg(unix)]
fn wait_for_signals(
    sender: Sender<Event>,
    asked: Arc<AtomicI32>,
    keyboard: Keyboard,
) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::low_level::emulate_default_handler;

    let mut waiting = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in waiting.forever() {
            let event = match signal {
                // Ctrl-C and Ctrl-Z in an editor: the first is its business alone, at the second both stop.
                SIGINT if keyboard.is_lent() => continue,
                SIGTSTP if keyboard.is_lent() => {
                    let _ = emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGTSTP => Event::Key(Key { code: KeyCode::Char('z'), ctrl: true, alt: false }),
                signal => {
                    asked.store(signal, Ordering::SeqCst);
                    Event::Terminated
                }
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn wait_for_signals(_: Sender<Event>, _: Arc<AtomicI32>, _: Keyboard) -> io::Result<()> {
    Ok(())
}

/// Sleeps until there is something; a signal of the terminal's size wakes it.
#[cfg(unix)]
fn read(_: &Keyboard) -> io::Result<Option<Terminal>> {
    event::read().map(Some)
}

/// Nothing wakes a reader here: it looks up ten times a second whether the keyboard is wanted.
#[cfg(not(unix))]
fn read(keyboard: &Keyboard) -> io::Result<Option<Terminal>> {
    while !event::poll(std::time::Duration::from_millis(100))? {
        if keyboard.is_lent() {
            return Ok(None);
        }
    }
    event::read().map(Some)
}

fn translate(event: Terminal, mouse: &mut Mouse) -> Option<Event> {
    match event {
        Terminal::Mouse(event) => mouse.translate(event, Instant::now()).map(Event::Pointer),
        Terminal::Key(key) if key.kind != KeyEventKind::Release => {
            translate_key(key).map(Event::Key)
        }
        Terminal::Paste(text) => Some(Event::Pasted(text)),
        Terminal::Resize(width, height) => Some(Event::Resized(Size { width, height })),
        _ => None,
    }
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    use crossterm::event::KeyCode as From;
    let code = match key.code {
        From::Char(c) => KeyCode::Char(c),
        From::F(n) => KeyCode::F(n),
        From::Enter => KeyCode::Enter,
        From::Esc => KeyCode::Esc,
        From::Tab => KeyCode::Tab,
        From::BackTab => KeyCode::BackTab,
        From::Backspace => KeyCode::Backspace,
        From::Delete => KeyCode::Delete,
        From::Insert => KeyCode::Insert,
        From::Up => KeyCode::Up,
        From::Down => KeyCode::Down,
        From::Left => KeyCode::Left,
        From::Right => KeyCode::Right,
        From::Home => KeyCode::Home,
        From::End => KeyCode::End,
        From::PageUp => KeyCode::PgUp,
        From::PageDown => KeyCode::PgDn,
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}
