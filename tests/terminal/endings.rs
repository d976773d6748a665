//! How the room ends, and what must not keep it from that.

use std::time::Duration;

use portable_pty::CommandBuilder;

use crate::home::Home;
use crate::pty::Terminal;
use crate::{USUAL, island, open};

#[test]
fn a_window_that_is_closed_ends_it_with_129_and_everything_kept() {
    let home = island();
    let mut command = CommandBuilder::new("sh");
    // The shell outlives the window and writes down how the room ended.
    let script = format!(
        "trap '' HUP; '{}' articles; echo $? > ended.part; mv ended.part ended",
        env!("CARGO_BIN_EXE_variorum")
    );
    command.args(["-c", &script]);
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("2 articles").press("Enter").shows("nobody argues").press("a").shows("saved");
    terminal.close();
    let ended = home.root().join("ended");
    let code = crate::pty::eventually(|| std::fs::read_to_string(&ended).ok());
    assert_eq!(code.trim(), "129");
    let quotes = std::fs::read_dir(home.root().join("data/quotes")).unwrap();
    let json = |path: &std::path::Path| path.extension().is_some_and(|ending| ending == "json");
    assert_eq!(quotes.flatten().filter(|entry| json(&entry.path())).count(), 1);
    assert!(home.root().join("state/session.json").exists());
    assert!(!home.root().join("state/variorum.log").exists(), "a panic");
}

#[test]
fn a_tool_for_the_clipboard_that_hangs_keeps_nobody_waiting() {
    let home = island();
    let tool = home.write("bin/xclip", "#!/bin/sh\nexec sleep 600\n");
    std::fs::copy(&tool, home.root().join("bin/xsel")).unwrap();
    for name in ["bin/xclip", "bin/xsel"] {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(home.root().join(name), mode).unwrap();
    }
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_variorum"));
    command.arg("articles");
    command.env_remove("SSH_CONNECTION");
    command.env_remove("WAYLAND_DISPLAY");
    command.env("DISPLAY", ":9");
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", home.root().join("bin").display()));
    let mut terminal = Terminal::open(&home, USUAL, command);
    terminal.shows("2 articles").press("Enter").shows("nobody argues");
    // The room answers while the tools hang; then the terminal itself does it.
    terminal.press("y ?").shows("Help").press("Esc").hides("Help");
    terminal.shows("clipboard of the terminal").signal("TERM").ends_with(143).is_restored();
}

/// A terminal that takes nothing any more, and a room with far more for it than fits into its buffer.
fn flooded(home: &Home) -> Terminal {
    let mut terminal = open(home);
    terminal.press("Enter").shows("nobody argues");
    terminal.hold();
    for _ in 0..200 {
        terminal.press("Ctrl-L j k");
    }
    terminal
}

#[test]
fn a_terminal_that_takes_no_more_does_not_keep_it_alive() {
    let home = island();
    let mut terminal = flooded(&home);
    terminal.signal("TERM");
    assert!(terminal.is_gone_within(Duration::from_secs(20)));
}

#[test]
fn a_terminal_that_lags_gets_the_last_frame_in_the_end() {
    let home = island();
    let mut terminal = flooded(&home);
    terminal.press("?").go_on().shows("Help");
    terminal.signal("TERM").ends_with(143).is_restored();
}
