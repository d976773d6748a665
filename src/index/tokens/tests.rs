use super::*;

fn folded(text: &str) -> Vec<String> {
    list(text).into_iter().map(|(word, _)| word).collect()
}

#[test]
fn words_are_cut_and_folded_as_readers_type_them() {
    assert_eq!(
        folded("Minsk’s co-operation, don't!"),
        ["minsk", "cooperation", "co", "operation", "dont"]
    );
    assert_eq!(folded("l’Union, d’État qu'elle"), ["l", "union", "d", "etat", "qu", "elle"]);
    assert_eq!(folded("o’clock we’re they'll O’Brien"), ["oclock", "we", "they", "obrien"]);
    assert_eq!(
        folded("1,400 and 3.5 in the U.S. today"),
        ["1400", "and", "3", "5", "in", "the", "us", "today"]
    );
    assert_eq!(folded("Łódź naïve Straße"), ["lodz", "naive", "strasse"]);
    assert_eq!(folded("end.Next 26.04.2024"), ["end", "next", "26", "04", "2024"]);
    assert_eq!(folded("’s 's '"), ["s", "s"]);
}

#[test]
fn marks_of_notes_are_no_words_and_exponents_stand_apart() {
    assert_eq!(
        folded("twice a day[1] until¹ noon.[12]² So"),
        ["twice", "a", "day", "until", "noon", "so"]
    );
    assert_eq!(folded("10⁶ litres, 5 km² [3] a[b] x[1984]"), {
        ["10", "6", "litres", "5", "km2", "3", "a", "b", "x", "1984"]
    });
}

#[test]
fn amounts_stand_as_numbers_before_their_words() {
    assert_eq!(folded("120 thousand men"), ["120000", "120", "thousand", "men"]);
    assert_eq!(folded("$6bn"), ["6000000000", "6bn"]);
    assert_eq!(folded("US$6 billion"), ["us", "6000000000", "6", "billion"]);
    assert_eq!(folded("€6.5bn"), ["6500000000", "6", "5bn"]);
    assert_eq!(folded("6.5 million."), ["6500000", "6", "5", "million"]);
    assert_eq!(folded("In 2001, 3.5 ships"), ["in", "2001", "3", "5", "ships"]);
}

#[test]
fn scripts_without_spaces_give_pairs() {
    assert_eq!(folded("白俄罗斯 中"), ["白俄", "俄罗", "罗斯", "中"]);
}

#[test]
fn extents_point_at_the_words_as_written() {
    let text = "The “Élysée’s” 1,400 men";
    let written: Vec<_> = list(text).iter().map(|(_, e)| e.of(text)).collect();
    assert_eq!(written, ["The", "Élysée", "1,400", "men"]);
}
