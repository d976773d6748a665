//! Bindings from TOML: `[reader] next-sentence = [")", "Right"]`.

use toml::Table;

use super::key::sequence;
use super::{Binding, Context, Keymap};
use crate::action::Action;
use crate::text::lines;

const DEFAULTS: &str = include_str!("../../assets/keys.toml");

/// What is wrong with one line of a key file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct KeyProblem {
    /// Line of the file, from 1; 0 where it concerns the whole.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// Sets of keys the program comes with, by the program whose habits they follow.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, strum::Display, strum::EnumString, strum::EnumIter,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Preset {
    /// Those of `keys.toml`.
    #[default]
    Vim,
    /// With the chords of Emacs.
    Emacs,
    /// With the keys of the pager.
    Less,
}

impl Preset {
    /// What it puts in the place of the defaults.
    const fn source(self) -> &'static str {
        match self {
            Self::Vim => "",
            Self::Emacs => include_str!("../../assets/presets/emacs.toml"),
            Self::Less => include_str!("../../assets/presets/less.toml"),
        }
    }

    /// All its keys: its own, over those of the program.
    pub fn keymap(self) -> Keymap {
        overlay(&defaults(), self.source()).0
    }
}

/// The keys the program comes with.
pub fn defaults() -> Keymap {
    overlay(&Keymap::default(), DEFAULTS).0
}

/// `base` with what the key file `source` says in place of it. An action named there loses its
/// former keys in that context; an empty list unbinds it. All mistakes are reported, the rest holds.
pub fn overlay(base: &Keymap, source: &str) -> (Keymap, Vec<KeyProblem>) {
    let table: Table = match source.parse() {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(0, |span| lines::number(source, span.start));
            return (base.clone(), vec![KeyProblem { line, message: error.message().to_owned() }]);
        }
    };
    let mut problems = Vec::new();
    let mut bindings = base.bindings().to_vec();
    for (context_name, actions) in &table {
        let Ok(context) = context_name.parse::<Context>() else {
            let message = format!("no screen is called “{context_name}”");
            problems.push(problem(source, context_name, message));
            continue;
        };
        for (name, keys) in actions.as_table().into_iter().flatten() {
            match read(context, name, keys) {
                Ok((action, mut read)) => {
                    bindings.retain(|b| b.context != context || b.action != action);
                    bindings.append(&mut read);
                }
                Err(message) => problems.push(problem(source, name, message)),
            }
        }
    }
    let keymap = Keymap::new(bindings);
    for (one, other) in keymap.clashes() {
        let message = format!(
            "in [{}] “{}” ({}) hides “{}” ({}); give one of them another key",
            one.context,
            one.notation(),
            one.action,
            other.notation(),
            other.action
        );
        problems.push(problem(source, &other.action.to_string(), message));
    }
    (keymap, problems)
}

/// One line: an action and its keys.
fn read(
    context: Context,
    name: &str,
    keys: &toml::Value,
) -> Result<(Action, Vec<Binding>), String> {
    let action = name
        .parse::<Action>()
        .map_err(|_| format!("no action is called “{name}”; `variorum keys` lists them"))?;
    let notations: Option<Vec<&str>> = match keys {
        toml::Value::String(one) => Some(vec![one]),
        toml::Value::Array(many) => many.iter().map(toml::Value::as_str).collect(),
        _ => None,
    };
    notations
        .ok_or_else(|| format!("“{name}” wants a list of keys such as [\"j\", \"Down\"]"))?
        .into_iter()
        .map(|notation| {
            let keys = sequence(notation).map_err(|error| error.to_string())?;
            Ok(Binding { context, keys, action })
        })
        .collect::<Result<_, _>>()
        .map(|bindings| (action, bindings))
}

fn problem(source: &str, word: &str, message: String) -> KeyProblem {
    let starts = |line: &str| line.trim_start().trim_start_matches('[').starts_with(word);
    KeyProblem { line: source.lines().position(starts).map_or(0, |line| line + 1), message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Resolution;

    #[test]
    fn the_defaults_are_sound() {
        let (keymap, problems) = overlay(&Keymap::default(), DEFAULTS);
        assert_eq!(problems, []);
        assert!(keymap.bindings().len() > 60);
    }

    #[test]
    fn the_presets_are_sound_and_leave_no_action_without_a_key() {
        use strum::IntoEnumIterator;
        for preset in Preset::iter() {
            let (keymap, problems) = overlay(&defaults(), preset.source());
            assert_eq!(problems, [], "{preset}");
            for binding in defaults().bindings() {
                let key = keymap.key_for(binding.context, binding.action);
                assert_ne!(key, "", "{preset}: {} in {}", binding.action, binding.context);
            }
        }
        let ctrl_x: Vec<_> = ["Ctrl-X", "Ctrl-C"].map(|key| key.parse().unwrap()).into();
        let leaves = Preset::Emacs.keymap().resolve(Context::Reader, &ctrl_x);
        assert_eq!(leaves, Resolution::Action(Action::QuitNow));
    }

    #[test]
    fn what_a_preset_binds_everywhere_holds_in_the_list_and_in_the_reader() {
        use strum::IntoEnumIterator;
        for preset in Preset::iter() {
            let (alone, _) = overlay(&Keymap::default(), preset.source());
            let keymap = preset.keymap();
            for binding in alone.of(Context::All) {
                for context in [Context::List, Context::Reader] {
                    let own = alone.of(context).any(|other| other.action == binding.action);
                    let meant = keymap.resolve(context, &binding.keys);
                    let same = meant == Resolution::Action(binding.action);
                    assert!(own || same, "{preset}: {} in {context}", binding.notation());
                }
            }
        }
    }

    #[test]
    fn a_file_of_the_reader_replaces_and_unbinds() {
        let (keymap, problems) =
            overlay(&defaults(), "[all]\nquit = [\"Ctrl-X\"]\n[reader]\nquote = []\n");
        assert_eq!(problems, []);
        let keys = [("Ctrl-X").parse().unwrap()];
        assert_eq!(keymap.resolve(Context::List, &keys), Resolution::Action(Action::Quit));
        let old = ["q".parse().unwrap()];
        assert_eq!(keymap.resolve(Context::List, &old), Resolution::Nothing);
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let (_, problems) = overlay(
            &defaults(),
            "[all]\nfly = [\"f\"]\ndown = [\"Ctrl-Nope\"]\nup = 3\n[moon]\nup = [\"u\"]\n",
        );
        let mut lines: Vec<_> = problems.iter().map(|p| p.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 3, 4, 5]);
    }

    #[test]
    fn hidden_keys_are_refused_with_both_names() {
        let (_, problems) = overlay(&defaults(), "[all]\nrepaint = [\"g\"]\n");
        assert!(problems.iter().any(|p| p.message.contains("hides")), "{problems:?}");
    }
}
