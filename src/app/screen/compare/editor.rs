//! Themes made, changed, merged and removed without leaving the room.

use crate::action::Action;
use crate::app::cx::{Cx, Flow};
use crate::app::widgets::Field;
use crate::compare::{Comparison, Term, Theme, ThemeId, ThemeOrigin, Tier};
use crate::keys::Key;

/// A line of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum EditField {
    /// What the reader calls the theme.
    #[strum(to_string = "name")]
    Name,
    /// What it is about.
    #[strum(to_string = "description")]
    Description,
    /// Terms of which one is enough.
    #[strum(to_string = "core")]
    Core,
    /// Terms of which two are needed.
    #[strum(to_string = "support")]
    Support,
    /// Words that never count.
    #[strum(to_string = "not")]
    Not,
}

impl EditField {
    /// All of them, from top to bottom.
    pub const ALL: [Self; 5] =
        [Self::Name, Self::Description, Self::Core, Self::Support, Self::Not];

    /// The place of the name among them.
    pub(super) const NAME: usize = 0;

    /// The place of the core terms among them.
    pub(super) const CORE: usize = 2;
}

/// In how many passages and articles a term stands, or what is wrong with it.
pub(super) type TermCount = Result<(usize, usize), String>;

/// A theme being written. Terms are parted by semicolons.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The theme as it was, if there was one.
    pub before: Option<Box<Theme>>,
    /// What is written, in the order of [`EditField::ALL`].
    pub fields: [Field; 5],
    /// The line with the cursor.
    pub at: usize,
    /// How often each term stands in the collection.
    pub counts: Vec<Counted>,
    /// Terms that the passages on which the reader ruled propose.
    pub proposed: Vec<String>,
    /// What was written when the reader was last told that leaving loses it; at first what stood there.
    let_go: [String; 5],
}

/// A term, and how often it stands in the collection.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The line it is written in.
    pub field: EditField,
    /// As it would be written into the theme.
    pub term: String,
    /// Passages and articles; or what is wrong with it.
    pub stands: TermCount,
}

impl Editor {
    /// An editor of this theme.
    pub(super) fn of(theme: &Theme, comparison: &Comparison) -> Self {
        let terms = |tier| {
            let terms: Vec<&str> = theme.tier(tier).map(|term| term.text.as_str()).collect();
            Field::new(&terms.join("; "))
        };
        let mut editor = Self {
            before: Some(Box::new(theme.clone())),
            fields: [
                Field::new(&theme.name),
                Field::new(&theme.description),
                terms(Tier::Core),
                terms(Tier::Support),
                terms(Tier::Not),
            ],
            at: EditField::CORE,
            counts: Vec::new(),
            proposed: comparison
                .themes()
                .iter()
                .position(|other| other.id == theme.id)
                .map_or_else(Vec::new, |row| comparison.learnt_terms(row))
                .into_iter()
                .map(|term| term.word)
                .collect(),
            let_go: Default::default(),
        };
        editor.let_go = editor.written();
        editor.count(comparison);
        editor
    }

    /// An editor for a new theme with these core terms.
    pub(super) fn fresh(core: &str, comparison: &Comparison) -> Self {
        let [name, description, _, support, not] = std::array::from_fn(|_| Field::default());
        let at = if core.is_empty() { 0 } else { EditField::CORE };
        let fields = [name, description, Field::new(core), support, not];
        let let_go = fields.each_ref().map(|field| field.text().to_owned());
        let mut editor =
            Self { before: None, fields, at, counts: Vec::new(), proposed: Vec::new(), let_go };
        editor.count(comparison);
        editor
    }

    /// The text of a line.
    pub fn text(&self, field: EditField) -> &str {
        let place = EditField::ALL.iter().position(|other| *other == field).unwrap_or(0);
        self.fields.get(place).map_or("", Field::text)
    }

    pub(super) fn key(&mut self, key: Key, comparison: &Comparison) {
        if let Some(field) = self.fields.get_mut(self.at)
            && field.key(key)
        {
            self.count(comparison);
        }
    }

    /// What is a matter of the editor itself while letters type.
    pub(super) fn act(
        &mut self,
        action: Action,
        comparison: Option<&Comparison>,
        cx: &mut Cx<'_>,
    ) -> Flow {
        match action {
            Action::AddTerm => self.add_term(comparison, cx),
            Action::Cancel if self.holds_back() => {
                cx.note("not saved: Enter saves, Esc again leaves it");
            }
            Action::Down | Action::NextPane => self.step(true),
            Action::Up => self.step(false),
            _ => return Flow::Ignored,
        }
        Flow::Stay
    }

