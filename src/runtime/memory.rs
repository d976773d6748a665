//! Whether there is memory to work with.

use std::hint::black_box;

/// Bytes without which nothing can be read: less, and the program would be ended among its work, by the system
/// and without a word.
const LEAST: usize = 24 << 20;

/// Whether the system gives as much as the program needs at least; a limit such as `ulimit -v` may lie lower.
pub fn has_memory() -> bool {
    let mut probe: Vec<u8> = Vec::new();
    // Only asked for, not touched: it costs nothing. Unused, it might not even be asked for.
    black_box(&mut probe).try_reserve_exact(LEAST).is_ok()
}
