//! Traditional and simplified forms of Chinese characters as one, for the characters that newspapers use most.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A traditional form before its simplified one, in the order of the former.
const PAIRS: &str = include_str!("../../assets/words/simplified.txt");

/// The simplified form of each traditional one.
static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let chars = || PAIRS.chars().filter(|c| *c != '\n');
    chars().step_by(2).zip(chars().skip(1).step_by(2)).collect()
});

/// The simplified form of `c`; `c` itself where it is no traditional form that is known here.
pub(super) fn simplified(c: char) -> char {
    FORMS.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_leads_to_one_that_leads_no_further() {
        assert_eq!(
            PAIRS.replace('\n', "").chars().count(),
            2 * FORMS.len(),
            "pairs, and none twice"
        );
        assert!(FORMS.values().all(|to| simplified(*to) == *to));
        assert_eq!((simplified('國'), simplified('国'), simplified('a')), ('国', '国', 'a'));
    }
}
