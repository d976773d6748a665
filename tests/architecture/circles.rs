//! No files that use each other in a circle. A name counts as of the file that defines it: what a module
//! only hands on (`pub use`, `mod`) leads through it and is no use of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

type Module = Vec<String>;

/// What a file uses, and what it hands on under which name.
#[derive(Default)]
struct Uses {
    used: Vec<Module>,
    handed_on: BTreeMap<String, Module>,
}

struct Crate(BTreeMap<Module, Uses>);

impl Crate {
    fn of(files: Vec<(PathBuf, String)>) -> Self {
        let read = |(path, source): (PathBuf, String)| {
            let path = path.with_extension("");
            let names = path.iter().map(|name| name.to_string_lossy().into_owned());
            (names.filter(|name| name != "mod" && name != "lib").collect(), uses(&source))
        };
        Self(files.into_iter().map(read).collect())
    }

    /// The file in which the last name of `path`, as it stands in `module`, is defined.
    fn definer(&self, module: &Module, path: &[String], hops: usize) -> Option<Module> {
        let mut path = path;
        let mut at = match path.first()?.as_str() {
            "crate" => {
                path = &path[1..];
                Module::new()
            }
            "super" | "self" => module.clone(),
            child => {
                let below = [module.as_slice(), &[child.to_owned()]].concat();
                self.0.contains_key(&below).then(|| module.clone())?
            }
        };
        while let Some("super" | "self") = path.first().map(String::as_str) {
            if path[0] == "super" {
                at.pop();
            }
            path = &path[1..];
        }
        while let Some(name) = path.first() {
            let below = [at.as_slice(), std::slice::from_ref(name)].concat();
            if !self.0.contains_key(&below) {
                break;
            }
            (at, path) = (below, &path[1..]);
        }
        let handed = path.first().and_then(|name| self.0.get(&at)?.handed_on.get(name));
        let through = handed.filter(|_| hops < 8).and_then(|on| self.definer(&at, on, hops + 1));
        through.or_else(|| self.0.contains_key(&at).then_some(at))
    }

    /// Every file that is reached from itself.
    fn in_circles(&self) -> BTreeSet<String> {
        let edges: BTreeMap<&Module, BTreeSet<Module>> = self
            .0
            .iter()
            .map(|(module, uses)| {
                let used = uses.used.iter().filter_map(|path| self.definer(module, path, 0));
                (module, used.filter(|other| other != module && !other.is_empty()).collect())
            })
            .collect();
        let reaches_itself = |module: &&Module| {
            let mut seen = BTreeSet::new();
            let mut next: Vec<&Module> = edges[*module].iter().collect();
            while let Some(other) = next.pop() {
                if other == *module {
                    return true;
                }
                if seen.insert(other) {
                    next.extend(&edges[other]);
                }
            }
            false
        };
        self.0.keys().filter(reaches_itself).map(|module| module.join("/")).collect()
    }
}

/// The paths that `source` uses, outside of its tests.
fn uses(source: &str) -> Uses {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n").collect();
    // Who may see a name says nothing of what is used.
    let code: String = code
        .split("pub(in ")
        .enumerate()
        .map(|(at, part)| match part.split_once(')') {
            Some((_, rest)) if at > 0 => format!("pub{rest}"),
            _ => part.to_owned(),
        })
        .collect();
    let mut uses = Uses::default();
    let mut rest = code.as_str();
    while let Some((line, behind)) = rest.split_once('\n') {
        let words = line.trim_start();
        let tree = words
            .strip_prefix("use ")
            .map(|_| false)
            .or_else(|| (words.starts_with("pub") && words.contains(" use ")).then_some(true));
        if let Some(public) = tree {
            let statement = rest.split(';').next().unwrap_or("");
            let paths = statement.split_once("use ").map(|(_, tree)| expand(tree));
            for path in paths.unwrap_or_default() {
                if public {
                    uses.handed_on.extend(path.last().cloned().map(|name| (name, path.clone())));
                } else {
                    uses.used.push(path);
                }
            }
        }
        rest = behind;
    }
    for prefix in ["crate::", "super::"] {
        for (at, _) in code.match_indices(prefix) {
            let before = code.get(..at).and_then(|before| before.chars().next_back());
            let rest = code.get(at..).unwrap_or("");
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')));
            let path = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
            let line = code.get(..at).unwrap_or("").rsplit('\n').next().unwrap_or("");
            let in_use = line.contains("use ") || path.ends_with("::");
            let inside = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
            if !in_use && !inside {
                uses.used.push(path.split("::").map(str::to_owned).collect());
            }
        }
    }
    uses
}

