//! The signs that Rich Text is written in.

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: what follows the stroke.
    Symbol(u8),
    /// A byte of text in the code page that holds here.
    Byte(u8),
}

/// Takes bytes apart.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// The signs in `bytes`.
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Leaves out so many bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.pass(1);
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
            let byte = digit(0).zip(digit(1)).and_then(|(a, b)| u8::try_from(a * 16 + b).ok());
            self.pass(if byte.is_some() { 2 } else { 0 });
            return Some(Token::Byte(byte.unwrap_or(b'?')));
        }
        let letters = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (name, rest) = self.rest.split_at_checked(letters)?;
        let sign = usize::from(rest.first() == Some(&b'-'));
        let figures = rest.iter().skip(sign).take_while(|b| b.is_ascii_digit()).count();
        let number = rest.get(..sign + figures).and_then(|text| std::str::from_utf8(text).ok());
        let taken = if figures > 0 { sign + figures } else { 0 };
        let number = number.filter(|_| taken > 0).and_then(|text| text.parse().ok());
        let space = usize::from(rest.get(taken) == Some(&b' '));
        self.rest = rest.get(taken + space..).unwrap_or_default();
        Some(Token::Word(std::str::from_utf8(name).unwrap_or(""), number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}
