//! Which keys mean what, where.

use super::Key;
use crate::action::Action;

/// Where a binding holds. A screen's own bindings go before those of `All`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Context {
    /// Every screen.
    All,
    /// The list of articles.
    List,
    /// One article, or two, being read.
    Reader,
    /// The reader while words or sentences are selected. What the reader binds holds here too.
    Selecting,
    /// The hits of a search.
    Search,
    /// The matrix of themes and articles.
    Compare,
    /// The passages of one theme side by side.
    Columns,
    /// What the others say to a passage.
    Parallels,
    /// The list of what was kept.
    Quotes,
    /// Overlays that are lists: help, contents, problems.
    Overlay,
    /// While letters type.
    Typing,
}

impl Context {
    /// Whether the bindings of `All` hold too.
    const fn inherits(self) -> bool {
        !matches!(self, Self::Typing | Self::Overlay)
    }

    /// The screen whose bindings hold too, below its own and above those of `All`.
    const fn within(self) -> Option<Self> {
        if matches!(self, Self::Selecting) { Some(Self::Reader) } else { None }
    }
}

/// A sequence of keys and what it does in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, one after the other.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

impl Binding {
    /// The keys as written in the help.
    pub fn notation(&self) -> String {
        notation(&self.keys)
    }
}

/// Keys one after the other, as written in the help and in `keys.toml`.
pub fn notation(keys: &[Key]) -> String {
    let single = keys.iter().all(|key| key.typed().is_some_and(|c| c != ' '));
    let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
    keys.join(if single { "" } else { " " })
}

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// The keys pressed mean this.
    Action(Action),
    /// The start of something longer.
    Waiting,
    /// The keys pressed mean nothing here.
    Nothing,
}

/// All bindings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Keymap {
    /// A keymap of these bindings, in the order in which help shows them.
    pub const fn new(bindings: Vec<Binding>) -> Self {
        Self { bindings }
    }

    /// All bindings, in order.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What holds in `context`, its own bindings first.
    pub fn of(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let own = self.bindings.iter().filter(move |b| b.context == context);
        let within = self.bindings.iter().filter(move |b| {
            let hidden = || self.bindings.iter().any(|o| o.context == context && o.keys == b.keys);
            Some(b.context) == context.within() && !hidden()
        });
        let shared = self.bindings.iter().filter(move |b| {
            context.inherits() && context != Context::All && b.context == Context::All
        });
        own.chain(within).chain(shared)
    }

    /// What `keys` mean in `context`.
    pub fn resolve(&self, context: Context, keys: &[Key]) -> Resolution {
        let mut waiting = false;
        for binding in self.of(context) {
            if binding.keys == keys {
                return Resolution::Action(binding.action);
            }
            waiting |= binding.keys.starts_with(keys);
        }
        if waiting { Resolution::Waiting } else { Resolution::Nothing }
    }

    /// What may follow `keys` in `context`: the keys still to be pressed, and what they do then.
    pub fn following(&self, context: Context, keys: &[Key]) -> Vec<(String, Action)> {
        let longer = self.of(context).filter(|b| b.keys.starts_with(keys) && b.keys != keys);
        let rest = |b: &Binding| b.keys.get(keys.len()..).map_or_else(String::new, notation);
        longer.map(|b| (rest(b), b.action)).collect()
    }

    /// How `action` is called up in `context`: its first key there; empty if it has none.
    pub fn key_for(&self, context: Context, action: Action) -> String {
        self.of(context).find(|b| b.action == action).map(Binding::notation).unwrap_or_default()
    }

    /// Pairs of bindings that cannot both be reached: the same keys, or one the start of the other,
    /// in one context. A screen may give a key of `all` another meaning, but not a longer one.
    pub fn clashes(&self) -> Vec<(&Binding, &Binding)> {
        let mut clashes = Vec::new();
        for (i, one) in self.bindings.iter().enumerate() {
            for other in self.bindings.iter().skip(i + 1) {
                let same_place = one.context == other.context;
                let over_all = one.keys != other.keys
                    && (one.context == Context::All && other.context.inherits()
                        || other.context == Context::All && one.context.inherits());
                let hides = one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys);
                if hides && (same_place || over_all) {
                    clashes.push((one, other));
                }
            }
        }
        clashes
    }
}
