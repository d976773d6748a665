//! What the reader can set, and how it is read from `config.toml`.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, at};
use crate::collection::Order;
use crate::keys::Preset;
use crate::storage::articles::Limits;
use crate::text::Signs;
use crate::text::numbers;
use crate::text::setting::{Hyphens, Setting};

/// The defaults: a commented file, read by the same code as the reader's own.
pub(super) const DEFAULTS: &str = include_str!("../../assets/config.toml");
/// Columns of text that can be asked for.
const MEASURES: RangeInclusive<u16> = 20..=200;
/// Words a minute that can be asked for.
const SPEEDS: RangeInclusive<u16> = 50..=1_500;
/// Bytes of a megabyte.
const MEGABYTE: u64 = 1024 * 1024;
/// Megabytes of a file that can be asked for.
const MEGABYTES: RangeInclusive<u32> = 1..=4_096;
/// Files that can be asked for.
const FILES: RangeInclusive<u32> = 1..=10_000_000;
/// Folders within folders that can be asked for; deeper ones have longer names than systems allow.
const FOLDERS: RangeInclusive<u32> = 1..=1_000;
/// Elements within elements that can be asked for; what goes through them takes stack for each.
const ELEMENTS: RangeInclusive<u32> = 10..=2_000;

/// What a setting says that leaves the choice to the program.
const AUTO: &str = "auto";

/// What the reader can set. Each field is an option of `config.toml` and is explained there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Name of the palette.
    pub palette: String,
    /// Columns of text in the reader.
    pub measure: u16,
    /// How lines of prose end.
    pub justify: Setting,
    /// Whether words are parted there.
    pub hyphens: Hyphens,
    /// Words read in a minute.
    pub speed: u16,
    /// Whose habits the keys follow.
    pub keys: Preset,
    /// What the list is sorted by.
    pub sort: Order,
    /// Whether previews are shown from the start.
    pub preview: bool,
    /// Whether the mouse is heard.
    pub mouse: bool,
    /// How quotes are cited: a form, or a style by its name or file.
    pub citation: String,
    /// The signs of shades and strips; `None` for those that suit the locale.
    pub signs: Option<Signs>,
    /// What is refused when articles are read.
    pub limits: Limits,
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
        let mut mistakes = Vec::new();
        for (name, value) in &table {
            match (name.get_ref().as_ref(), value.get_ref().as_table()) {
                ("limits", Some(limits)) => {
                    mistakes.extend(limits.iter().filter_map(|(name, value)| {
                        let message = self.set_limit(name.get_ref(), value).err()?;
                        Some(at(source, name.span().start, message))
                    }));
                }
                (setting, _) => {
                    if let Err(message) = self.set(setting, value) {
                        mistakes.push(at(source, name.span().start, message));
                    }
                }
            }
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        mistakes
    }

    /// The settings as lines of `config.toml`.
    pub fn to_toml(&self) -> String {
        let Self { palette, measure, justify, hyphens, speed, keys, sort, .. } = self;
        let Self { preview, mouse, citation, signs, limits, .. } = self;
        let (justify, hyphens) = (*justify == Setting::Justified, *hyphens == Hyphens::On);
        let signs = signs.map_or_else(|| AUTO.to_owned(), |signs| signs.to_string());
        let palette = toml::Value::from(palette.as_str());
        let citation = toml::Value::from(citation.as_str());
        let Limits { file_bytes, folder_depth, files, html_depth } = limits;
        let megabytes = file_bytes.div_ceil(MEGABYTE);
        format!(
            "palette = {palette}\nmeasure = {measure}\njustify = {justify}\nhyphens = {hyphens}\nspeed = {speed}\nkeys = \"{keys}\"\nsort = \"{sort}\"\npreview = {preview}\nmouse = {mouse}\n\
             citation = {citation}\n\
             signs = \"{signs}\"\n\n\
             [limits]\nfile-megabytes = {megabytes}\nfiles = {files}\n\
             folder-depth = {folder_depth}\nhtml-depth = {html_depth}\n"
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
                self.measure = within(name, value, &MEASURES)?;
            }
            "justify" => {
                let wanted = value.as_bool().ok_or_else(|| wants("true or false"))?;
                self.justify = if wanted { Setting::Justified } else { Setting::Ragged };
            }
            "hyphens" => {
                let wanted = value.as_bool().ok_or_else(|| wants("true or false"))?;
                self.hyphens = if wanted { Hyphens::On } else { Hyphens::Off };
            }
            "speed" => self.speed = within(name, value, &SPEEDS)?,
            "keys" => {
                self.keys = value
                    .as_str()
                    .and_then(|name| name.parse().ok())
                    .ok_or_else(|| wants("one of “vim”, “emacs”, “less”"))?;
            }
            "sort" => {
                self.sort = value.as_str().and_then(|name| name.parse().ok()).ok_or_else(|| {
                    wants(&format!("one of “{}”", Order::ALL.map(|o| o.to_string()).join("”, “")))
                })?;
            }
            "preview" => self.preview = value.as_bool().ok_or_else(|| wants("true or false"))?,
            "mouse" => self.mouse = value.as_bool().ok_or_else(|| wants("true or false"))?,
            "citation" => {
                let name = value.as_str().ok_or_else(|| wants("a name in quotes"))?;
                name.clone_into(&mut self.citation);
            }
            "signs" => {
                let named = value.as_str().and_then(|name| match name {
                    AUTO => Some(None),
                    name => name.parse().ok().map(Some),
                });
                self.signs = named.ok_or_else(|| wants("one of “auto”, “blocks”, “ascii”"))?;
            }
            "limits" => {
                return Err(wants("a table: a line [limits], and each limit on its own line"));
            }
            _ => {
                return Err(format!(
                    "there is no setting “{name}”; `variorum config show` lists them"
                ));
            }
        }
        Ok(())
    }

    fn set_limit(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = value.get_ref();
        let limits = &mut self.limits;
        let count = |allowed| -> Result<usize, String> {
            let number = within(name, value, allowed)?;
            Ok(usize::try_from(number).unwrap_or(usize::MAX))
        };
        match name {
            "file-megabytes" => {
                limits.file_bytes = u64::from(within(name, value, &MEGABYTES)?) * MEGABYTE;
            }
            "files" => limits.files = count(&FILES)?,
            "folder-depth" => limits.folder_depth = count(&FOLDERS)?,
            "html-depth" => limits.html_depth = count(&ELEMENTS)?,
            _ => {
                return Err(format!(
                    "there is no limit “{name}”: file-megabytes, files, folder-depth, html-depth"
                ));
            }
        }
        Ok(())
    }
}

