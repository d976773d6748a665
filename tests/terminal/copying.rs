//! Copying inside a real tmux as it comes, where a sequence of a program for the clipboard is dropped.

use std::process::Command;

use portable_pty::CommandBuilder;

use super::{USUAL, island};
use crate::pty::Terminal;

#[test]
fn inside_tmux_a_copy_arrives_and_says_how_much_it_was() {
    let socket = format!("variorum-copying-{}", std::process::id());
    let tmux = |arguments: &[&str]| {
        Command::new("tmux").args(["-L", &socket, "-f", "/dev/null"]).args(arguments).output()
    };
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("skipped: no tmux here");
        return;
    }
    let home = island();
    let mut command = CommandBuilder::new("tmux");
    command.args(["-L", &socket, "-f", "/dev/null", "new-session"]);
    command.arg(format!("{} articles", env!("CARGO_BIN_EXE_variorum")));
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"] {
        command.env_remove(variable);
    }
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("2 articles").press("Enter").shows("nobody argues");
    terminal.press("y").shows("copied the sentence (7 words) · by tmux");
    let buffer = tmux(&["show-buffer"]).unwrap();
    let copied = String::from_utf8(buffer.stdout).unwrap();
    assert_eq!(copied, "The ferry is the island's only road.");
    tmux(&["kill-server"]).unwrap();
}
