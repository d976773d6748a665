//! Where a piece stands in its page: whether the extractor chose it, and what the elements around it are for.

use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::{NodeId, NodeRef};

use crate::collection::{BlockKind, Reason};
use crate::ingest::line::words::Words;

/// What the page's own names for an element say its words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// Nothing.
    #[default]
    Plain,
    /// The summary under the title.
    Standfirst,
    /// The words under a picture.
    Caption,
    /// Who wrote it.
    Author,
    /// When it appeared.
    Date,
}

impl Role {
    /// The kind of block that an element of this role is by itself.
    pub(super) const fn kind(self) -> Option<BlockKind> {
        match self {
            Self::Standfirst => Some(BlockKind::Standfirst),
            Self::Caption => Some(BlockKind::Caption),
            Self::Plain | Self::Author | Self::Date => None,
        }
    }
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// Letters that the extractor chose.
    pub(super) chosen: usize,
    /// All letters.
    pub(super) letters: usize,
    /// Letters that the page says name an author.
    pub(super) author: usize,
    /// Letters that the page says are a date.
    pub(super) date: usize,
    /// What the innermost element that has a role says.
    pub(super) role: Role,
    /// What the outermost part of the page that is no text is for.
    pub(super) part: Option<Reason>,
    /// The element whose paragraphs it is one of.
    pub(super) within: Option<NodeId>,
    /// What the page calls that element and the one around it, where it calls it anything.
    pub(super) form: Option<u64>,
    /// Bytes of all words of the page.
    pub(super) page: usize,
}

impl Place {
    /// Where a walk through `page` begins.
    pub(super) fn top(page: &NodeRef<'_>) -> Self {
        Self { page: page.text().len(), ..Self::default() }
    }

    /// Adds letters that stand in `here`.
    pub(super) fn add(&mut self, here: &Self, letters: usize, chosen: bool) {
        if self.letters == 0 {
            (self.role, self.part) = (here.role, here.part);
            (self.within, self.form) = (here.within, here.form);
        }
        self.letters += letters;
        self.chosen += if chosen { letters } else { 0 };
        match here.role {
            Role::Author => self.author += letters,
            Role::Date => self.date += letters,
            _ => {}
        }
    }

    /// Whether the extractor chose most of it.
    pub(super) const fn is_chosen(&self) -> bool {
        self.chosen * 2 > self.letters
    }
}

/// What is said of words inside `node`, which itself stands in `outer`.
pub(super) fn inside(outer: Place, node: &NodeRef<'_>, name: &str) -> Place {
    let names = Names::of(node);
    let here = Place {
        role: role(node, name, &names).unwrap_or(outer.role),
        part: outer.part.or_else(|| part(node, name, &names, outer.page)),
        ..outer
    };
    if holds_blocks(node) {
        Place { within: Some(node.id), form: form(node), ..here }
    } else {
        here
    }
}

/// What the page calls `node` and the element around it.
fn form(node: &NodeRef<'_>) -> Option<u64> {
    let class = node.class().filter(|class| !class.trim().is_empty())?;
    let around = node.parent().and_then(|parent| parent.class());
    let mut hasher = DefaultHasher::new();
    (&*class, around.as_deref()).hash(&mut hasher);
    Some(hasher.finish())
}

/// Whether paragraphs or parts of the page lie in `node`.
fn holds_blocks(node: &NodeRef<'_>) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "main",
        "table",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "blockquote",
        "figure",
    ];
    node.children_it(false).any(|child| BLOCKS.iter().any(|name| child.has_name(name)))
}

/// The words of an element's class and id.
struct Names(Vec<String>);

impl Names {
    fn of(node: &NodeRef<'_>) -> Self {
        let joined = [node.class(), node.id_attr()];
        let joined = joined.iter().flatten().flat_map(|name| {
            name.split(|c: char| !c.is_alphanumeric()).flat_map(humps).collect::<Vec<_>>()
        });
        Self(joined.filter(|name| !name.is_empty()).collect())
    }

    fn any(&self, words: &Words) -> bool {
        self.0.iter().any(|name| words.has(name))
    }
}

/// `itemPostDate` as "item", "post", "date", and as it stands.
fn humps(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if small && c.is_ascii_uppercase() {
            parts.push(String::new());
        }
        small = c.is_ascii_lowercase();
        if let Some(part) = parts.last_mut() {
            part.push(c.to_ascii_lowercase());
        }
    }
    if parts.len() > 1 {
        parts.push(name.to_ascii_lowercase());
    }
    parts
}

static STANDFIRST: Words = Words::new(
    "standfirst, dek, deck, subtitle, subheadline, lede, vorspann, chapo, subheading, sottotitolo, entradilla",
);
static CAPTION: Words =
    Words::new("caption, figcaption, imagecaption, bildunterschrift, legende, legend, photocredit");
