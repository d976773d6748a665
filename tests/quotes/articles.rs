//! Articles written for these tests, and quotes of them.

use std::path::Path;

use jiff::Timestamp;
use variorum::collection::{Article, Collection};
use variorum::ingest;
use variorum::quotes::{Quote, QuoteId, make};
use variorum::storage::quotes::new_id;
use variorum::text::Extent;

pub(crate) const LIGHTHOUSE: &str = "\
---
title: The keeper’s last winter
author: Ines Moll
date: 2021-11-03
source: The Coastal Review
url: https://coast.example.org/keeper
---

The lighthouse at Sunde was manned for the last time in the winter of 1987. Its keeper, Olaf Brandt, \
had asked twice to be relieved, and twice the board had found nobody to send.

Brandt kept a log, as the rules required. “Wind north-west, ice on the glass,” he wrote on the second \
of January, and on the third he wrote the same words again.

By the middle of the month the supply boat had stopped coming. Nobody on the mainland seems to have \
noticed, for the light went on burning every night – and a light that burns asks no questions.

When the ice broke in March, a fisherman found the door open. The log was on the table; its last \
entry read: “Wind north-west, ice on the glass.”
";

/// The article in these bytes.
pub(crate) fn article(text: &str) -> Article {
    ingest::read(Path::new("coast/keeper.md"), text.as_bytes()).unwrap()
}

pub(crate) fn collection(articles: impl IntoIterator<Item = Article>) -> Collection {
    Collection::new(articles.into_iter().map(Into::into), Vec::new())
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

/// The first place of `words`.
pub(crate) fn find(article: &Article, words: &str) -> Extent {
    let start = article.text().find(words).unwrap_or_else(|| panic!("{words} is not there"));
    Extent::new(start, start + words.len())
}

pub(crate) fn quote(article: &Article, words: &str) -> Quote {
    named(new_id(), article, words)
}

pub(crate) fn named(id: QuoteId, article: &Article, words: &str) -> Quote {
    make(article, find(article, words), id, at(0)).unwrap()
}
