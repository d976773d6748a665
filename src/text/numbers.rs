//! Numbers as people read them.

/// With a comma after every three figures: “3,633”.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// “1 quote”, “3 quotes”.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(counted(1, "quote"), "1 quote");
        assert_eq!(counted(3633, "word"), "3,633 words");
    }
}
