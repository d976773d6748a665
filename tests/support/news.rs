//! News that never happened: articles made by rule from a seed. The same seed gives the same text on
//! every machine.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::string_slice,
    clippy::range_plus_one,
    clippy::doc_markdown,
    reason = "made by rule from small numbers and plain letters"
)]

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use variorum::collection::{Article, Block, BlockKind, Collection, Draft};
use variorum::text::Extent;

/// Sentences an article has.
pub(crate) const SENTENCES: usize = 40;
/// Sentences a passage has.
const PASSAGE: usize = 4;
/// Different nouns, verbs and adjectives, before inflection.
const LEXEMES: u64 = 24_000;
/// Different surnames and places.
const NAMES: u64 = 16_000;

const NOUNS: &str = "government minister president election parliament army border soldier weapon treaty \
    sanction economy bank currency market price trade export import factory worker union strike wage tax \
    budget debt loan investor company merger profit shareholder court judge verdict trial prison police \
    officer suspect witness evidence investigation report newspaper journalist editor broadcast interview \
    protest crowd square barricade camera hospital doctor nurse patient vaccine virus epidemic clinic \
    school teacher student university research laboratory scientist discovery planet climate drought flood \
    storm harvest farmer field village river bridge railway station harbour vessel cargo container airport \
    flight passenger pilot engine fuel pipeline refinery reactor electricity grid turbine coal mine copper \
    festival museum painting orchestra theatre novel author translation language religion church mosque \
    neighbour tenant landlord housing architect mayor council district region province frontier embassy \
    ambassador diplomat negotiation summit declaration alliance partner rival opponent candidate campaign \
    donor scandal inquiry committee amendment statute constitution referendum ballot turnout majority \
    coalition opposition spokesman adviser strategy promise warning threat attack defence missile drone \
    satellite network software password archive library document signature permit passport visa refugee \
    shelter convoy ceasefire hostage ransom smuggler customs tariff quota subsidy pension insurance";
const VERBS: &str = "announce accuse accept approve arrest attack avoid begin block borrow build cancel claim \
    close collapse condemn confirm consider criticise cross cut damage decide declare defend delay deliver \
    demand deny describe destroy discover discuss doubt encourage end enter escape estimate evacuate examine \
    expand expect explain explore extend fear finance follow force gather grant guard handle help hide hope \
    ignore improve increase inspect invite join launch lift limit link mention monitor negotiate observe \
    offer open oppose order organise own pass pause permit plan postpone praise predict prepare present \
    prevent produce promise propose protect publish punish question raise reach receive recall recover reduce \
    refuse regret reject release remember remove repair repeat replace report request rescue resign resist \
    respond restore restrict return reveal review sign silence start stop strengthen suggest support suspect \
    suspend threaten trace transfer treat urge visit vote warn welcome withdraw witness";
const ADJECTIVES: &str = "new old large small early late public private foreign local national regional urban \
    rural civil military political economic financial industrial legal illegal secret open popular \
    controversial unexpected gradual sudden severe mild heavy cautious bitter fragile stable unstable wealthy \
    poor empty crowded narrow broad joint separate temporary permanent annual weekly former current northern \
    southern eastern western coastal remote ancient modern digital nuclear domestic rival neutral hostile \
    friendly reluctant eager senior junior anonymous independent reliable";
const BEFORE: &str =
    "in on at near from with against after before during without under for to by over";
const BETWEEN: &str = "while although because as when since unless though";
const OPENERS: &str = "yesterday|on Tuesday|last week|in the spring|for months|on Friday evening|two years ago|\
    at the weekend|according to officials|despite the talks|since January|so far";

/// Numbers that look random and are the same every time (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The numbers that follow from `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something that happens once in `n` times happens now.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// A rank below `end`: the `r`th comes up in proportion to `1 / (r + FLAT)` (Zipf and Mandelbrot).
    fn rank(&mut self, end: u64) -> u64 {
        const FLAT: f64 = 25.0;
        let rank = FLAT * (((end as f64 + FLAT) / FLAT).powf(self.unit()) - 1.0);
        (rank as u64).min(end - 1)
    }

    pub(crate) fn pick<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

/// A newsroom: what an article is about and how it is worded.
struct Newsroom {
    nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    before: Vec<&'static str>,
    between: Vec<&'static str>,
    openers: Vec<&'static str>,
}

