//! What other programs write into Markdown and `CommonMark` does not know: marks of Obsidian, Logseq,
//! Jekyll, Hugo, Quarto and of exports of reading lists. Signs become those of `CommonMark`; what is no
//! text for a reader (comments, templates, names of blocks) is left out. Code stays as it is.

use std::collections::HashMap;

/// `source` in `CommonMark`.
pub(super) fn to_common(source: &str) -> String {
    let lines: Vec<&str> = source.split('\n').collect();
    let mut out = String::with_capacity(source.len());
    let mut fence: Option<&str> = None;
    // Behind this line no comment closes that is still open at its end.
    let last_comment = lines.iter().rposition(|line| line.contains("%%"));
    let mut commented = false;
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let bare = line.trim_start_matches([' ', '>']);
        if let Some(open) = fence {
            if bare.starts_with(open) {
                fence = None;
            }
            out.push_str(line);
            continue;
        }
        if let Some(opens) = ["```", "~~~"].into_iter().find(|sign| bare.starts_with(sign))
            && !commented
        {
            fence = Some(opens);
            out.push_str(line);
            continue;
        }
        let Some(line) = without_name(line) else { continue };
        let line = callout(&unescaped(line));
        let closes_later = last_comment.is_some_and(|last| last > at);
        outside_code(&line, &mut commented, closes_later, &mut out);
        let next = lines.get(at + 1).copied().unwrap_or("");
        if is_property(&line) && is_property(next) {
            out.push_str("  ");
        }
    }
    out
}

/// Whether `line` says one thing of the document: "Author: Ada Byrne", "`type::` clipping".
pub(super) fn is_property(line: &str) -> bool {
    property(line).is_some()
}

/// Key and value of such a line.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once(':')?;
    let value = value.strip_prefix(':').unwrap_or(value);
    let value = value.strip_prefix(' ')?.trim();
    let words = key.split(' ').count();
    let named = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')'));
    (named && words <= 3 && !value.is_empty()).then_some((key, value))
}

/// `line` without the name of its block behind it; `None` if it is nothing but names and settings of
/// a program: `id:: 64f0`, `^summary`, `{: .notice}`, `::: {.callout-note}`.
fn without_name(line: &str) -> Option<&str> {
    let bare = line.trim();
    let setting = bare.strip_prefix("- ").unwrap_or(bare).split_once(":: ");
    if setting.is_some_and(|(key, _)| SETTINGS.contains(&key) || key.starts_with("hl-"))
        || bare.starts_with("{:") && bare.ends_with('}')
        || bare.starts_with(":::")
    {
        return None;
    }
    let Some((before, name)) = line.trim_end().rsplit_once('^') else { return Some(line) };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match before.strip_suffix(' ') {
        Some(before) if is_name => Some(before),
        None if is_name && before.is_empty() => None,
        _ => Some(line),
    }
}

/// Keys of Logseq that set how a block is shown.
const SETTINGS: [&str; 8] = [
    "id",
    "collapsed",
    "heading",
    "background-color",
    "ls-type",
    "logseq.order-list-type",
    "card-last-interval",
    "file-path",
];

/// `line` with a quotation sign that an export wrote as an entity.
fn unescaped(line: &str) -> String {
    match line.strip_prefix("&gt; ") {
        Some(rest) => format!("> {rest}"),
        None => line.to_owned(),
    }
}

/// The first line of a callout, `> [!note]- Title`, as a heading in its quotation.
fn callout(line: &str) -> String {
    let open = line.trim_start_matches([' ', '>']);
    let signs = line.strip_suffix(open).unwrap_or("");
    let rest = open.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
    match rest {
        Some((kind, title))
            if signs.contains('>')
                && kind.chars().all(|c| c.is_alphanumeric() || "-_|".contains(c)) =>
        {
            match title.trim_start_matches(['-', '+']).trim() {
                "" => signs.to_owned(),
                title => format!("{signs}###### {title}"),
            }
        }
        _ => line.to_owned(),
    }
}

/// Where in a line so many backticks stand on end.
struct Ticks(HashMap<usize, Vec<usize>>);

impl Ticks {
    fn of(line: &str) -> Self {
        let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut at = 0;
        for part in line.as_bytes().chunk_by(|a, b| (*a == b'`') == (*b == b'`')) {
            if part.starts_with(b"`") {
                runs.entry(part.len()).or_default().push(at);
            }
            at += part.len();
        }
        Self(runs)
    }

    /// Bytes of the code that `ticks` backticks at `at` begin, with those that end it; where none do, they alone.
    fn closed(&self, at: usize, ticks: usize) -> usize {
        let same = self.0.get(&ticks).map_or(&[][..], Vec::as_slice);
        let next = same.get(same.partition_point(|run| *run <= at));
        next.map_or(ticks, |close| close + ticks - at)
    }
}

