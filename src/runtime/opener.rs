//! Opens files and addresses in the program the reader uses for them.

use std::env;
use std::ffi::OsString;
use std::io;
use std::process::{Command, Stdio};

/// Opens `address` with `$BROWSER`, else with the system's opener, and does not wait for it.
///
/// # Errors
/// If there is no such program.
pub(super) fn open(address: &str) -> io::Result<()> {
    let command = program();
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or(SYSTEM);
    let child = Command::new(program)
        .args(words)
        .arg(whole(address))
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

/// The program that is asked.
pub(super) fn program() -> String {
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