fn split(words: &'static str) -> Vec<&'static str> {
    words.split_whitespace().collect()
}

impl Newsroom {
    fn new() -> Self {
        Self {
            nouns: split(NOUNS),
            verbs: split(VERBS),
            adjectives: split(ADJECTIVES),
            before: split(BEFORE),
            between: split(BETWEEN),
            openers: OPENERS.split('|').map(str::trim).collect(),
        }
    }

    fn article(&self, number: u64, seed: u64) -> Article {
        let mut chance = Chance::new(seed ^ number.wrapping_mul(0x1000_0000_01b3));
        let topic = Topic {
            nouns: (0..9).map(|_| chance.rank(LEXEMES)).collect(),
            verbs: (0..6).map(|_| chance.rank(LEXEMES)).collect(),
            names: (0..6).map(|_| chance.rank(NAMES)).collect(),
        };
        let mut draft = Draft::default();
        for _ in 0..SENTENCES / PASSAGE {
            if !draft.text.is_empty() {
                draft.text.push_str("\n\n");
            }
            let start = draft.text.len();
            for n in 0..PASSAGE {
                if n > 0 {
                    draft.text.push(' ');
                }
                let sentence = self.sentence(&topic, &mut chance);
                draft.text.push_str(&sentence);
            }
            let extent = Extent::new(start, draft.text.len());
            draft.blocks.push(Block::new(BlockKind::Paragraph, extent));
        }
        draft.metadata.language = Some("en".to_owned());
        Article::assemble(Path::new(&format!("{number:06}.txt")), draft)
    }

    fn sentence(&self, topic: &Topic, chance: &mut Chance) -> String {
        let mut words = String::new();
        if chance.once_in(4) {
            words.push_str(chance.pick(&self.openers));
            words.push_str(", ");
        }
        self.clause(topic, chance, &mut words);
        let more = chance.below(3);
        for n in 0..more {
            words.push_str(if n == 0 { ", " } else { " and " });
            if n == 0 {
                words.push_str(chance.pick(&self.between));
                words.push(' ');
            }
            self.clause(topic, chance, &mut words);
        }
        words.push('.');
        let first = words.remove(0).to_ascii_uppercase();
        words.insert(0, first);
        words
    }

    fn clause(&self, topic: &Topic, chance: &mut Chance, words: &mut String) {
        self.someone(topic, chance, words);
        words.push(' ');
        words.push_str(&self.verb(topic, chance));
        words.push(' ');
        self.something(topic, chance, words);
        for _ in 0..chance.below(3) {
            words.push(' ');
            words.push_str(chance.pick(&self.before));
            words.push(' ');
            match chance.below(3) {
                0 => words.push_str(&place(topic.name(chance) ^ 1)),
                _ => self.something(topic, chance, words),
            }
        }
    }

    fn someone(&self, topic: &Topic, chance: &mut Chance, words: &mut String) {
        match chance.below(3) {
            0 => words.push_str(&surname(topic.name(chance))),
            1 => {
                words.push_str(&self.noun(topic, chance, false));
                words.push(' ');
                words.push_str(&surname(topic.name(chance)));
            }
            _ => self.something(topic, chance, words),
        }
    }

    fn something(&self, topic: &Topic, chance: &mut Chance, words: &mut String) {
        let many = chance.once_in(3);
        words.push_str(match (many, chance.below(4)) {
            (true, 0) => "several ",
            (true, 1) => "their ",
            (_, 2) => "the ",
            (true, _) => "",
            (false, 0) => "its ",
            (false, _) => "a ",
        });
        if chance.once_in(2) {
            words.push_str(&self.adjective(chance));
            words.push(' ');
        }
        words.push_str(&self.noun(topic, chance, many));
        if chance.once_in(4) {
            words.push_str(" of the ");
            words.push_str(&self.noun(topic, chance, false));
        }
    }

    fn noun(&self, topic: &Topic, chance: &mut Chance, many: bool) -> String {
        let rank = if chance.once_in(3) {
            topic.nouns[chance.below(topic.nouns.len())]
        } else {
            chance.rank(LEXEMES)
        };
        let noun = lexeme(rank, &self.nouns, &["", "er", "tion", "ment", "ity", "age", "ist"]);
        if many { plural(&noun) } else { noun }
    }

    fn verb(&self, topic: &Topic, chance: &mut Chance) -> String {
        let rank = if chance.once_in(3) {
            topic.verbs[chance.below(topic.verbs.len())]
        } else {
            chance.rank(LEXEMES)
        };
        let verb = lexeme(rank, &self.verbs, &["", "ate", "ise", "ify", "en"]);
        match chance.below(4) {
            0 => format!("will {verb}"),
            1 => format!("is {}", ing(&verb)),
            2 => third(&verb),
            _ => past(&verb),
        }
    }

    fn adjective(&self, chance: &mut Chance) -> String {
        lexeme(chance.rank(LEXEMES), &self.adjectives, &["al", "ic", "ous", "ive", "able", "ful"])
    }
}

/// What an article keeps coming back to.
struct Topic {
    nouns: Vec<u64>,
    verbs: Vec<u64>,
    names: Vec<u64>,
}

impl Topic {
    fn name(&self, chance: &mut Chance) -> u64 {
        if chance.once_in(2) {
            self.names[chance.below(self.names.len())]
        } else {
            chance.rank(NAMES)
        }
    }
}

const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h", "j", "k",
    "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sp", "st", "str", "t", "th",
    "tr", "v", "w",
];
const VOWELS: &[&str] =
    &["a", "e", "i", "o", "u", "a", "e", "i", "o", "ea", "ai", "ou", "oo", "ie"];