    /// Puts the first of the proposed terms behind the core terms.
    fn add_term(&mut self, comparison: Option<&Comparison>, cx: &mut Cx<'_>) {
        if self.proposed.is_empty() {
            return cx
                .note("no term is proposed: rule on passages of the theme, and they propose some");
        }
        let term = self.proposed.remove(0);
        if let Some(field) = self.fields.get_mut(EditField::CORE) {
            let before = field.text().trim_end_matches([';', ' ']);
            let between = if before.is_empty() { "" } else { "; " };
            *field = Field::new(&format!("{before}{between}{term}"));
        }
        self.at = EditField::CORE;
        if let Some(comparison) = comparison {
            self.count(comparison);
        }
    }

    fn step(&mut self, down: bool) {
        let by = if down { 1 } else { self.fields.len() - 1 };
        self.at = (self.at + by) % self.fields.len();
    }

    /// Looks up how often each term stands in the collection.
    fn count(&mut self, comparison: &Comparison) {
        let aliases = &comparison.theme_set().aliases;
        let counted = |field: EditField, term: &str| {
            let stands = Term::parse(term, Tier::Core)
                .map(|term| comparison.model().spread(&term, aliases))
                .map_err(|error| error.to_string());
            Counted { field, term: term.to_owned(), stands }
        };
        let lines = [EditField::Core, EditField::Support, EditField::Not];
        self.counts = lines
            .into_iter()
            .flat_map(|field| split(self.text(field)).map(move |term| counted(field, term)))
            .collect();
    }

    /// The terms to be shown with their counts: those of the line with the cursor from the term at the
    /// cursor on, else all.
    pub fn counts_here(&self) -> impl Iterator<Item = &Counted> {
        let field = EditField::ALL.get(self.at).copied();
        let mut shown: Vec<&Counted> =
            self.counts.iter().filter(|counted| Some(counted.field) == field).collect();
        let before =
            self.fields.get(self.at).map_or(0, |field| field.before().matches(';').count());
        if shown.is_empty() {
            shown.extend(&self.counts);
        } else {
            let first = before.min(shown.len() - 1);
            shown.rotate_left(first);
        }
        shown.into_iter()
    }

    /// What is written now.
    fn written(&self) -> [String; 5] {
        self.fields.each_ref().map(|field| field.text().to_owned())
    }

    /// Whether leaving now would lose something; asked again about the same words, no more.
    fn holds_back(&mut self) -> bool {
        let written = self.written();
        let empty = written.iter().all(String::is_empty);
        let before = std::mem::replace(&mut self.let_go, written);
        self.let_go != before && !empty
    }

    /// The theme as written.
    pub(super) fn theme(&self) -> Result<Theme, String> {
        let name = self.text(EditField::Name).trim();
        let tiers = [
            (Tier::Core, EditField::Core),
            (Tier::Support, EditField::Support),
            (Tier::Not, EditField::Not),
        ];
        let mut terms = Vec::new();
        for (tier, field) in tiers {
            for text in split(self.text(field)) {
                terms.push(Term::parse(text, tier).map_err(|error| error.to_string())?);
            }
        }
        // A name or a description ranks passages by itself: that is how people begin.
        let marking = terms.iter().find(|term| term.tier != Tier::Not);
        let first = marking.map(|term| term.text.clone()).unwrap_or_default();
        let description = self.text(EditField::Description).trim();
        let mut names = [name, first.as_str(), description].into_iter();
        let Some(name) = names.find(|name| !name.is_empty()) else {
            return Err("not saved: a theme needs a name, a description or a term".to_owned());
        };
        let description =
            if first.is_empty() && description.is_empty() { name } else { description };
        let (name, description) = (name.to_owned(), description.to_owned());
        let before = self.before.as_deref();
        Ok(Theme {
            id: before.map_or_else(|| ThemeId::from_words(&name), |theme| theme.id.clone()),
            name,
            description,
            terms,
            origin: before.map_or(ThemeOrigin::Made, |theme| theme.origin.clone()),
        })
    }
}

/// The terms of a line.
fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split(';').map(str::trim).filter(|term| !term.is_empty())
}
