//! A buffer of cells as SVG: text as text on a fixed grid, blocks and rules as shapes.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Size of a cell, in units of the picture.
const CELL: (f32, f32) = (8.4, 19.0);
/// Where the foot of the letters stands, from the top of a cell.
const BASELINE: f32 = 14.2;
/// Room around the cells of a window.
const PADDING: f32 = 16.0;
/// Room between windows.
const GAP: f32 = 18.0;
/// What the terminal's own colours are in the picture.
const PAPER: &str = "#16181d";
const INK: &str = "#d5d3cb";
const EDGE: &str = "#2b2f38";

/// The windows one below the other.
pub(crate) fn picture(windows: &[Buffer]) -> String {
    let width = windows.iter().map(|w| outer(w).0).fold(0.0, f32::max);
    let height: f32 = windows.iter().map(|w| outer(w).1).sum::<f32>()
        + cells_of(windows.len().saturating_sub(1), GAP);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" font-size=\"14\" xml:space=\"preserve\" \
         font-family=\"'JetBrains Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace\">\n"
    );
    let mut top = 0.0;
    for window in windows {
        let (wide, high) = outer(window);
        let _ = writeln!(
            svg,
            "<rect x=\".5\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"10\" fill=\"{PAPER}\" stroke=\"{EDGE}\"/>",
            top + 0.5,
            wide - 1.0,
            high - 1.0
        );
        cells(window, (PADDING, top + PADDING), &mut svg);
        top += high + GAP;
    }
    svg.push_str("</svg>\n");
    svg
}

fn outer(window: &Buffer) -> (f32, f32) {
    let area = window.area;
    (
        f32::from(area.width) * CELL.0 + 2.0 * PADDING,
        f32::from(area.height) * CELL.1 + 2.0 * PADDING,
    )
}

/// How far `count` steps of that length lead.
fn cells_of(count: usize, step: f32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX)) * step
}

/// That many eighths of a cell.
fn eighths(count: u32) -> f32 {
    f32::from(u8::try_from(count).unwrap_or(8)) / 8.0
}

/// How a run of cells looks.
#[derive(Debug, Clone, PartialEq)]
struct Look {
    ink: String,
    paper: Option<String>,
    modifier: Modifier,
}

fn look(cell: &Cell) -> Look {
    let (mut ink, mut paper) = (colour(cell.fg), colour(cell.bg));
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, paper) = (
            Some(paper.unwrap_or_else(|| PAPER.to_owned())),
            Some(ink.unwrap_or_else(|| INK.to_owned())),
        );
    }
    let modifier = cell.modifier - Modifier::REVERSED;
    Look { ink: ink.unwrap_or_else(|| INK.to_owned()), paper, modifier }
}

fn cells(window: &Buffer, (left, top): (f32, f32), svg: &mut String) {
    let area = window.area;
    for y in 0..area.height {
        let above = top + f32::from(y) * CELL.1;
        let row: Vec<&Cell> =
            (0..area.width).filter_map(|x| window.cell((area.x + x, area.y + y))).collect();
        let mut start = 0;
        for run in row.chunk_by(|a, b| look(a) == look(b)) {
            draw(run, (left + cells_of(start, CELL.0), above), svg);
            start += run.len();
        }
    }
}

/// One run of cells that look the same.
fn draw(run: &[&Cell], (left, above): (f32, f32), svg: &mut String) {
    let Some(first) = run.first() else { return };
    let look = look(first);
    let width = cells_of(run.len(), CELL.0);
    if let Some(paper) = &look.paper {
        rect((left, above, width, CELL.1), paper, svg);
    }
    let faint = if look.modifier.contains(Modifier::DIM) { " opacity=\".55\"" } else { "" };
    let _ = write!(svg, "<g fill=\"{}\"{faint}>", look.ink);
    let mut word: Vec<&Cell> = Vec::new();
    let mut at = 0;
    for (place, cell) in run.iter().enumerate() {
        let x = left + cells_of(place, CELL.0);
        let symbol = cell.symbol();
        // Two spaces end a word, so that every word starts on the grid.
        let blank = symbol == " " && word.last().is_none_or(|last| last.symbol() == " ");
        if blank || shape(symbol, (x, above), svg) {
            letters(&word, &look, (left + cells_of(at, CELL.0), above), svg);
            word.clear();
        } else {
            if word.is_empty() {
                at = place;
            }
            word.push(cell);
        }
    }
    letters(&word, &look, (left + cells_of(at, CELL.0), above), svg);
    svg.push_str("</g>\n");
    if look.modifier.contains(Modifier::UNDERLINED) {
        rect((left, above + BASELINE + 2.3, width, 1.0), &look.ink, svg);
    }
}

fn letters(word: &[&Cell], look: &Look, (left, above): (f32, f32), svg: &mut String) {
    let text: String = word.iter().map(|cell| cell.symbol()).collect();
    let text = text.trim_end();
    if text.is_empty() {
        return;
    }
    let columns = word.iter().rposition(|cell| cell.symbol() != " ").map_or(0, |last| last + 1);
    let mut style = String::new();
    if look.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"700\"");
    }
    if look.modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = write!(
        svg,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\"{style}>{text}</text>",
        above + BASELINE,
        cells_of(columns, CELL.0)
    );
}

/// Draws characters that are shapes rather than letters; says whether it was one.
fn shape(symbol: &str, (x, y): (f32, f32), svg: &mut String) -> bool {
    let Some(c) = symbol.chars().next() else { return false };
    let (wide, high) = CELL;
    let mut part = |left: f32, top: f32, width: f32, height: f32| {
        let _ = write!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
            x + left,
            y + top,
            width,
            height
        );
    };
    match c {
        '▁'..='█' => {
            let part_of = eighths(u32::from(c) - 0x2580);
            let tall = high * part_of;
            part(0.0, high - tall, wide + 0.1, tall);
        }
        '▉'..='▏' => {
            let part_of = eighths(0x2590 - u32::from(c));
            part(0.0, 0.0, wide * part_of, high);
        }
        '▐' => part(wide / 2.0, 0.0, wide / 2.0, high),
        '▀' => part(0.0, 0.0, wide + 0.1, high / 2.0),
        '─' | '━' => part(0.0, high / 2.0 - 0.5, wide + 0.1, 1.0),
        '│' | '┃' => part(wide / 2.0 - 0.5, 0.0, 1.0, high + 0.1),
        _ => return false,
    }
    true
}

fn rect((x, y, width, height): (f32, f32, f32, f32), fill: &str, svg: &mut String) {
    let _ = write!(
        svg,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
    );
}

/// What a colour is in the picture; `None` for the terminal's own.
fn colour(colour: Color) -> Option<String> {
    let named = match colour {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some(format!("#{r:02x}{g:02x}{b:02x}")),
        Color::Black => "#2b2f38",
        Color::Red | Color::LightRed => "#e5786d",
        Color::Green | Color::LightGreen => "#9ec47f",
        Color::Yellow | Color::LightYellow => "#e6c07b",
        Color::Blue | Color::LightBlue => "#7fa8d9",
        Color::Magenta | Color::LightMagenta => "#c397d8",
        Color::Cyan | Color::LightCyan => "#7fc4c0",
        Color::DarkGray => "#7d8088",
        _ => INK,
    };
    Some(named.to_owned())
}
