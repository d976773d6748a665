//! Keys, the mouse, pastes and resizes, each turned into an event on a thread of its own.

mod escape;
mod keyboard;
mod mouse;

use std::io;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as Terminal, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Size;

use super::ending::End;
use super::threads;
use crate::app::Event;
use crate::keys::{Key, KeyCode};
use escape::Sequence;
pub(super) use keyboard::Keyboard;
use mouse::Mouse;

/// Starts the thread that waits for input.
pub(super) fn spawn(sender: &Sender<Event>, keyboard: Keyboard, end: End) -> io::Result<()> {
    let events = sender.clone();
    threads::spawn("input", sender, move || {
        let mut mouse = Mouse::default();
        loop {
            let event = match read(&keyboard) {
                // What came while the keyboard was being handed over was meant for nobody here.
                Ok(_) if keyboard.rest() => continue,
                Ok(event) => event.and_then(|event| translate(event, &mut mouse)),
                Err(_) => {
                    end.hung_up();
                    Some(Event::Terminated)
                }
            };
            let gone = matches!(event, Some(Event::Terminated));
            let esc = matches!(event, Some(Event::Key(Key { code: KeyCode::Esc, .. })));
            let behind = if esc { behind_esc(&mut mouse) } else { Vec::new() };
            let mut all = event.into_iter().chain(behind);
            if all.any(|event| events.send(event).is_err()) || gone {
                keyboard.leave();
                return;
            }
        }
    })?;
    Ok(())
}

/// What comes in one breath has come within so long; no time at all would not even ask what was read already.
const BREATH: Duration = Duration::from_millis(1);

/// A paste whose end the terminal's library does not tell is over when nothing came for so long.
const END_OF_PASTE: Duration = Duration::from_millis(50);

/// What has come in one breath with an Esc: a sequence is put together again, everything else is as it was
/// typed. An error is met again by the next read.
fn behind_esc(mouse: &mut Mouse) -> Vec<Event> {
    let mut letters = String::new();
    let mut typed = Vec::new();
    while event::poll(BREATH).unwrap_or(false) {
        let Some(event) = event::read().ok().and_then(|event| translate(event, mouse)) else {
            return typed;
        };
        let letter = match &event {
            Event::Key(Key { code: KeyCode::Char(c), ctrl: false, alt: false }) => Some(*c),
            _ => None,
        };
        typed.push(event);
        let Some(letter) = letter else { return typed };
        letters.push(letter);
        match escape::sequence(&letters) {
            Sequence::Begun => {}
            Sequence::Key(code) => {
                return vec![Event::Key(Key { code, ctrl: false, alt: false })];
            }
            Sequence::Paste => return vec![Event::Pasted(rest_of_paste())],
            Sequence::Report => return Vec::new(),
            Sequence::Typed => return typed,
        }
    }
    typed
}

/// The letters of a paste that come as keys.
fn rest_of_paste() -> String {
    use crossterm::event::KeyCode as From;

    let mut text = String::new();
    while event::poll(END_OF_PASTE).unwrap_or(false) {
        let Ok(event) = event::read() else { break };
        let Terminal::Key(KeyEvent { code, modifiers, .. }) = event else { continue };
        match code {
            From::Char('j') if modifiers.contains(KeyModifiers::CONTROL) => text.push('\n'),
            From::Char(c) => text.push(c),
            From::Enter => text.push('\n'),
            From::Tab => text.push('\t'),
            _ => {}
        }
    }
    text
}

/// Sleeps until there is something; a signal of the terminal's size wakes it.
#[cfg(unix)]
fn read(_: &Keyboard) -> io::Result<Option<Terminal>> {
    event::read().map(Some)
}

/// Nothing wakes a reader here: it looks up ten times a second whether the keyboard is wanted.
#[cfg(not(unix))]
fn read(keyboard: &Keyboard) -> io::Result<Option<Terminal>> {
    while !event::poll(Duration::from_millis(100))? {
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
