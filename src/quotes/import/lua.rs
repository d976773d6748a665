//! The tables in which `KOReader` keeps what was marked in a book: `return { ["annotations"] = { … } }`.

use serde_json::{Map, Value};

/// Tables in one another.
const DEPTH: usize = 32;

/// The table that `source` returns; `None` if it is none. One whose keys are numbers is a list.
pub(super) fn read(source: &str) -> Option<Value> {
    let mut rest = Source(source);
    rest.space();
    rest.take("return")?;
    let value = rest.value(DEPTH)?;
    value.is_object().then_some(value)
}

/// What is left to be read.
struct Source<'a>(&'a str);

impl Source<'_> {
    /// Passes over spaces and comments.
    fn space(&mut self) {
        loop {
            self.0 = self.0.trim_start();
            let Some(comment) = self.0.strip_prefix("--") else { return };
            self.0 = comment.split_once('\n').map_or("", |(_, rest)| rest);
        }
    }

    /// Takes `token` and the space behind it.
    fn take(&mut self, token: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(token)?;
        self.space();
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let value = match self.0.chars().next()? {
            '{' => self.table(depth)?,
            '"' => Value::String(self.string()?),
            _ => self.word()?,
        };
        self.space();
        Some(value)
    }

    /// A number, `true`, `false` or `nil`.
    fn word(&mut self) -> Option<Value> {
        let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '+');
        let (word, rest) = self.0.split_at(self.0.find(ends).unwrap_or(self.0.len()));
        self.0 = rest;
        match word {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "nil" => Some(Value::Null),
            _ => word
                .parse::<i64>()
                .map(Value::from)
                .or_else(|_| word.parse::<f64>().map(Value::from))
                .ok(),
        }
    }

    fn table(&mut self, depth: usize) -> Option<Value> {
        self.take("{")?;
        let (mut named, mut listed) = (Map::new(), Vec::new());
        while !self.0.starts_with('}') {
            if self.0.starts_with('[') {
                self.take("[")?;
                let key = self.value(depth)?;
                self.take("]")?;
                self.take("=")?;
                let value = self.value(depth)?;
                match key {
                    Value::Number(_) => listed.push(value),
                    Value::String(key) => drop(named.insert(key, value)),
                    _ => return None,
                }
            } else {
                listed.push(self.value(depth)?);
            }
            if self.take(",").or_else(|| self.take(";")).is_none() {
                break;
            }
        }
        self.take("}")?;
        Some(if named.is_empty() { Value::Array(listed) } else { Value::Object(named) })
    }

    /// A string with its escapes: `\"`, `\n`, `\` before the end of a line, `\116`.
    fn string(&mut self) -> Option<String> {
        let mut read = Vec::new();
        let mut bytes = self.0.bytes().enumerate().skip(1).peekable();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'"' => {
                    self.0 = self.0.get(at + 1..)?;
                    return String::from_utf8(read).ok();
                }
                b'\\' => match bytes.next()?.1 {
                    b'n' => read.push(b'\n'),
                    b't' => read.push(b'\t'),
                    b'r' => read.push(b'\r'),
                    digit @ b'0'..=b'9' => {
                        let mut code = u32::from(digit - b'0');
                        for _ in 0..2 {
                            let next = bytes.next_if(|(_, byte)| byte.is_ascii_digit());
                            let Some((_, digit)) = next else { break };
                            code = code * 10 + u32::from(digit - b'0');
                        }
                        read.push(u8::try_from(code).ok()?);
                    }
                    other => read.push(other),
                },
                byte => read.push(byte),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tables_are_read_with_their_escapes_and_nothing_else_is() {
        let source = "-- kept by a reader\nreturn {\n  [\"annotations\"] = {\n    [1] = { [\"text\"] = \
                      \"the \\\"rope\\\"\\nis \\116ied\", [\"pageno\"] = 12, },\n  },\n  [\"at\"] = -0.5,\n}\n";
        let wanted =
            json!({"annotations": [{"text": "the \"rope\"\nis tied", "pageno": 12}], "at": -0.5});
        assert_eq!(read(source), Some(wanted));
        for other in ["", "return", "return 3", "return {", "return { [\"a\"] = \"b", "plain words"]
        {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(read(&format!("return {}", "{".repeat(100_000))), None);
        for end in (0..source.len()).filter(|end| source.is_char_boundary(*end)) {
            let _ = read(source.get(..end).unwrap_or_default());
        }
    }
}
