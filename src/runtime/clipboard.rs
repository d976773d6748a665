//! Copying: by the desktop's own tool where there is a desktop, else through the terminal (OSC 52),
//! which also works over SSH. The clipboard is never read.

use std::env;
use std::io::{self, Write, stdout};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Puts `text` on the clipboard; returns by which way, for the status line.
pub(super) fn copy(text: &str) -> io::Result<&'static str> {
    if env::var_os("SSH_CONNECTION").is_none() {
        for (needed, program, arguments) in TOOLS {
            if needed.is_none_or(|variable| env::var_os(variable).is_some())
                && pipe(program, arguments, text).is_ok()
            {
                return Ok(program);
            }
        }
    }
    execute!(stdout(), CopyToClipboard::to_clipboard_from(text))?;
    Ok("the terminal")
}

/// Needed variable, program, arguments.
const TOOLS: [(Option<&str>, &str, &[&str]); 4] = [
    (Some("WAYLAND_DISPLAY"), "wl-copy", &[]),
    (Some("DISPLAY"), "xclip", &["-selection", "clipboard"]),
    (Some("DISPLAY"), "xsel", &["--clipboard", "--input"]),
    (None, "pbcopy", &[]),
];

fn pipe(program: &str, arguments: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other("the tool failed")) }
}
