//! Which signs draw shades and strips: blocks, or the letters that every terminal has.

/// The signs of shades and strips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Signs {
    /// `▁▂▃▄▅▆▇█`
    #[default]
    Blocks,
    /// For terminals that show nothing else: `.:-=+*#@`.
    Ascii,
}

impl Signs {
    /// What a terminal can draw whose locale is given by `LC_ALL`, `LC_CTYPE` and `LANG`, in this order:
    /// the first that is set and not empty decides. Blocks where nothing is said: most terminals are
    /// UTF-8, and many containers name no locale.
    pub fn of_locale<'a>(locale: impl IntoIterator<Item = &'a str>) -> Self {
        let named = locale.into_iter().find(|name| !name.is_empty());
        let utf8 = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.contains("utf-8") || name.contains("utf8")
        };
        if named.is_none_or(utf8) { Self::Blocks } else { Self::Ascii }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_named_decides() {
        assert_eq!(Signs::of_locale(["", "en_GB.UTF-8", "C"]), Signs::Blocks);
        assert_eq!(Signs::of_locale(["C", "en_GB.UTF-8", ""]), Signs::Ascii);
        assert_eq!(Signs::of_locale(["", "", "de_DE.iso88591"]), Signs::Ascii);
        assert_eq!(Signs::of_locale(["", "", "C.utf8"]), Signs::Blocks);
        assert_eq!(Signs::of_locale(["", "", ""]), Signs::Blocks);
    }
}
