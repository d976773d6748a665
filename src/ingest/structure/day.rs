//! The day that stands beside the headline of an article whose format states none and whose byline names none:
//! a line of hardly more than a date, even among what the format holds to be furniture.

use crate::collection::{BlockKind, DateSpan};
use crate::ingest::line::byline::{self, Context};
use crate::ingest::piece::Piece;
use crate::ingest::structure::headline::{letters, same_title};

/// How many pieces above the headline the day may stand.
const ABOVE: usize = 2;
/// How many pieces below it.
const BELOW: usize = 4;
/// How many words more its line may have there.
const BESIDE: usize = 3;

/// The day in the line of `pieces` and `aside` nearest to the headline, of which `title` is the stated wording, or
/// the only one below it.
pub(super) fn beside_headline(
    pieces: &[Piece],
    aside: &[Piece],
    title: Option<&str>,
    context: &Context,
) -> Option<DateSpan> {
    let known = title.map(letters);
    let says_title = |piece: &&Piece| {
        piece.is_heading()
            && known.as_ref().is_some_and(|known| same_title(&letters(&piece.text), known))
    };
    let headline = pieces
        .iter()
        .find(|piece| piece.kind == Some(BlockKind::Title))
        .or_else(|| pieces.iter().find(says_title))?
        .order;
    let lines = || pieces.iter().chain(aside).filter(|piece| !piece.is_body());
    let near = headline.saturating_sub(ABOVE)..=headline + BELOW;
    let beside = lines().filter(|piece| near.contains(&piece.order)).filter_map(|piece| {
        Some((piece.order.abs_diff(headline), byline::day(&piece.text, BESIDE, context)?))
    });
    // Further down only a line that is nothing else, and only where the page has no other such day.
    let below = || {
        let mut days = lines()
            .filter(|piece| piece.order > headline)
            .filter_map(|piece| byline::day(&piece.text, 0, context));
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    };
    beside.min_by_key(|(away, _)| *away).map(|(_, day)| day).or_else(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::Reason;
    use crate::ingest::line::dates::DayOrder;
    use crate::ingest::line::shape::CommonWords;

    fn day(lines: &[&str]) -> Option<String> {
        let mut all: Vec<Piece> = lines
            .iter()
            .map(|line| match line.strip_prefix("# ") {
                Some(title) => Piece::of(BlockKind::Title, title),
                None => Piece::furniture(Reason::Label, *line),
            })
            .collect();
        for (at, piece) in all.iter_mut().enumerate() {
            piece.order = at;
        }
        let (aside, pieces) =
            all.into_iter().partition(|piece| piece.kind == Some(BlockKind::Furniture));
        let pieces: Vec<Piece> = pieces;
        let aside: Vec<Piece> = aside;
        let context =
            Context { order: DayOrder::DayFirst, common: CommonWords::of([].into_iter()) };
        beside_headline(&pieces, &aside, None, &context).map(|day| day.start.to_string())
    }

    #[test]
    fn a_line_of_hardly_more_than_a_date_beside_the_headline_is_its_day() {
        assert_eq!(
            day(&["Canals", "02.02.2022 Upper reach", "# The lock stays shut"]).as_deref(),
            Some("2022-02-02")
        );
        assert_eq!(
            day(&["# The lock stays shut", "⋅ 22 November 2011 ⋅ Send by mail ⋅ Print"]).as_deref(),
            Some("2011-11-22"),
        );
        let nearer = ["3 May 2020", "Canals", "# The lock stays shut", "4 May 2020"];
        assert_eq!(day(&nearer).as_deref(), Some("2020-05-04"));
    }

    #[test]
    fn a_date_that_is_told_or_stands_far_off_or_lacks_its_day_is_not() {
        assert_eq!(day(&["# The lock stays shut", "It was closed on 3 May 2020 for good."]), None);
        assert_eq!(day(&["3 May 2020", "Canals", "Locks", "# The lock stays shut"]), None);
        assert_eq!(day(&["# The lock stays shut", "Archive May 2020"]), None);
        assert_eq!(day(&["3 May 2020", "The lock stays shut"]), None);
    }

    #[test]
    fn the_one_day_below_an_article_is_its_day() {
        let below =
            |lines: &[&str]| day(&[&["# The lock stays shut"][..], &["Canals"; 6], lines].concat());
        assert_eq!(below(&["Put online", "4 May 2020", "Share"]).as_deref(), Some("2020-05-04"));
        assert_eq!(below(&["4 May 2020", "Ferry runs aground", "5 May 2020"]), None);
        assert_eq!(below(&["4 May 2020 Ferry runs aground"]), None);
    }
}
