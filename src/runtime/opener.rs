//! Opens files and addresses in the program the reader uses for them.

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::Builder;

use crate::app::Event;

/// Starts programs outside on a thread: even the start may take its time.
#[derive(Debug, Clone, Default)]
pub(super) struct Opener {
    /// Whether one is being started.
    busy: Arc<AtomicBool>,
}

impl Opener {
    /// Opens `address` with `$BROWSER`, else with the system's opener, and says how that went; does not wait
    /// for its end. Asked again before it has started, it is the same wish.
    pub(super) fn open(&self, address: String, events: Sender<Event>) {
        if self.busy.swap(true, Ordering::SeqCst) {
            return;
        }
        let (busy, unstarted) = (Arc::clone(&self.busy), events.clone());
        let named = address.clone();
        let begun = Builder::new().name("opener".into()).spawn(move || {
            let started = start(&address);
            busy.store(false, Ordering::SeqCst);
            let (told, child) = match started {
                Ok(child) => (Event::Done(format!("opened {address}")), Some(child)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => (
                    Event::Failed(format!(
                        "no program here opens addresses ({}): set BROWSER · {address}",
                        program()
                    )),
                    None,
                ),
                Err(error) => (Event::Failed(format!("could not open {address}: {error}")), None),
            };
            let _ = events.send(told);
            // It is waited for, so that it leaves no zombie behind.
            if let Some(mut child) = child {
                let _ = child.wait();
            }
        });
        if let Err(error) = begun {
            self.busy.store(false, Ordering::SeqCst);
            let _ = unstarted.send(Event::Failed(format!("could not open {named}: {error}")));
        }
    }
}

fn start(address: &str) -> io::Result<Child> {
    let command = program();
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or(SYSTEM);
    Command::new(program)
        .args(words)
        .arg(whole(address))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// The program that is asked.
fn program() -> String {
    let browser = env::var("BROWSER").ok().filter(|browser| !browser.trim().is_empty());
    browser.unwrap_or_else(|| SYSTEM.to_owned())
}

/// An address as it is; a path from the root on, which no program takes for an option.
fn whole(address: &str) -> OsString {
    match std::path::absolute(address) {
        Ok(path) if path.exists() => path.into(),
        _ => address.into(),
    }
}

const SYSTEM: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_file_is_an_option() {
        let folder = tempfile::tempdir_in(".").unwrap();
        std::fs::write(folder.path().join("--evil.txt"), "").unwrap();
        let relative = folder.path().strip_prefix(env::current_dir().unwrap()).unwrap();
        let path = relative.join("--evil.txt");
        assert_eq!(whole(path.to_str().unwrap()), env::current_dir().unwrap().join(&path));
        assert_eq!(whole("https://example.org/-x"), OsString::from("https://example.org/-x"));
    }
}