/// Writes `line`, changed outside of its code. `commented`: a comment of an earlier line is open.
fn outside_code(line: &str, commented: &mut bool, closes_later: bool, out: &mut String) {
    let mut rest = line;
    let mut marked = false;
    let code = Ticks::of(line);
    while !rest.is_empty() {
        if *commented {
            let Some((_, after)) = rest.split_once("%%") else { return };
            *commented = false;
            rest = after;
            continue;
        }
        let Some(at) = rest.find(['`', '%', '{', '=', '(', '^']) else { break };
        let Some((plain, here)) = rest.split_at_checked(at) else { break };
        out.push_str(plain);
        if here.starts_with('`') {
            let ticks = here.len() - here.trim_start_matches('`').len();
            let sign = here.get(..ticks).unwrap_or("`");
            let whole = code.closed(line.len() - here.len(), ticks);
            out.push_str(here.get(..whole).unwrap_or(sign));
            rest = here.get(whole..).unwrap_or("");
        } else if let Some(inner) = here.strip_prefix("%%") {
            match inner.split_once("%%") {
                Some((_, after)) => rest = after,
                None if closes_later => {
                    *commented = true;
                    return;
                }
                None => {
                    out.push_str("%%");
                    rest = inner;
                }
            }
        } else if let Some((figures, after)) = raised(here).filter(|_| !plain.ends_with(' ')) {
            out.extend(["<sup>", figures, "</sup>"]);
            rest = after;
        } else if let Some((caption, after)) = template(here) {
            if let Some(caption) = caption {
                out.extend(["![", caption, "](#)"]);
            }
            rest = after;
        } else if let Some(inner) = here.strip_prefix("==")
            && highlights(inner, marked)
        {
            out.push_str(if marked { "</mark>" } else { "<mark>" });
            marked = !marked;
            rest = inner;
        } else {
            let sign = here.chars().next().map_or(1, char::len_utf8);
            out.push_str(here.get(..sign).unwrap_or(""));
            rest = here.get(sign..).unwrap_or("");
        }
    }
    out.push_str(rest);
}

/// Whether `==` before `inner` opens words that another one closes in this line, or, if some are
/// `open`, closes them.
fn highlights(inner: &str, open: bool) -> bool {
    if open {
        return true;
    }
    let hugs = inner.starts_with(|c: char| !c.is_whitespace() && c != '=');
    let close = inner.find("==").and_then(|at| inner.get(..at));
    hugs && close.is_some_and(|words| !words.is_empty() && !words.ends_with(' '))
}

/// Figures that Pandoc sets above the line, `^6^`, at the start of `here`, and what follows them.
fn raised(here: &str) -> Option<(&str, &str)> {
    let inner = here.strip_prefix('^')?;
    let length = inner.bytes().take(5).position(|b| b == b'^').filter(|length| *length > 0)?;
    let (figures, after) = (inner.get(..length)?, inner.get(length + 1..)?);
    (figures.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then_some((figures, after))
}

/// Bytes, at most, of a template.
const TEMPLATE: usize = 1_000;

/// A template, shortcode, attribute list or reference to a block at the start of `here`: the title of the
/// picture that it stands for, and what follows it.
fn template(here: &str) -> Option<(Option<&str>, &str)> {
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"), ("{:", "}")] {
        let near = here.get(..here.floor_char_boundary(TEMPLATE)).unwrap_or(here);
        let Some(inner) = near.strip_prefix(open).and_then(|rest| rest.split(close).next()) else {
            continue;
        };
        let Some(after) =
            here.get(open.len() + inner.len()..).and_then(|rest| rest.strip_prefix(close))
        else {
            continue;
        };
        let figure = inner.trim_start().starts_with("figure") || inner.contains(" image ");
        let caption = ["caption=\"", "title=\"", "alt=\""]
            .iter()
            .find_map(|key| inner.split_once(key)?.1.split('"').next())
            .filter(|caption| figure && !caption.is_empty());
        return Some((caption, after));
    }
    let (name, after) = here.strip_prefix("((")?.split_once("))")?;
    let named = name.len() >= 30 && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    named.then_some((None, after))
}

#[cfg(test)]
mod tests {
    use super::to_common;

    #[test]
    fn marks_of_other_programs_become_common_ones_or_go() {
        for (source, common) in [
            ("It ==may not last== long.", "It <mark>may not last</mark> long."),
            ("a == b and c == d", "a == b and c == d"),
            ("Seen %%by me%% twice.", "Seen  twice."),
            ("One.\n%%\nmine\n%%\nTwo.", "One.\n\n\n\nTwo."),
            ("100%% sure", "100%% sure"),
            ("The wall. ^wall-1", "The wall."),
            ("^wall-1", ""),
            ("2 ^ 3", "2 ^ 3"),
            ("10^6^ litres, x^2 and y^2", "10<sup>6</sup> litres, x^2 and y^2"),
            ("> [!note]- The minutes\n> They met.", "> ###### The minutes\n> They met."),
            ("> [!note]\n> They met.", "> \n> They met."),
            ("{% include toc.html %}", ""),
            ("{{< figure src=\"a.jpg\" title=\"The dock\" >}}", "![The dock](#)"),
            ("Text.\n{: .notice}", "Text.\n"),
            ("- id:: 64f0\n- The dock.", "\n- The dock."),
            ("See ((64f0c0de-1111-2222-3333-444455556666)).", "See ."),
            ("A (small) {brace} f(x).", "A (small) {brace} f(x)."),
            ("`==a== %%b%%` c", "`==a== %%b%%` c"),
            ("```\n==a==\n%%\n```\n==b==", "```\n==a==\n%%\n```\n<mark>b</mark>"),
            ("&gt; Said.", "> Said."),
            ("two == three== four", "two == three== four"),
            ("two ==three four", "two ==three four"),
            ("two ==three == four", "two ==three == four"),
            ("===two== three", "=<mark>two</mark> three"),
        ] {
            assert_eq!(to_common(source), common, "{source}");
        }
    }
}
