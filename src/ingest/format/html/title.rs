//! The title of a page: of what its head states and what it shows as headings, that on which both agree; and
//! never with the name of the site behind it.

use crate::text::words::fold;

/// A heading of the page and its level.
pub(super) type Heading = (u8, String);

/// The title, of `stated` ones and `headings`; `site` are the names of the site.
pub(super) fn of(stated: &[String], headings: &[Heading], site: &[String]) -> Option<String> {
    let is_site = |text: &str| is_site(text, site);
    let bare: Vec<String> = stated.iter().map(|title| without_site(title, site)).collect();
    let open = || headings.iter().filter(|(_, text)| !text.is_empty() && !is_site(text));
    // Word for word what is stated, whole or in a part of it.
    let said = |text: &str| {
        let text = letters(text);
        bare.iter().chain(stated).any(|title| {
            letters(title) == text
                || text.len() >= 3 && parts(title).any(|part| letters(part) == text)
        })
    };
    let agreed = (1..=3).find_map(|level| {
        open().filter(|(of, text)| *of == level && said(text)).max_by_key(|(_, text)| text.len())
    });
    if let Some((_, agreed)) = agreed {
        return Some(agreed.clone());
    }
    let main: Vec<&String> =
        open().filter(|(level, _)| *level == 1).map(|(_, text)| text).collect();
    let near = main.iter().find(|text| {
        let text = letters(text);
        stated.iter().map(|title| letters(title)).any(|title| {
            text.len() >= 12 && title.contains(&text) || title.len() >= 12 && text.contains(&title)
        })
    });
    let only = || main.first().filter(|first| main.iter().all(|other| other == *first));
    near.or_else(only)
        .map(|text| (*text).clone())
        .or_else(|| bare.into_iter().find(|title| !is_site(title)))
        .or_else(|| stated.first().cloned())
}

/// Signs between a title and the name of its site.
const BETWEEN: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " // ", " / ", " : ", ": ",
    " (",
];

fn parts(title: &str) -> impl Iterator<Item = &str> {
    BETWEEN.iter().flat_map(|sign| title.split(sign)).filter(|part| !part.is_empty())
}

/// `title` without the name of the site before or behind it.
fn without_site(title: &str, site: &[String]) -> String {
    for sign in BETWEEN {
        if let Some((rest, _)) =
            title.rsplit_once(sign).filter(|(rest, name)| !rest.is_empty() && is_site(name, site))
        {
            return without_site(rest.trim(), site);
        }
        if let Some((_, rest)) =
            title.split_once(sign).filter(|(name, rest)| !rest.is_empty() && is_site(name, site))
        {
            return without_site(rest.trim(), site);
        }
    }
    title.to_owned()
}

/// Whether `text` is a name of the site: one of its names, or one of them with more behind it.
fn is_site(text: &str, site: &[String]) -> bool {
    let text = letters(text);
    !text.is_empty()
        && site.iter().map(|name| letters(name)).any(|name| {
            !name.is_empty()
                && (text == name
                    || name.len() >= 4 && text.starts_with(&name) && text.len() < name.len() * 3
                    || text.len() >= 4 && name.starts_with(&text))
        })
}

/// The name of the site in a title, if `address`, the main word of its host, is the same: "Dry dock - Wikipedia".
pub(super) fn site_in(stated: &[String], address: &str) -> Option<String> {
    let address = letters(address);
    let named = |title: &String| {
        let name =
            BETWEEN.iter().find_map(|sign| title.rsplit_once(sign).map(|(_, name)| name.trim()))?;
        (letters(name) == address).then(|| name.to_owned())
    };
    stated.iter().find_map(named)
}

pub(super) fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_page_agree_on_a_title() {
        let owned =
            |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let site = owned(&["The Harbour Post", "harbourpost"]);
        for (stated, headings, title) in [
            (
                &["The lock | The Harbour Post"][..],
                &[(1, "The Harbour Post"), (2, "The lock")][..],
                "The lock",
            ),
            (&["The lock | The Harbour Post"], &[], "The lock"),
            (
                &["a basin that can be drained", "Dry dock - Wikipedia"],
                &[(1, "Dry dock")],
                "Dry dock",
            ),
            (
                &["Docks: why they matter"],
                &[(1, "Why the docks of the town matter")],
                "Why the docks of the town matter",
            ),
            (&["The lock - a tale"], &[(1, "Home"), (1, "More")], "The lock - a tale"),
        ] {
            let headings: Vec<Heading> =
                headings.iter().map(|(level, text)| (*level, (*text).to_owned())).collect();
            assert_eq!(of(&owned(stated), &headings, &site).as_deref(), Some(title));
        }
    }
}
