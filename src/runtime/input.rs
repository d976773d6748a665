//! Keys, paste, resizes and signals, each turned into an event on a thread of its own.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event as Terminal, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use super::Ending;
use crate::app::Event;
use crate::keys::{Key, KeyCode};

/// Remembers which signal asked for the end.
#[derive(Debug, Clone, Default)]
pub(super) struct Signals(Arc<AtomicI32>);

impl Signals {
    /// How the room was left.
    pub(super) fn ending(&self) -> Ending {
        match self.0.load(Ordering::SeqCst) {
            0 => Ending::Left,
            signal => Ending::Signal(signal),
        }
    }
}

/// Starts the threads that wait for input and for signals.
pub(super) fn spawn(sender: &Sender<Event>) -> io::Result<Signals> {
    let signals = Signals::default();
    wait_for_signals(sender.clone(), signals.clone())?;
    let sender = sender.clone();
    thread::Builder::new().name("input".into()).spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => translate(event),
                // The terminal is gone.
                Err(_) => Some(Event::Terminated),
            };
            let gone = matches!(event, Some(Event::Terminated));
            if event.is_some_and(|event| sender.send(event).is_err()) || gone {
                return;
            }
        }
    })?;
    Ok(signals)
}

#[cfg(unix)]
fn wait_for_signals(sender: Sender<Event>, signals: Signals) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};

    let mut waiting = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in waiting.forever() {
            let event = if signal == SIGTSTP {
                Event::Key(Key { code: KeyCode::Char('z'), ctrl: true, alt: false })
            } else {
                signals.0.store(signal, Ordering::SeqCst);
                Event::Terminated
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn wait_for_signals(_sender: Sender<Event>, _signals: Signals) -> io::Result<()> {
    Ok(())
}

fn translate(event: Terminal) -> Option<Event> {
    match event {
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
