//! Opens files and addresses in the program the reader uses for them.

use std::env;
use std::io;
use std::process::{Command, Stdio};

/// Opens `address` with `$BROWSER`, else with the system's opener, and does not wait for it.
///
/// # Errors
/// If there is no such program.
pub(super) fn open(address: &str) -> io::Result<()> {
    let browser = env::var("BROWSER").ok().filter(|browser| !browser.trim().is_empty());
    let command = browser.as_deref().unwrap_or(SYSTEM);
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or(SYSTEM);
    let child = Command::new(program)
        .args(words)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // It is waited for on a thread of its own, so that it leaves no zombie behind.
    std::thread::spawn(move || {
        let mut child = child;
        child.wait()
    });
    Ok(())
}

const SYSTEM: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};
