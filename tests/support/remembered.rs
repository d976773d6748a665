//! Half-remembered queries for the sentences of made-up news, and what each should find.

use variorum::collection::Collection;
use variorum::text::Span;

use crate::news::{Chance, plural};

/// What went wrong between reading a sentence and typing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Two to four words in order.
    Ordered,
    /// Out of order.
    Shuffled,
    /// One letter wrong.
    Typo,
    /// The last word not yet finished.
    Unfinished,
    /// Other forms of the words.
    Forms,
    /// Letters left out: vowels, or all but the beginnings, run together.
    Letters,
    /// Out of order, a letter wrong and unfinished.
    Muddled,
    /// One of three or four words is not there at all.
    Wrong,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 8] = [
        Self::Ordered,
        Self::Shuffled,
        Self::Typo,
        Self::Unfinished,
        Self::Forms,
        Self::Letters,
        Self::Muddled,
        Self::Wrong,
    ];
}

/// A query and the sentence it is meant to find.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// What is typed.
    pub(crate) typed: String,
    /// How it differs.
    pub(crate) kind: Kind,
    /// What should be found.
    pub(crate) span: Span,
}

/// `count` queries of each kind for sentences of `collection`.
pub(crate) fn queries(collection: &Collection, count: usize, seed: u64) -> Vec<Known> {
    let mut chance = Chance::new(seed);
    let mut queries = Vec::new();
    for kind in Kind::ALL {
        let mut made = 0;
        while made < count {
            let article = &collection.articles()[chance.below(collection.len())];
            let passage = u32::try_from(1 + chance.below(article.passage_count())).expect("few");
            let sentences = &article.passage(passage).expect("numbered").block.sentences;
            if sentences.is_empty() {
                continue;
            }
            let extent = sentences[chance.below(sentences.len())];
            let other = &collection.articles()[chance.below(collection.len())];
            let stray = content(other.passages().next().map_or("", |p| p.text));
            if let Some(typed) = remembered(extent.of(article.text()), kind, &stray, &mut chance) {
                queries.push(Known { typed, kind, span: Span::new(article.id(), extent) });
                made += 1;
            }
        }
    }
    queries
}

fn content(sentence: &str) -> Vec<String> {
    const FUNCTION: &str = " the and with from that this their several have been were will into over \
        against after before during without under while although because when since unless though \
        according despite officials week months years which would could should about there these \
        those they them than then also only other some such more most very what where your ";
    let mut words: Vec<String> = Vec::new();
    for word in sentence.split(|c: char| !c.is_alphabetic()) {
        let word = word.to_lowercase();
        if word.chars().count() >= 4
            && !FUNCTION.contains(&format!(" {word} "))
            && !words.contains(&word)
        {
            words.push(word);
        }
    }
    words
}

fn remembered(sentence: &str, kind: Kind, stray: &[String], chance: &mut Chance) -> Option<String> {
    let all = content(sentence);
    let wanted = match kind {
        Kind::Wrong => 3 + chance.below(2),
        Kind::Muddled => 3,
        _ => 2 + chance.below(3),
    };
    if all.len() < wanted {
        return None;
    }
    let mut places: Vec<usize> = (0..all.len()).collect();
    shuffle(chance, &mut places);
    places.truncate(wanted);
    places.sort_unstable();
    let mut words: Vec<String> = places.iter().map(|place| all[*place].clone()).collect();
    match kind {
        Kind::Ordered => {}
        Kind::Shuffled => shuffle(chance, &mut words),
        Kind::Typo => slip_somewhere(&mut words, chance)?,
        Kind::Unfinished => shorten(words.last_mut()?, chance)?,
        Kind::Forms => {
            let mut changed = false;
            for word in &mut words {
                if let Some(form) = other_form(word, chance) {
                    (*word, changed) = (form, true);
                }
            }
            changed.then_some(())?;
        }
        Kind::Letters => abbreviate(&mut words, chance)?,
        Kind::Muddled => {
            shuffle(chance, &mut words);
            let last = words.len() - 1;
            slip_somewhere(&mut words[..last], chance)?;
            shorten(&mut words[last], chance)?;
        }
        Kind::Wrong => {
            let place = chance.below(words.len());
            let stray = stray.iter().filter(|word| !all.contains(word)).collect::<Vec<_>>();
            words[place] = (*stray.get(chance.below(stray.len()))?).clone();
        }
    }
    Some(words.join(" "))
}

fn slip_somewhere(words: &mut [String], chance: &mut Chance) -> Option<()> {
    let long: Vec<usize> = (0..words.len()).filter(|n| words[*n].chars().count() >= 5).collect();
    let place = *long.get(chance.below(long.len()))?;
    words[place] = slip(&words[place], chance);
    Some(())
}

/// A slip of the finger anywhere, the first letter included, one time in eight.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let from = usize::from(!chance.once_in(8));
    let at = from + chance.below(letters.len() - from);
    let letter = char::from(b"abcdefghijklmnopqrstuvwxyz"[chance.below(26)]);
    match chance.below(4) {
        0 => letters[at] = letter,
        1 => letters.insert(at, letter),
        2 => {
            letters.remove(at);
        }
        _ => {
            let beside = if at + 1 < letters.len() { at + 1 } else { at - 1 };
            letters.swap(at, beside);
        }
    }
    letters.into_iter().collect()
}

fn shorten(word: &mut String, chance: &mut Chance) -> Option<()> {
    let length = word.chars().count();
    (length >= 5).then_some(())?;
    let kept = 3 + chance.below(length - 3);
    *word = word.chars().take(kept).collect();
    Some(())
}

fn other_form(word: &str, chance: &mut Chance) -> Option<String> {
    if let Some(root) = word.strip_suffix("ies") {
        return Some(format!("{root}y"));
    }
    for (ending, others) in [
        ("ing", &["ed", "s"][..]),
        ("ed", &["ing", "s"]),
        ("tions", &["tion"]),
        ("ments", &["ment"]),
        ("ers", &["er"]),
        ("s", &[""]),
    ] {
        if let Some(root) = word.strip_suffix(ending).filter(|root| root.len() >= 3) {
            return Some(format!("{root}{}", chance.pick(others)));
        }
    }
    (!word.ends_with(['e', 'y'])).then(|| plural(word))
}

fn abbreviate(words: &mut Vec<String>, chance: &mut Chance) -> Option<()> {
    if chance.once_in(2) {
        let place = chance.below(words.len());
        let mut letters = words[place].chars();
        let first = letters.next()?;
        let rest: String = letters.filter(|c| !"aeiou".contains(*c)).collect();
        (rest.len() >= 2 && rest.len() + 1 < words[place].len()).then_some(())?;
        words[place] = format!("{first}{rest}");
    } else {
        let at = chance.below(words.len() - 1);
        let beginning =
            |word: &str, chance: &mut Chance| word.chars().take(3 + chance.below(2)).collect();
        let one: String = beginning(&words[at], chance);
        let other: String = beginning(&words[at + 1], chance);
        words[at] = one + &other;
        words.remove(at + 1);
    }
    Some(())
}

fn shuffle<T>(chance: &mut Chance, items: &mut [T]) {
    for end in (1..items.len()).rev() {
        items.swap(end, chance.below(end + 1));
    }
}
