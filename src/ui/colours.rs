//! Colours as numbers: the nearest ones that a terminal has, and how well words stand out.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Red, green and blue.
    True,
    /// 256 by number.
    Indexed,
    /// The sixteen that have names.
    Sixteen,
}

/// Names of terminals that have sixteen colours at most.
const FEW: [&str; 7] = ["linux", "ansi", "screen", "cygwin", "xterm-16color", "xterm-color", "vt"];

/// The sixteen colours that have names, as most terminals show them.
const NAMED: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 0, 0]),
    (Color::Green, [0, 205, 0]),
    (Color::Yellow, [205, 205, 0]),
    (Color::Blue, [0, 0, 238]),
    (Color::Magenta, [205, 0, 205]),
    (Color::Cyan, [0, 205, 205]),
    (Color::Gray, [229, 229, 229]),
    (Color::DarkGray, [127, 127, 127]),
    (Color::LightRed, [255, 0, 0]),
    (Color::LightGreen, [0, 255, 0]),
    (Color::LightYellow, [255, 255, 0]),
    (Color::LightBlue, [92, 92, 255]),
    (Color::LightMagenta, [255, 0, 255]),
    (Color::LightCyan, [0, 255, 255]),
    (Color::White, [255, 255, 255]),
];

/// The steps of one colour in the cube of 216.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Depth {
    /// What a terminal can show of which `TERM` and `COLORTERM` say this.
    pub fn of_terminal(term: &str, colorterm: &str) -> Self {
        let few = |name: &str| term == name || name == "vt" && term.starts_with(name);
        match colorterm {
            "truecolor" | "24bit" => Self::True,
            _ if term.ends_with("direct") => Self::True,
            _ if FEW.iter().any(|name| few(name)) => Self::Sixteen,
            _ => Self::Indexed,
        }
    }

    /// The colour of this depth that is nearest to `colour`.
    pub fn nearest(self, colour: Color) -> Color {
        let (Some(wanted), false) = (rgb(colour), self == Self::True) else { return colour };
        match (self, colour) {
            (Self::Indexed, Color::Rgb(..)) => {
                let all = (16..=255).map(Color::Indexed);
                let near =
                    all.min_by_key(|known| distance(rgb(*known).unwrap_or_default(), wanted));
                near.unwrap_or(colour)
            }
            (Self::Sixteen, Color::Rgb(..) | Color::Indexed(_)) => {
                let near = NAMED.iter().min_by_key(|(_, known)| distance(*known, wanted));
                near.map_or(colour, |(named, _)| *named)
            }
            _ => colour,
        }
    }
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let square = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b)).pow(2);
    a.iter().zip(&b).map(square).sum()
}

/// Red, green and blue; `None` for the terminal's own.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(n @ 0..=15) => NAMED.get(usize::from(n)).map(|(_, rgb)| *rgb),
        Color::Indexed(n @ 16..=231) => {
            let n = n - 16;
            let step = |n: u8| STEPS.get(usize::from(n)).copied().unwrap_or(0);
            Some([step(n / 36), step(n / 6 % 6), step(n % 6)])
        }
        Color::Indexed(n) => Some([8 + 10 * (n - 232); 3]),
        Color::Reset => None,
        named => NAMED.iter().find(|(known, _)| *known == named).map(|(_, rgb)| *rgb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_colours_are_those_a_reader_would_name() {
        assert_eq!(Depth::Sixteen.nearest(Color::Rgb(250, 250, 250)), Color::White);
        assert_eq!(Depth::Sixteen.nearest(Color::Indexed(16)), Color::Black);
        assert_eq!(Depth::Indexed.nearest(Color::Rgb(0, 0, 95)), Color::Indexed(17));
        assert_eq!(Depth::Indexed.nearest(Color::Cyan), Color::Cyan);
        assert_eq!(Depth::True.nearest(Color::Rgb(1, 2, 3)), Color::Rgb(1, 2, 3));
        assert_eq!(Depth::of_terminal("xterm-256color", ""), Depth::Indexed);
        assert_eq!(Depth::of_terminal("xterm-256color", "truecolor"), Depth::True);
        assert_eq!(Depth::of_terminal("linux", ""), Depth::Sixteen);
    }
}
