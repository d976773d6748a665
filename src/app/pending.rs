//! Work asked of the outside, and which answer still counts.

/// Questions of one kind, numbered; only the answer to the last one counts, and `then` is done with it.
#[derive(Debug, Clone)]
pub struct Pending<T> {
    last: u64,
    then: Option<T>,
}

impl<T> Default for Pending<T> {
    fn default() -> Self {
        Self { last: 0, then: None }
    }
}

impl<T> Pending<T> {
    /// A new question in place of any before; returns its number.
    pub fn ask(&mut self, then: T) -> u64 {
        self.last += 1;
        self.then = Some(then);
        self.last
    }

    /// Whether the answer of this number is to the last question, and not an earlier one.
    pub const fn is_current(&self, number: u64) -> bool {
        self.last == number
    }

    /// What is to be done with the answer of this number; nothing where it is out of date or no longer
    /// wanted.
    pub fn answer(&mut self, number: u64) -> Option<T> {
        if self.is_current(number) { self.then.take() } else { None }
    }

    /// What is to be done with the answer that is waited for.
    pub const fn waiting(&self) -> Option<&T> {
        self.then.as_ref()
    }

    /// The answer is no longer wanted.
    pub fn give_up(&mut self) {
        self.then = None;
    }

    /// What was asked before is out of date without a new question.
    pub fn forget(&mut self) {
        self.last += 1;
        self.then = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_answer_to_the_last_question_counts_and_once() {
        let mut pending = Pending::default();
        let first = pending.ask("first");
        let second = pending.ask("second");
        assert_eq!(pending.answer(first), None, "overtaken");
        assert_eq!(pending.waiting(), Some(&"second"));
        assert_eq!(pending.answer(second), Some("second"));
        assert_eq!((pending.answer(second), pending.waiting()), (None, None), "answered");
    }

    #[test]
    fn what_was_given_up_or_forgotten_is_answered_in_vain() {
        let mut pending = Pending::default();
        let number = pending.ask(());
        pending.give_up();
        assert!(pending.is_current(number) && pending.answer(number).is_none());
        let number = pending.ask(());
        pending.forget();
        assert!(!pending.is_current(number) && pending.answer(number).is_none());
    }
}
