//! Lines of a source, as messages count them.

/// The line, from 1, in which the byte `at` of `source` stands.
pub fn number(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
