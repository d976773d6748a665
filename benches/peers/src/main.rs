//! The sentences and queries of `cargo bench --bench search`, asked of variorum and of tantivy in one run.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml -- 10000 100000 1000000`

#![allow(dead_code, reason = "the generators serve several benchmarks")]

#[path = "../../../tests/support/news.rs"]
mod news;
#[path = "../../../tests/support/remembered.rs"]
mod remembered;

use std::time::Instant;

use remembered::Known;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, TantivyDocument, Term};
use variorum::collection::Collection;
use variorum::index::Index as Sentences;
use variorum::search::{Query as Typed, search};
use variorum::text::Span;

/// Queries of each of the eight kinds.
const EACH: usize = 40;

fn main() -> tantivy::Result<()> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![10_000] } else { sizes } {
        let collection = news::collection(size, 7);
        let queries = remembered::queries(&collection, EACH, 7 ^ 0xabcd);
        ours(&collection, &queries);
        theirs(&collection, &queries)?;
    }
    Ok(())
}

fn ours(collection: &Collection, queries: &[Known]) {
    let start = Instant::now();
    let index = Sentences::build(collection);
    println!("{} sentences\n  variorum: built in {:.1?}", index.sentence_count(), start.elapsed());
    report("variorum", queries, |typed| {
        let results = search(&index, &Typed::parse(typed), 10, &|| false);
        results.hits.into_iter().map(|hit| hit.span).collect()
    });
}

/// A sentence a document, English stems, BM25.
fn theirs(collection: &Collection, queries: &[Known]) -> tantivy::Result<()> {
    let start = Instant::now();
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let number = schema.add_u64_field("number", tantivy::schema::STORED);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer(200_000_000)?;
    let mut spans = Vec::new();
    for article in collection.articles() {
        for extent in article.passages().flat_map(|passage| passage.block.sentences.clone()) {
            let mut document = TantivyDocument::default();
            document.add_text(text, extent.of(article.text()));
            document.add_u64(number, spans.len() as u64);
            writer.add_document(document)?;
            spans.push(Span::new(article.id(), extent));
        }
    }
    writer.commit()?;
    println!("  tantivy: built in {:.1?}", start.elapsed());
    let searcher = index.reader()?.searcher();
    let best = |query: &BooleanQuery| -> Vec<Span> {
        let found = searcher.search(query, &TopDocs::with_limit(10).order_by_score());
        let of = |address| -> Option<Span> {
            let document: TantivyDocument = searcher.doc(address).ok()?;
            spans.get(document.get_first(number)?.as_u64()? as usize).copied()
        };
        found.unwrap_or_default().into_iter().filter_map(|(_, address)| of(address)).collect()
    };
    let tokens = |typed: &str| -> Vec<String> {
        let mut words = Vec::new();
        if let Ok(mut stems) = index.tokenizers().get("en_stem").ok_or(()) {
            let mut stream = stems.token_stream(typed);
            stream.process(&mut |token| words.push(token.text.clone()));
        }
        words
    };
    report("tantivy, any of the words", queries, |typed| best(&any(&tokens(typed), text, exact)));
    report("tantivy, one slip forgiven, unfinished words too", queries, |typed| {
        best(&any(&tokens(typed), text, forgiving))
    });
    Ok(())
}

fn any(words: &[String], field: Field, of: fn(Term) -> Box<dyn Query>) -> BooleanQuery {
    let word = |word: &String| (Occur::Should, of(Term::from_field_text(field, word)));
    BooleanQuery::new(words.iter().map(word).collect())
}

fn exact(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn forgiving(term: Term) -> Box<dyn Query> {
    let slip = FuzzyTermQuery::new_prefix(term.clone(), 1, true);
    Box::new(BooleanQuery::new(vec![
        (Occur::Should, exact(term)),
        (Occur::Should, Box::new(slip) as Box<dyn Query>),
    ]))
}

/// Prints the mean reciprocal rank of the sentence meant among the first ten, and times of whole queries.
fn report(name: &str, queries: &[Known], ask: impl Fn(&str) -> Vec<Span>) {
    let (mut sum, mut times) = (0.0, Vec::new());
    for known in queries {
        let ranks = (0..3).map(|_| {
            let start = Instant::now();
            let found = ask(&known.typed);
            (start.elapsed(), found)
        });
        let (took, found) = ranks.min_by_key(|(took, _)| *took).unwrap_or_default();
        times.push(took.as_secs_f64() * 1e3);
        let rank = found.iter().position(|span| *span == known.span);
        sum += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let mean = sum / queries.len() as f64;
    println!("  {name}: MRR@10 {mean:.3}, median {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99));
}