static AUTHOR: Words = Words::new(
    "byline, bylines, author, authors, autor, autoren, auteur, auteurs, autore, writer, writtenby, contributor",
);
/// What stands about an author rather than names him.
static NO_NAME: Words = Words::new(
    "bio, biography, box, about, image, img, avatar, photo, picture, comment, comments, description, desc, social, \
     follow, more, posts, archive, related, role, title, job, position, email, twitter, links",
);
static DATE: Words = Words::new(
    "date, dateline, datum, fecha, published, pubdate, timestamp, datetime, postdate, posted, publishdate, authored",
);

fn role(node: &NodeRef<'_>, name: &str, names: &Names) -> Option<Role> {
    let states = |attribute: &str, value: &str| {
        node.attr(attribute)
            .is_some_and(|stated| stated.split_ascii_whitespace().any(|word| word == value))
    };
    if states("rel", "author") || states("itemprop", "author") || states("itemprop", "creator") {
        return Some(Role::Author);
    }
    if has_property(node, &["datePublished", "dateCreated"]) || name == "time" {
        return Some(Role::Date);
    }
    let blocks = matches!(name, "body" | "html" | "main" | "article" | "section");
    if names.0.is_empty() || blocks {
        return None;
    }
    let (role, most) = if names.any(&STANDFIRST) {
        (Role::Standfirst, 1_000)
    } else if names.any(&CAPTION) {
        (Role::Caption, 1_000)
    } else if names.any(&AUTHOR) {
        (if names.any(&NO_NAME) { Role::Plain } else { Role::Author }, 200)
    } else if names.any(&DATE) {
        (Role::Date, 100)
    } else {
        return None;
    };
    is_shorter(node, most).then_some(role)
}

/// Whether `node` gives one of these `properties` of the page.
pub(super) fn has_property(node: &NodeRef<'_>, properties: &[&str]) -> bool {
    let known = |stated: &str| properties.iter().any(|property| stated.ends_with(property));
    ["itemprop", "property"].iter().any(|name| node.attr(name).is_some_and(|stated| known(&stated)))
}

/// Whether the words in `node` have at most so many bytes; what is around the whole article has no role.
pub(super) fn is_shorter(node: &NodeRef<'_>, most: usize) -> bool {
    let texts = node.descendants_it().filter(NodeRef::is_text);
    texts
        .map(|text| text.text().trim().len())
        .scan(0, |sum, length| {
            *sum += length;
            Some(*sum)
        })
        .all(|sum| sum <= most)
}

/// Parts of a page by the words of their class or id.
static PARTS: [(Reason, Words); 8] = [
    (Reason::Comments, Words::new("comments, comment, respond, disqus, commentlist, kommentare")),
    (
        Reason::Related,
        Words::new(
            "related, recommended, recirc, recommendations, trending, mostread, popular, outbrain, taboola, teaser, teasers, readmore, morefrom",
        ),
    ),
    (
        Reason::SignUp,
        Words::new("newsletter, signup, subscribe, subscription, paywall, donate, donation, promo"),
    ),
    (Reason::Share, Words::new("share, sharing, social, sharedaddy, addtoany, toolbar")),
    (
        Reason::Advert,
        Words::new("advert, advertisement, advertising, adsbygoogle, sponsored, anzeige, werbung"),
    ),
    (Reason::Legal, Words::new("cookie, cookies, consent, gdpr, copyright, disclaimer")),
    (
        Reason::Menu,
        Words::new(
            "nav, navigation, menu, breadcrumb, breadcrumbs, navbar, pagination, pager, sidebar, masthead",
        ),
    ),
    (Reason::Label, Words::new("tags, taglist, keywords, categories, postmetadata")),
];

/// The frames that web archives put around a page, by their ids.
pub(super) const ARCHIVES: [&str; 4] = ["wm-ipp-base", "wm-ipp-print", "wm-ipp", "donato"];

/// What a part of a page is for that is no text. Nothing that holds most of the page is such a part, whatever
/// its class says of it ("with-sidebar").
fn part(node: &NodeRef<'_>, name: &str, names: &Names, page: usize) -> Option<Reason> {
    claimed(node, name, names).filter(|_| page == 0 || is_shorter(node, page / 2))
}

fn claimed(node: &NodeRef<'_>, name: &str, names: &Names) -> Option<Reason> {
    match name {
        "nav" | "button" | "select" | "textarea" | "dialog" => return Some(Reason::Menu),
        "aside" => return Some(Reason::Outside),
        "footer" => return Some(Reason::Legal),
        "body" | "html" | "main" | "article" => return None,
        _ => {}
    }
    if node.id_attr().is_some_and(|id| ARCHIVES.contains(&&*id)) {
        return Some(Reason::Outside);
    }
    match node.attr("role").as_deref() {
        Some("navigation" | "search" | "banner" | "dialog" | "menu" | "toolbar") => {
            return Some(Reason::Menu);
        }
        Some("complementary") => return Some(Reason::Outside),
        Some("contentinfo") => return Some(Reason::Legal),
        _ => {}
    }
    if node.attr("aria-hidden").is_some_and(|value| &*value == "true") {
        return Some(Reason::Label);
    }
    PARTS.iter().find(|(_, words)| names.any(words)).map(|(chrome, _)| *chrome)
}