const CODAS: &[&str] =
    &["", "", "", "n", "r", "l", "s", "t", "m", "nd", "nt", "st", "ck", "rt", "ll", "ng", "p", "d"];

/// The lexeme of a rank: a known word where there is one, else one that sounds like it.
fn lexeme(rank: u64, known: &[&str], endings: &[&str]) -> String {
    if let Some(word) = usize::try_from(rank).ok().and_then(|rank| known.get(rank)) {
        return (*word).to_owned();
    }
    let mut chance = Chance::new(rank ^ (known.len() as u64) << 32);
    let syllables = 1 + chance.below(3);
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(chance.pick(ONSETS));
        word.push_str(chance.pick(VOWELS));
        word.push_str(chance.pick(CODAS));
    }
    let ending = chance.pick(endings);
    if syllables == 1 && ending.is_empty() {
        word.push_str("ent");
    }
    word + ending
}

fn name(rank: u64, kind: u64, endings: &[&str]) -> String {
    let mut chance = Chance::new(rank ^ kind << 40);
    let mut word = String::new();
    for _ in 0..1 + chance.below(2) {
        word.push_str(chance.pick(ONSETS));
        word.push_str(chance.pick(VOWELS));
        word.push_str(chance.pick(&["", "n", "r", "l", "sh", "k", "v", "m"]));
    }
    word.push_str(chance.pick(endings));
    let first = word.remove(0).to_ascii_uppercase();
    word.insert(0, first);
    word
}

fn surname(rank: u64) -> String {
    name(
        rank,
        1,
        &["enko", "ova", "ski", "son", "berg", "man", "ovich", "ic", "ez", "ini", "yan", "ard"],
    )
}

fn place(rank: u64) -> String {
    name(
        rank,
        2,
        &["grad", "ton", "burg", "sk", "ville", "mouth", "ia", "stan", "field", "haven", "ow"],
    )
}

pub(crate) fn plural(noun: &str) -> String {
    match noun.as_bytes() {
        [.., b's' | b'x' | b'h'] => format!("{noun}es"),
        [rest @ .., b'y'] if !ends_in_vowel(rest) => format!("{}ies", &noun[..noun.len() - 1]),
        _ => format!("{noun}s"),
    }
}

fn third(verb: &str) -> String {
    plural(verb)
}

fn past(verb: &str) -> String {
    match verb.as_bytes() {
        [.., b'e'] => format!("{verb}d"),
        [rest @ .., b'y'] if !ends_in_vowel(rest) => format!("{}ied", &verb[..verb.len() - 1]),
        _ => format!("{verb}ed"),
    }
}

fn ing(verb: &str) -> String {
    match verb.as_bytes() {
        [.., b'e'] => format!("{}ing", &verb[..verb.len() - 1]),
        _ => format!("{verb}ing"),
    }
}

fn ends_in_vowel(word: &[u8]) -> bool {
    matches!(word.last(), Some(b'a' | b'e' | b'i' | b'o' | b'u'))
}

/// A collection of about `sentences` sentences.
pub(crate) fn collection(sentences: usize, seed: u64) -> Collection {
    let newsroom = Newsroom::new();
    let articles: Vec<Arc<Article>> = (0..sentences.div_ceil(SENTENCES) as u64)
        .into_par_iter()
        .map(|number| Arc::new(newsroom.article(number, seed)))
        .collect();
    Collection::new(articles, Vec::new())
}
