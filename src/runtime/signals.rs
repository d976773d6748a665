//! Signals: what must not end the program, and what ends it at every moment.

/// Turns the signal of `ulimit -f` (SIGXFSZ) into an error of the write that met the limit.
#[cfg(unix)]
pub fn spare_from_file_limit() {
    // Without it the system ends the program there, as it does with any other.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Other systems have no such limit.
#[cfg(not(unix))]
pub const fn spare_from_file_limit() {}

#[cfg(unix)]
pub(super) use unix::wait;

/// No signals here.
#[cfg(not(unix))]
pub(super) fn wait(
    _: &std::sync::mpsc::Sender<crate::app::Event>,
    _: super::ending::End,
    _: super::input::Keyboard,
    _: super::log::Log,
    _: super::watchdog::CurrentStep,
) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread::{self, Builder};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::app::Event;
    use crate::keys::{Key, KeyCode};
    use crate::runtime::ending::End;
    use crate::runtime::input::Keyboard;
    use crate::runtime::log::Log;
    use crate::runtime::terminal::{give_back, keyboard};
    use crate::runtime::threads;
    use crate::runtime::watchdog::CurrentStep;

    /// How long a room that is asked to end may stay at one step of it.
    const GRACE: Duration = Duration::from_secs(5);
    /// How often it may be given that, where it goes on: on a machine that is busy with other things everything
    /// takes longer, and what is not saved yet would be lost.
    const GRACES: usize = 12;

    /// Starts the thread that waits for signals. Asked to end a second time, or when the room stays at one step
    /// for some seconds after it was asked, the program ends wherever it is; an editor is waited for.
    pub(in crate::runtime) fn wait(
        events: &Sender<Event>,
        end: End,
        keyboard: Keyboard,
        log: Log,
        doing: CurrentStep,
    ) -> io::Result<()> {
        let mut waiting = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGTSTP])?;
        let sender = events.clone();
        let asking = Asking { end, events: events.clone(), keyboard: keyboard.clone(), log, doing };
        wait_for_hang_up(asking.clone())?;
        threads::spawn("signals", events, move || {
            for signal in waiting.forever() {
                match signal {
                    // Ctrl-C and Ctrl-Z in an editor: the first is its business alone, at the second both stop.
                    SIGINT if keyboard.is_lent() => {}
                    SIGTSTP if keyboard.is_lent() => drop(emulate_default_handler(SIGTSTP)),
                    SIGTSTP => {
                        let key = Key { code: KeyCode::Char('z'), ctrl: true, alt: false };
                        let _ = sender.send(Event::Key(key));
                    }
                    signal if asking.end.asked(signal) => {
                        asking.ask(signal);
                    }
                    signal => give_up(signal),
                }
            }
        })?;
        Ok(())
    }

    /// Whoever asks the room to end.
    #[derive(Clone)]
    struct Asking {
        end: End,
        events: Sender<Event>,
        keyboard: Keyboard,
        log: Log,
        doing: CurrentStep,
    }

    impl Asking {
        fn ask(&self, signal: i32) {
            let _ = self.events.send(Event::Terminated);
            let asking = self.clone();
            // Without this thread the room ends as soon as it gets to it.
            let _ = Builder::new().name("grace".into()).spawn(move || {
                let mut last = asking.doing.step();
                for _ in 0..GRACES {
                    thread::sleep(GRACE);
                    // What is being written in an editor goes before.
                    while asking.keyboard.is_lent() {
                        thread::sleep(GRACE);
                    }
                    let now = asking.doing.step();
                    if now == last {
                        break;
                    }
                    last = now;
                }
                asking.log.write(&format!("no end after signal {signal}, in: {}", last.name));
                give_up(signal);
            });
        }
    }

    /// Starts a thread that sleeps until the terminal is gone. Not every window that closes sends a signal,
    /// and who reads keys where there is no terminal any more reads for ever.
    fn wait_for_hang_up(asking: Asking) -> io::Result<()> {
        let Some(terminal) = keyboard() else { return Ok(()) };
        let events = asking.events.clone();
        threads::spawn("terminal", &events, move || {
            let mut gone = [PollFd::new(&terminal, PollFlags::empty())];
            loop {
                match poll(&mut gone, None) {
                    Err(Errno::INTR) => {}
                    Err(_) => return,
                    Ok(_) => break,
                }
            }
            if asking.end.hung_up() {
                asking.ask(SIGHUP);
            }
        })?;
        Ok(())
    }

    /// Ends the program by `signal`. A terminal that takes no more bytes must not keep it from that.
    fn give_up(signal: i32) {
        if let Ok(restoring) = Builder::new().spawn(give_back) {
            for _ in 0..20 {
                if restoring.is_finished() {
                    break;
                }
                thread::sleep(Duration::from_millis(25));
            }
        }
        let _ = emulate_default_handler(signal);
    }
}
