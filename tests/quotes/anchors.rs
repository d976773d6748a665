//! The mutation suite: what an article can undergo, and where its quotes stand afterwards. An anchor is
//! wrong if a quote is attached to, or said to be changed at, a place that is not its own.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use rayon::prelude::*;
use ulid::Ulid;
use variorum::collection::{Article, Block, BlockKind, Draft};
use variorum::quotes::{Anchor, QuoteId, State, anchor, make};
use variorum::storage::articles;
use variorum::text::{Extent, words};

use crate::program::real_articles;

/// An article as sentences by paragraph.
type Prose = Vec<Vec<String>>;

/// Prose with stock phrases and lookalikes, the same every time.
fn invented(seed: usize) -> Prose {
    const WHO: [&str; 9] = [
        "The harbour board",
        "A pilot from Sunde",
        "The younger of the two sisters",
        "Captain Moll",
        "Nobody at the office",
        "The ministry’s man",
        "An old map",
        "Every second letter",
        "The ferry company",
    ];
    const DOES: [&str; 8] = [
        "refused to pay for",
        "had quietly prepared",
        "spoke at length about",
        "knew nothing of",
        "was blamed for",
        "kept a record of",
        "put an end to",
        "never again mentioned",
    ];
    const WHAT: [&str; 10] = [
        "the second breakwater",
        "the dredging of the channel",
        "the “temporary” toll",
        "the light’s new lens",
        "the strike of the coal trimmers",
        "the winter timetable",
        "a bridge that was never built",
        "the salvage of the steamer – or what was left of it",
        "the loan of 4.5 million",
        "the co-operative store",
    ];
    const WHEN: [&str; 7] = [
        "before the ice came",
        "in the spring of that year",
        "as far as the papers show",
        "on the third day",
        "while the council was on holiday",
        "at the end of the war",
        "and said so in print",
    ];
    let pick = |list: &[&'static str], n: usize| *list.get(n % list.len()).unwrap();
    let mut n = seed * 7919 + 13;
    let mut next = || {
        n = (n * 1_103_515_245 + 12_345) % (1 << 31);
        n >> 8
    };
    (0..6)
        .map(|_| {
            (0..5)
                .map(|place| {
                    let (who, does, what, when) = (
                        pick(&WHO, next()),
                        pick(&DOES, next()),
                        pick(&WHAT, next()),
                        pick(&WHEN, next()),
                    );
                    match (place + next()) % 4 {
                        0 => format!("{who} {does} {what} {when}."),
                        1 => format!("{who} {does} {what}."),
                        2 => format!(
                            "It was {when} that {} {does} {what}, or so it was told.",
                            who.to_lowercase()
                        ),
                        _ => format!(
                            "{who} {does} {what}, and {} {} {when}.",
                            pick(&WHO, next()).to_lowercase(),
                            pick(&DOES, next())
                        ),
                    }
                })
                .collect()
        })
        .collect()
}

fn prose_of(article: &Article) -> Prose {
    article
        .passages()
        .map(|passage| {
            let sentences = passage.block.sentences.iter();
            sentences.map(|sentence| sentence.of(article.text()).to_owned()).collect()
        })
        .collect()
}

/// An article and where its sentences stand, by paragraph.
type Assembled = (Article, Vec<Vec<Extent>>);

/// The article that `prose` makes, and where each of its sentences stands.
fn assemble(prose: &Prose) -> Assembled {
    let mut draft = Draft::default();
    let mut places = Vec::new();
    for paragraph in prose {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        let mut here = Vec::new();
        for sentence in paragraph {
            if draft.text.len() > start {
                draft.text.push(' ');
            }
            here.push(Extent::new(draft.text.len(), draft.text.len() + sentence.len()));
            draft.text.push_str(sentence);
        }
        draft.blocks.push(Block::new(BlockKind::Paragraph, Extent::new(start, draft.text.len())));
        places.push(here);
    }
    (Article::assemble(Path::new("prose.txt"), draft), places)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    Typography,
    ReWrapped,
    ParagraphAbove,
    SentenceBefore,
    ParagraphDoubled,
    OneWordReplaced,
    NotInserted,
    HalfReplaced,
    Deleted,
}

const EDITS: [Edit; 9] = [
    Edit::Typography,
    Edit::ReWrapped,
    Edit::ParagraphAbove,
    Edit::SentenceBefore,
    Edit::ParagraphDoubled,
    Edit::OneWordReplaced,
    Edit::NotInserted,
    Edit::HalfReplaced,
    Edit::Deleted,
];

fn plain(text: &str) -> String {
    text.replace(['“', '”'], "\"")
        .replace(['‘', '’'], "'")
        .replace(['–', '—'], "-")
        .replace(", ", ",  ")
}

/// Words of a sentence replaced: those for which `which` says so.
fn replaced(sentence: &str, which: impl Fn(usize) -> bool) -> String {
    let words: Vec<String> = sentence
        .split(' ')
        .enumerate()
        .map(|(place, word)| if which(place) { format!("zyx{place}w") } else { word.to_owned() })
        .collect();
    words.join(" ")
}

/// `prose` after the edit of one sentence, and where that sentence is afterwards.
fn edited(prose: &Prose, edit: Edit, p: usize, s: usize) -> (Prose, Option<(usize, usize)>) {
    let mut prose = prose.clone();
    let mut place = Some((p, s));
    let sentence = prose[p][s].clone();
    let count = sentence.split(' ').count();
    match edit {
        Edit::Typography => {
            prose.iter_mut().flatten().for_each(|sentence| *sentence = plain(sentence));
        }
        Edit::ReWrapped => {
            for sentence in prose.iter_mut().flatten() {
                *sentence = sentence.replacen(' ', "\n", 2);
            }
        }
        Edit::ParagraphAbove => {
            prose
                .insert(p, vec!["A paragraph that nobody has seen before was put in here.".into()]);
            place = Some((p + 1, s));
        }
        Edit::SentenceBefore => {
            prose[p].insert(s, "And this was put right before it.".into());
            place = Some((p, s + 1));
        }
        Edit::ParagraphDoubled => {
            let again = prose[p].clone();
            prose.insert(p + 1, again);
        }
        Edit::OneWordReplaced => prose[p][s] = replaced(&sentence, |place| place == count / 2),
        Edit::HalfReplaced => prose[p][s] = replaced(&sentence, |place| place % 2 == 0),
        Edit::NotInserted => {
            let mut words: Vec<&str> = sentence.split(' ').collect();
            words.insert(count / 2, "not");
            prose[p][s] = words.join(" ");
        }
        Edit::Deleted => {
            prose[p].remove(s);
            place = None;
        }
    }
    (prose, place)
}

#[derive(Debug, Default)]
struct Tally {
    states: BTreeMap<(Edit, State), usize>,
    wrong: Vec<String>,
}

/// Every edit of every [tried](sentences_tried) sentence; `pick` chooses the quoted words from the
/// sentence's place.
fn suffer(
    all: &[Prose],
    edits: &[Edit],
    pick: impl Fn(&Article, Extent) -> Extent + Sync,
) -> Tally {
    let tallies: Vec<Tally> = all
        .par_iter()
        .map(|prose| {
            let mut tally = Tally::default();
            suffer_one(prose, edits, &mut tally, &pick);
            tally
        })
        .collect();
    let mut sum = Tally::default();
    for tally in tallies {
        for (key, count) in tally.states {
            *sum.states.entry(key).or_default() += count;
        }
        sum.wrong.extend(tally.wrong);
    }
    sum
}

fn suffer_one(
    prose: &Prose,
    edits: &[Edit],
    tally: &mut Tally,
    pick: impl Fn(&Article, Extent) -> Extent,
) {
    let (whole, places) = assemble(prose);
    // Many edits are the same for all sentences of a paragraph.
    let mut last: BTreeMap<Edit, (Prose, Assembled)> = BTreeMap::new();
    let step = step(prose);
    let mut before = 0;
    for (p, paragraph) in places.iter().enumerate() {
        for (s, sentence) in paragraph.iter().enumerate() {
            before += 1;
            if before % step != 0 {
                continue;
            }
            let chosen = pick(&whole, *sentence);
            let quote = make(&whole, chosen, QuoteId(Ulid::nil()), Timestamp::UNIX_EPOCH).unwrap();
            for edit in edits {
                let (edit, (prose, place)) = (*edit, edited(prose, *edit, p, s));
                if last.get(&edit).is_none_or(|(before, _)| *before != prose) {
                    let assembled = assemble(&prose);
                    last.insert(edit, (prose, assembled));
                }
                let (_, (after, places)) = last.get(&edit).unwrap();
                let found = anchor(&quote, after);
                *tally.states.entry((edit, found.state())).or_default() += 1;
                let own = place.map(|(p, s)| places[p][s]);
                let right = match &found {
                    Anchor::Orphan | Anchor::Ambiguous(_) => true,
                    Anchor::Attached(extent) => {
                        own.is_some_and(|own| own.covers(*extent))
                            && plain(extent.of(after.text())).split_whitespace().collect::<String>()
                                == plain(&quote.exact).split_whitespace().collect::<String>()
                    }
                    Anchor::Changed { extent, .. } => {
                        own.is_some_and(|own| own.overlap(*extent).is_some())
                    }
                };
                if !right {
                    tally.wrong.push(format!("{edit:?}: “{}” at {found:?}", quote.exact));
                }
            }
        }
    }
}

/// One sentence in how many is tried: each try reads the whole text anew, so all sentences of a
/// long one would cost its square.
fn step(prose: &Prose) -> usize {
    prose.iter().map(Vec::len).sum::<usize>() / 60 + 1
}

fn sentences_tried(prose: &Prose) -> usize {
    prose.iter().map(Vec::len).sum::<usize>() / step(prose)
}

fn all_prose() -> Vec<Prose> {
    let mut all: Vec<Prose> = (0..12).map(invented).collect();
    if let Some(folder) = real_articles() {
        all.extend(articles::load(&[folder]).articles().iter().map(|article| prose_of(article)));
    }
    all
}

#[test]
fn no_sentence_is_ever_anchored_to_a_place_that_is_not_its_own() {
    let all = all_prose();
    let tally = suffer(&all, &EDITS, |_, sentence| sentence);
    let count: usize = all.iter().map(sentences_tried).sum();
    assert!(count >= 300);
    eprintln!("{count} sentences: {:#?}", tally.states);
    assert!(tally.wrong.is_empty(), "{} wrong:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
    // What changes no word costs no quote.
    let number = |edit, state| tally.states.get(&(edit, state)).copied().unwrap_or(0);
    for edit in [Edit::Typography, Edit::ReWrapped, Edit::ParagraphAbove, Edit::SentenceBefore] {
        assert!(number(edit, State::Attached) * 100 >= count * 97, "{edit:?}");
        assert_eq!(number(edit, State::Orphan), 0, "{edit:?}");
    }
    // What changes words is never silently attached.
    for edit in [Edit::OneWordReplaced, Edit::NotInserted, Edit::HalfReplaced, Edit::Deleted] {
        assert_eq!(number(edit, State::Attached), 0, "{edit:?}");
    }
    assert!(number(Edit::NotInserted, State::Changed) * 100 >= count * 90);
}

#[test]
fn two_words_are_never_anchored_to_a_place_that_is_not_their_own() {
    let edits = [Edit::SentenceBefore, Edit::ParagraphDoubled, Edit::HalfReplaced, Edit::Deleted];
    let all: Vec<Prose> = (0..12).map(invented).collect();
    let tally = suffer(&all, &edits, |article, sentence| {
        let words = words::words(sentence.of(article.text()));
        let middle = words.len() / 2;
        let first = words.get(middle.saturating_sub(1)).copied().unwrap_or_default();
        let last = words.get(middle).copied().unwrap_or(first);
        Extent::new(first.start, last.end).shifted(sentence.start)
    });
    eprintln!("{:#?}", tally.states);
    assert!(tally.wrong.is_empty(), "{} wrong:\n{}", tally.wrong.len(), tally.wrong.join("\n"));
}
