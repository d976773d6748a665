//! Lines to read: why something is marked, which words stand out.

/// Lines to read under a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What they are about.
    pub title: String,
    /// The lines; long ones are wrapped where they are drawn.
    pub lines: Vec<String>,
    /// Lines scrolled away.
    pub top: usize,
}

impl Note {
    /// These lines from the first.
    pub const fn new(title: String, lines: Vec<String>) -> Self {
        Self { title, lines, top: 0 }
    }
}
