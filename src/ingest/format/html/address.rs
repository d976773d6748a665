//! Where a page was: its own address, not that of the archive or the copy it was saved from.

use dom_query::Document;

use super::statements::Statements;

/// As many bytes of a page as are looked at for what a program that saved it wrote there.
const NOTE: usize = 4_096;

/// The address of `page`, whose text is `source`; `given` is one known from outside.
pub(super) fn of(
    page: &Document,
    source: &str,
    given: Option<&str>,
    statements: &Statements,
) -> Option<String> {
    let attribute =
        |selector: &str, name: &str| page.select(selector).attr(name).map(|url| url.to_string());
    let candidates = [
        attribute("link[rel=canonical]", "href"),
        statements.meta(&["og:url", "citation_public_url", "dc.identifier"]).map(str::to_owned),
        statements.linked(&["url", "mainEntityOfPage"]),
        attribute("a.reader-domain", "href"),
        attribute("a[rel=calibre-downloaded-from]", "href"),
        saved_from(source),
        given.map(str::to_owned),
    ];
    let absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    candidates.into_iter().flatten().map(|url| original(url.trim()).to_owned()).find(absolute)
}

/// What browsers and their extensions write before a page that they save.
fn saved_from(source: &str) -> Option<String> {
    let head = source.get(..source.floor_char_boundary(NOTE))?;
    let note = head.split("<!--").skip(1).filter_map(|note| note.split("-->").next());
    let url = note.filter(|note| note.contains("saved")).find_map(|note| {
        let (_, behind) = note.split_once("http")?;
        let rest =
            behind.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')).next()?;
        Some(format!("http{rest}"))
    });
    url.filter(|url| url.contains("://"))
}

/// The address behind that of a web archive: `https://web.archive.org/web/20240320101112/https://…`.
fn original(url: &str) -> &str {
    let archived = url.find("/web/").and_then(|at| {
        let behind = url.get(at + "/web/".len()..)?;
        let (stamp, rest) = behind.split_once('/')?;
        let digits = stamp.chars().take_while(char::is_ascii_digit).count();
        (digits >= 4 && rest.starts_with("http")).then_some(rest)
    });
    archived.unwrap_or(url)
}

/// The main word of an address's host: `post` of `https://www.post.example/a`.
pub(super) fn site(url: &str) -> Option<String> {
    let host = url.split('/').nth(2)?.trim_start_matches("www.");
    let mut parts: Vec<&str> = host.split('.').collect();
    parts.pop();
    // "co.uk", "com.au": a country's own second level.
    if parts.len() > 1 && parts.last().is_some_and(|part| part.len() <= 3) {
        parts.pop();
    }
    parts.last().map(|part| (*part).to_owned())
}

/// The day in an address: `/2024/03/14/`, `/2024-03-14-`, `/14-03-2024-`.
pub(super) fn day(url: &str) -> Option<String> {
    let path = url.split('/').skip(3).collect::<Vec<_>>().join("/");
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let number = |part: &&str, length: usize| {
        part.len() == length && part.bytes().all(|b| b.is_ascii_digit())
    };
    let whole = parts.windows(3).find_map(|parts| match parts {
        [year, month, day]
            if number(year, 4)
                && year.starts_with(['1', '2'])
                && (number(month, 2) || number(month, 1))
                && number(day, 2) =>
        {
            Some(format!("{year}-{month:0>2}-{day}"))
        }
        _ => None,
    });
    let backwards = || {
        parts.windows(3).find_map(|parts| match parts {
            [day, month, year]
                if number(year, 4)
                    && year.starts_with("20")
                    && number(month, 2)
                    && number(day, 2) =>
            {
                Some(format!("{year}-{month}-{day}"))
            }
            _ => None,
        })
    };
    let run = || {
        parts.iter().find(|part| number(part, 8) && part.starts_with("20")).and_then(|part| {
            Some(format!("{}-{}-{}", part.get(..4)?, part.get(4..6)?, part.get(6..8)?))
        })
    };
    whole.or_else(backwards).or_else(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archived_address_is_that_of_the_page() {
        assert_eq!(
            original("https://web.archive.org/web/20240320101112id_/https://post.example/a"),
            "https://post.example/a"
        );
        assert_eq!(
            original("https://post.example/web/design/a"),
            "https://post.example/web/design/a"
        );
    }

    #[test]
    fn programs_that_save_pages_write_where_from() {
        for note in [
            "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://post.example/a \n saved date: x\n-->",
            "<!-- saved from url=(0022)https://post.example/a -->",
        ] {
            assert_eq!(saved_from(note).as_deref(), Some("https://post.example/a"));
        }
        assert_eq!(saved_from("<!-- https://post.example/a -->"), None);
    }

    #[test]
    fn the_site_and_the_day_of_an_address() {
        assert_eq!(site("https://www.post.co.uk/a").as_deref(), Some("post"));
        assert_eq!(site("https://en.post.example/a").as_deref(), Some("post"));
        for url in [
            "https://post.example/2024/03/14/dock",
            "https://post.example/news-2024-03-14-dock",
            "https://p.example/a/20240314/b",
            "https://post.example/news/14-03-2024",
        ] {
            assert_eq!(day(url).as_deref(), Some("2024-03-14"), "{url}");
        }
        assert_eq!(day("https://post.example/2024/dock-123"), None);
    }
}
