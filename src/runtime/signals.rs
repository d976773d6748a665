//! Signals that are no events: what must not end the program.

/// Turns the signal of `ulimit -f` (SIGXFSZ) into an error of the write that met the limit.
#[cfg(unix)]
pub fn spare_from_file_limit() {
    let met = std::sync::Arc::default();
    // Without it the system ends the program there, as it does with any other.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, met);
}

/// Other systems have no such limit.
#[cfg(not(unix))]
pub const fn spare_from_file_limit() {}
