//! What the reader can set, and how it is read from `config.toml`.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, at};
use crate::collection::Order;

/// The defaults: a commented file, read by the same code as the reader's own.
pub(super) const DEFAULTS: &str = include_str!("../../assets/config.toml");
/// Columns of text that can be asked for.
const MEASURES: RangeInclusive<u16> = 20..=200;

/// What the reader can set. Each field is an option of `config.toml` and is explained there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Name of the palette.
    pub palette: String,
    /// Columns of text in the reader.
    pub measure: u16,
    /// What the list is sorted by.
    pub sort: Order,
    /// Whether previews are shown from the start.
    pub preview: bool,
}

impl Settings {
    /// The settings the program comes with.
    pub fn defaults() -> Self {
        let mut settings = Self::default();
        // A test holds that the file has no mistakes and leaves nothing out.
        let _ = settings.overlay(DEFAULTS);
        settings
    }

    /// Takes over what `source` sets. Each mistake is reported and its option keeps its value; of a
    /// file that is no TOML nothing is taken.
    pub fn overlay(&mut self, source: &str) -> Vec<Mistake> {
        let table = match DeTable::parse(source) {
            Ok(table) => table.into_inner(),
            Err(error) => return vec![Mistake::of_toml(source, &error)],
        };
        let mut mistakes: Vec<_> = table
            .iter()
            .filter_map(|(name, value)| {
                let message = self.set(name.get_ref(), value).err()?;
                Some(at(source, name.span().start, message))
            })
            .collect();
        mistakes.sort_by_key(|mistake| mistake.line);
        mistakes
    }

    /// The settings as lines of `config.toml`.
    pub fn to_toml(&self) -> String {
        let Self { palette, measure, sort, preview } = self;
        let palette = toml::Value::from(palette.as_str());
        format!(
            "palette = {palette}\nmeasure = {measure}\nsort = \"{sort}\"\npreview = {preview}\n"
        )
    }

    fn set(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = value.get_ref();
        let wants = |what: &str| format!("“{name}” wants {what}");
        match name {
            "palette" => {
                let name = value.as_str().ok_or_else(|| wants("a name in quotes"))?;
                name.clone_into(&mut self.palette);
            }
            "measure" => {
                self.measure = whole(value).filter(|n| MEASURES.contains(n)).ok_or_else(|| {
                    wants(&format!("a number from {} to {}", MEASURES.start(), MEASURES.end()))
                })?;
            }
            "sort" => {
                self.sort = value.as_str().and_then(|name| name.parse().ok()).ok_or_else(|| {
                    wants(&format!("one of “{}”", Order::ALL.map(|o| o.to_string()).join("”, “")))
                })?;
            }
            "preview" => self.preview = value.as_bool().ok_or_else(|| wants("true or false"))?,
            _ => {
                return Err(format!(
                    "there is no setting “{name}”; `variorum config show` lists them"
                ));
            }
        }
        Ok(())
    }
}

fn whole(value: &DeValue<'_>) -> Option<u16> {
    let digits = value.as_integer()?;
    u16::from_str_radix(digits.as_str(), digits.radix()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_set_everything_and_are_sound() {
        let mut settings = Settings::default();
        assert_eq!(settings.overlay(DEFAULTS), []);
        assert_ne!(settings, Settings::default());
        let set = |text: &str| text.lines().filter(|line| line.contains(" = ")).count();
        assert_eq!(set(DEFAULTS), set(&settings.to_toml()));
    }

    #[test]
    fn settings_shown_are_settings_read() {
        let settings = Settings {
            palette: "a \"quoted\" name".to_owned(),
            measure: 40,
            sort: Order::Source,
            preview: false,
        };
        let mut read = Settings::default();
        assert_eq!(read.overlay(&settings.to_toml()), []);
        assert_eq!(read, settings);
    }

    #[test]
    fn a_file_overlays_and_its_mistakes_are_named_with_their_lines() {
        let mut settings = Settings::defaults();
        let mistakes = settings.overlay(
            "sort = \"words\"\nmesure = 60\n\nmeasure = 5\npreview = \"no\"\npalette = 'dark'\n",
        );
        let lines: Vec<_> = mistakes.iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!((settings.sort, settings.palette.as_str()), (Order::Words, "dark"));
        assert_eq!((settings.measure, settings.preview), (68, true));
    }

    #[test]
    fn a_broken_file_changes_nothing() {
        let mut settings = Settings::defaults();
        let mistakes = settings.overlay("measure = 50\nsort = = \"words\"\n");
        assert_eq!(settings, Settings::defaults());
        assert_eq!(mistakes.len(), 1);
        assert_eq!(mistakes[0].line, 2);
    }
}
