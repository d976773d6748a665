//! Cutting articles into words, in parallel, and numbering the words.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{FormId, Token, Vocabulary};
use crate::collection::Article;
use crate::compare::watch::{Step, Stopped, Watch};
use crate::text::stems::Stems;
use crate::text::words::fold;

/// Articles cut at a time: what they are cut into is as large as their texts.
const AT_A_TIME: usize = 256;

/// An article whose words have numbers.
pub(in crate::compare) struct Cut {
    pub(in crate::compare) article: Arc<Article>,
    /// Words of its passages, in order.
    pub(in crate::compare) tokens: Arc<Vec<Token>>,
    /// Its passages, or their sentences: ¶, sentence, words.
    pub(in crate::compare) units: Vec<(u32, Option<u32>, Range<usize>)>,
}

/// What one article is made of, before its words have numbers.
struct Digest {
    article: Arc<Article>,
    stems: Stems,
    /// Distinct folded forms.
    forms: Vec<String>,
    /// Start byte and place in `forms` of each word.
    tokens: Vec<(u32, u32)>,
    /// Its passages.
    units: Vec<(u32, Option<u32>, Range<usize>)>,
}

/// Cuts `articles`; words are numbered in the order in which they come up.
pub(super) fn articles(
    articles: &[Arc<Article>],
    watch: Watch<'_>,
) -> Result<(Vocabulary, Vec<Cut>), Stopped> {
    let mut vocabulary = Vocabulary::default();
    let mut cuts = Vec::with_capacity(articles.len());
    for some in articles.chunks(AT_A_TIME) {
        let digests: Vec<Digest> = some.par_iter().map(digest).collect();
        cuts.extend(digests.into_iter().map(|digest| numbered(&mut vocabulary, digest)));
        watch.tell(Step::Words, cuts.len(), articles.len())?;
    }
    Ok((vocabulary, cuts))
}

fn numbered(vocabulary: &mut Vocabulary, digest: Digest) -> Cut {
    let Digest { article, stems, forms, tokens, units } = digest;
    let ids: Vec<FormId> = forms.iter().map(|form| vocabulary.form(form, stems)).collect();
    let numbered = tokens.into_iter().filter_map(|(start, form)| {
        Some(Token { start, form: *ids.get(usize::try_from(form).ok()?)? })
    });
    Cut { article, tokens: Arc::new(numbered.collect()), units }
}

/// Cuts one article into words; needs nothing but the article.
fn digest(article: &Arc<Article>) -> Digest {
    let mut forms = Vec::new();
    let mut places = HashMap::new();
    let mut tokens = Vec::new();
    let mut units = Vec::new();
    for passage in article.passages() {
        let first = tokens.len();
        for (at, word) in passage.text.unicode_word_indices() {
            let start = u32::try_from(passage.block.extent.start + at).unwrap_or(u32::MAX);
            let form = *places.entry(word).or_insert_with(|| {
                forms.push(fold(word));
                u32::try_from(forms.len() - 1).unwrap_or(u32::MAX)
            });
            tokens.push((start, form));
        }
        units.push((passage.number, None, first..tokens.len()));
    }
    let stems = Stems::of_language(article.metadata.language.as_deref());
    Digest { article: Arc::clone(article), stems, forms, tokens, units }
}