/// The paths of what stands behind `use`.
fn expand(tree: &str) -> Vec<Module> {
    let tree = tree.trim();
    let names = |path: &str| -> Module {
        let path = path.split(" as ").next().unwrap_or("");
        path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let Some((before, group)) = tree.split_once('{') else { return vec![names(tree)] };
    let group = group.trim().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut start, mut paths) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let inner = group.get(start..at).unwrap_or("").trim();
                start = at + 1;
                if !inner.is_empty() {
                    let below = expand(inner).into_iter();
                    paths.extend(below.map(|path| [names(before), path].concat()));
                }
            }
            _ => {}
        }
    }
    paths
}

#[test]
fn a_circle_is_seen_through_what_is_handed_on_and_a_parent_is_none() {
    let file = |path: &str, source: &str| (PathBuf::from(path), source.to_owned());
    let files = vec![
        file("lib.rs", "pub mod a;\npub mod b;\n"),
        file("a/mod.rs", "mod one;\nmod two;\npub use one::{One, Other as Another};\n"),
        file("a/one.rs", "use super::two::Two;\nuse crate::{\n    b::{self, B},\n};\n"),
        file("a/two.rs", "fn f() -> super::One {}\n"),
        file("b.rs", "// use crate::a::One;\n#[cfg(test)]\nmod tests { use crate::a::One; }\n"),
    ];
    let circles = Crate::of(files).in_circles();
    assert_eq!(circles.into_iter().collect::<Vec<_>>(), ["a/one", "a/two"]);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = Crate::of(super::files()).in_circles();
    assert!(circles.is_empty(), "in a circle of uses: {circles:?}");
}

#[test]
fn the_room_has_no_other_name_for_what_the_domain_defines() {
    let aliases: Vec<String> = super::files()
        .into_iter()
        .filter(|(path, _)| path.starts_with("app"))
        .flat_map(|(path, source)| {
            let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or("").to_owned();
            let is_type = |name: &str| name.starts_with(char::is_uppercase);
            let types = |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(is_type);
            let alias = |line: &&str| {
                // What stands further in is a type of a trait, and has the trait's name.
                let named = line.starts_with("type ") || line.starts_with("pub type ");
                let line = line.trim_start();
                let handed_on = line.starts_with("pub use crate::") && types(line);
                let renamed = line.split_once(" as ").is_some_and(|(_, name)| is_type(name));
                handed_on || line.starts_with("use crate::") && renamed || named
            };
            let found: Vec<String> = code
                .lines()
                .filter(alias)
                .map(|line| format!("{}: {line}", path.display()))
                .collect();
            found
        })
        .collect();
    assert!(aliases.is_empty(), "{}", aliases.join("\n"));
}

#[test]
fn who_has_the_keys_is_asked_in_one_place() {
    let asks = |path: &std::path::Path, source: &str| {
        let drawing = path.starts_with("ui");
        let app = path.parent() == Some(std::path::Path::new("app"));
        let fields = [".list.typing", ".search.typing", ".quotes.typing", ".finding.field"];
        (drawing || app)
            && !path.ends_with("focus.rs")
            && fields.iter().any(|field| source.contains(field))
    };
    let elsewhere: Vec<_> = super::files()
        .into_iter()
        .filter(|(path, source)| asks(path, source))
        .map(|(path, _)| path)
        .collect();
    assert!(elsewhere.is_empty(), "ask `App::focus`: {elsewhere:?}");
}