/// The whole number that `value` is, if it can be asked for.
fn within<N>(name: &str, value: &DeValue<'_>, allowed: &RangeInclusive<N>) -> Result<N, String>
where
    N: TryFrom<u64> + PartialOrd + Copy + Into<u32>,
{
    let digits = value.as_integer();
    digits
        .and_then(|digits| u64::from_str_radix(digits.as_str(), digits.radix()).ok())
        .and_then(|number| N::try_from(number).ok())
        .filter(|number| allowed.contains(number))
        .ok_or_else(|| {
            let thousands = |number: N| {
                usize::try_from(number.into()).map_or_else(|_| String::new(), numbers::thousands)
            };
            let (least, most) = (thousands(*allowed.start()), thousands(*allowed.end()));
            format!("“{name}” wants a number from {least} to {most}")
        })
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
            justify: Setting::Justified,
            hyphens: Hyphens::On,
            speed: 300,
            keys: Preset::Less,
            sort: Order::Source,
            preview: false,
            mouse: false,
            citation: "byline".to_owned(),
            signs: Some(Signs::Ascii),
            limits: Limits { file_bytes: 7 * MEGABYTE, files: 12, folder_depth: 3, html_depth: 50 },
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
    fn the_limits_of_the_file_are_those_of_the_program() {
        assert_eq!(Settings::defaults().limits, Limits::default());
    }

    #[test]
    fn limits_are_laid_over_one_by_one_and_mistakes_named_with_their_lines() {
        let mut settings = Settings::defaults();
        let mistakes = settings.overlay(
            "measure = 60\n[limits]\nfiles = 50_000\nfile-megabytes = 0\nfolder-depth = \"8\"\n\
             html-depth = 300\nhtml-length = 3\n",
        );
        let lines: Vec<_> = mistakes.iter().map(|mistake| mistake.line).collect();
        assert_eq!(lines, [4, 5, 7]);
        assert_eq!(mistakes[0].message, "“file-megabytes” wants a number from 1 to 4,096");
        let changed = Limits { files: 50_000, html_depth: 300, ..Limits::default() };
        assert_eq!((settings.measure, settings.limits), (60, changed));
        assert_eq!(settings.overlay("\nlimits = 3\n")[0].line, 2);
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
