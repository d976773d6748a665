//! The program: arguments, then the reading room or a command.

fn main() {}
