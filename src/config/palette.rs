//! Palettes from TOML: `heading = { fg = "cyan", bold = true }`.

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, at};
use crate::ui::Palette;

/// The palettes that come with the program beside the terminal's own colours and none at all.
const FILES: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/palettes/dark.toml")),
    ("light", include_str!("../../assets/palettes/light.toml")),
    ("sepia", include_str!("../../assets/palettes/sepia.toml")),
    ("contrast", include_str!("../../assets/palettes/contrast.toml")),
];

/// The palette of this name that comes with the program.
pub(super) fn built_in(name: &str) -> Option<Palette> {
    match name {
        "terminal" => Some(Palette::default()),
        "plain" => Some(Palette::plain()),
        _ => FILES.iter().find(|(file, _)| *file == name).map(|(_, source)| read(source).0),
    }
}

/// The palette that `source` describes. What it does not name, or names wrongly, looks as in the
/// terminal's own colours.
pub(super) fn read(source: &str) -> (Palette, Vec<Mistake>) {
    let mut palette = Palette::default();
    let table = match DeTable::parse(source) {
        Ok(table) => table.into_inner(),
        Err(error) => return (palette, vec![Mistake::of_toml(source, &error)]),
    };
    let mut mistakes = Vec::new();
    for (name, described) in &table {
        let set = style_of(&mut palette, name.get_ref()).zip(described.get_ref().as_table());
        match set {
            Some((place, described)) => *place = style(source, described, &mut mistakes),
            None => mistakes.push(at(
                source,
                name.span().start,
                format!("“{}” is no style such as heading = {{ fg = \"cyan\" }}", name.get_ref()),
            )),
        }
    }
    mistakes.sort_by_key(|mistake| mistake.line);
    (palette, mistakes)
}

/// The style of this name.
fn style_of<'p>(palette: &'p mut Palette, name: &str) -> Option<&'p mut Style> {
    Some(match name {
        "screen" => &mut palette.screen,
        "text" => &mut palette.text,
        "dim" => &mut palette.dim,
        "title" => &mut palette.title,
        "heading" => &mut palette.heading,
        "key" => &mut palette.key,
        "selected" => &mut palette.selected,
        "cursor" => &mut palette.cursor,
        "sentence" => &mut palette.sentence,
        "selection" => &mut palette.selection,
        "found" => &mut palette.found,
        "current" => &mut palette.current,
        "theme" => &mut palette.theme,
        "quote" => &mut palette.quote,
        "link" => &mut palette.link,
        "error" => &mut palette.error,
        _ => return None,
    })
}

fn style(source: &str, described: &DeTable<'_>, mistakes: &mut Vec<Mistake>) -> Style {
    let mut style = Style::new();
    for (name, value) in described {
        match with(style, name.get_ref(), value) {
            Ok(better) => style = better,
            Err(message) => mistakes.push(at(source, name.span().start, message)),
        }
    }
    style
}

/// `style` with one more property.
fn with(style: Style, name: &str, value: &Spanned<DeValue<'_>>) -> Result<Style, String> {
    let value = value.get_ref();
    let colour = || {
        value
            .as_str()
            .and_then(|colour| colour.parse::<Color>().ok())
            .ok_or_else(|| format!("“{name}” wants a colour: \"cyan\", \"80\" or \"#7fc4c0\""))
    };
    let modifier = match name {
        "fg" => return Ok(style.fg(colour()?)),
        "bg" => return Ok(style.bg(colour()?)),
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        _ => {
            return Err(format!(
                "a style has no “{name}”: fg, bg, bold, dim, italic, underlined, reversed"
            ));
        }
    };
    match value.as_bool() {
        Some(true) => Ok(style.add_modifier(modifier)),
        Some(false) => Ok(style),
        None => Err(format!("“{name}” wants true or false")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Depth;
    use crate::ui::rgb;

    /// How well words in `words` stand out from `ground`, from 1 to 21, as WCAG 2.2 defines it (“contrast
    /// ratio”, “relative luminance”): 4.5 is its level AA, 7 its level AAA.
    fn contrast(words: [u8; 3], ground: [u8; 3]) -> f64 {
        let (a, b) = (luminance(words), luminance(ground));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    #[test]
    fn black_on_white_has_the_greatest_contrast_and_grey_the_one_that_is_known() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.01);
        assert!((contrast([119; 3], [255; 3]) - 4.48).abs() < 0.01);
    }

    #[test]
    fn the_palettes_that_come_along_are_sound_and_complete() {
        for (name, source) in FILES {
            assert_eq!(read(source).1, [], "{name}");
            let styles = source.lines().filter(|line| line.contains(" = {")).count();
            assert_eq!(styles, 16, "{name}");
        }
    }

    #[test]
    fn words_stand_out_from_what_is_behind_them() {
        for (name, _) in FILES {
            let least = if name == "contrast" { 7.0 } else { 4.5 };
            // In 256 colours too.
            for depth in [Depth::True, Depth::Indexed] {
                let mut palette = built_in(name).unwrap().in_depth(depth);
                let screen = palette.screen;
                let sentence = palette.sentence;
                for style in palette.styles_mut() {
                    for ground in [screen, sentence, *style] {
                        let words = style.fg.or(screen.fg).and_then(rgb).unwrap();
                        // What has a ground of its own keeps it over the sentence too.
                        let ground = style.bg.or(ground.bg).or(screen.bg).and_then(rgb).unwrap();
                        let ratio = contrast(words, ground);
                        assert!(ratio >= least, "{name} {depth:?}: {style:?} {ratio:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn mistakes_are_named_and_the_rest_holds() {
        let (palette, mistakes) = read(
            "heading = { fg = \"80\", bold = true }\nhaeding = { fg = \"80\" }\n\
             link = { fg = \"blurple\" }\nerror = { blink = true }\ntheme = 3\nkey = { bold = 1 }\n",
        );
        assert_eq!(mistakes.iter().map(|m| m.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
        assert_eq!(
            palette.heading,
            Style::new().fg(Color::Indexed(80)).add_modifier(Modifier::BOLD)
        );
        assert_eq!(palette.theme, Palette::default().theme);
    }
}
