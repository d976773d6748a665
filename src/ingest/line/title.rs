//! Titles: what stands behind them and belongs to the site.

use crate::text::words::fold;

/// Shortest name of a site, in letters, that is looked for behind a title.
const SHORTEST: usize = 3;

/// `title` without the name of its site behind a bar or a dash: one of `names`, or what they say with and
/// without article, spaces and domain.
pub(in crate::ingest) fn without_site<'a>(
    title: &'a str,
    names: impl IntoIterator<Item = &'a str>,
) -> &'a str {
    let cut = [" | ", " – ", " — ", " - ", " · ", " :: "].iter();
    let Some((at, sign)) = cut.filter_map(|sign| Some((title.rfind(sign)?, sign))).max() else {
        return title;
    };
    let (rest, last) =
        (title.get(..at).unwrap_or(title), title.get(at + sign.len()..).unwrap_or(""));
    let last = letters(last);
    let is_site = last.len() >= SHORTEST
        && names
            .into_iter()
            .map(letters)
            .any(|name| name.len() >= SHORTEST && (name.contains(&last) || last.contains(&name)));
    if is_site && !rest.trim().is_empty() { rest.trim_end() } else { title }
}

/// The letters of a site's name that tell it: no article, no domain.
fn letters(name: &str) -> String {
    let small = fold(name);
    let small = small.strip_prefix("the ").unwrap_or(&small);
    let bare = if small.contains(' ') {
        small
    } else {
        small.rsplit_once('.').map_or(small, |(host, _)| host)
    };
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::without_site;

    #[test]
    fn only_the_sites_own_name_goes() {
        let names = ["coastreview.example", "The Harbour Post"];
        for (title, bare) in [
            ("The dock | The Coast Review", "The dock"),
            ("The dock - Harbour Post", "The dock"),
            ("The dock – a history", "The dock – a history"),
            ("The Harbour Post", "The Harbour Post"),
            ("A – B – coastreview.example", "A – B"),
        ] {
            assert_eq!(without_site(title, names), bare, "{title}");
        }
    }
}
