//! Who is let speak and how sure it sounds, marked in the passages that are shown.

use super::column::{Column, Item};
use crate::app::widgets::counted;
use crate::compare::Compared;
use crate::compare::cues::Cued;

/// Marks the cues of a column in place of the theme's terms, and counts them.
pub(super) fn mark(column: &mut Column, compared: &Compared) {
    let comparison = &compared.comparison;
    let cued = comparison.model().cued(column.article, &compared.cues);
    let words = comparison.articles().nth(column.article).map_or(0, |article| article.words());
    let all = |list: fn(&Cued) -> usize| cued.iter().map(list).sum::<usize>();
    let hedges = all(|cued| cued.hedges.len());
    column.said = format!(
        "{} · {} · {} quoted · {}?",
        counted(hedges, "hedge"),
        per_thousand(hedges, words),
        all(|cued| cued.quoted.len()),
        counted(all(|cued| cued.attributions.len()), "attribution")
    );
    for item in &mut column.items {
        let Item::Passage { number, words, note, .. } = item else { continue };
        let place = usize::try_from(*number).unwrap_or(0).checked_sub(1);
        let Some(cued) = place.and_then(|place| cued.get(place)) else { continue };
        words.clear();
        for list in [&cued.quoted, &cued.scare, &cued.hedges, &cued.attributions] {
            words.extend(list.iter().copied());
        }
        let counts = [
            (cued.hedges.len(), counted(cued.hedges.len(), "hedge")),
            (cued.quoted.len(), format!("{} quoted", cued.quoted.len())),
            (cued.scare.len(), format!("{} in scare quotes", cued.scare.len())),
            (cued.attributions.len(), counted(cued.attributions.len(), "attribution candidate")),
        ];
        let told: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(_, what)| what.clone()).collect();
        *note = (!told.is_empty()).then(|| told.join(" · "));
    }
}

/// `11.7 per 1,000 words`.
#[expect(clippy::cast_precision_loss, reason = "a rate for display")]
fn per_thousand(count: usize, words: usize) -> String {
    format!("{:.1} per 1,000 words", count as f32 * 1000.0 / words.max(1) as f32)
}
