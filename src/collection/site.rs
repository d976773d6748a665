//! The site of an address.

/// The site of `url`, as it is called where nothing else names the source: its host without `www.`,
/// user and port. `None` for what is no web address.
pub fn site(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let named = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c));
    // Numbers name a machine, not a publication.
    (named && host.contains(char::is_alphabetic)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::site;

    #[test]
    fn a_site_is_the_host_without_what_surrounds_it() {
        for url in [
            "https://www.coast.example/a/b",
            "http://coast.example:8080?x=1",
            "https://ada:secret@coast.example#top",
        ] {
            assert_eq!(site(url), Some("coast.example"), "{url}");
        }
        for none in ["coast.example/a", "https://localhost/", "http://127.0.0.1/a", "mailto:a@b.c"]
        {
            assert_eq!(site(none), None, "{none}");
        }
    }
}
