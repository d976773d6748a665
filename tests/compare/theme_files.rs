//! Theme files as readers write and break them.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use variorum::collection::Origin;
use variorum::compare::{Judgements, ThemeId, compare, theme};
use variorum::storage::Places;
use variorum::storage::themes::{folder, load};

use crate::support::{collection, themes};

#[test]
fn a_broken_theme_names_its_line_and_the_others_work() {
    let source = "schema = 1\n\n[[theme]]\nid = 'good'\ncore = ['ferry']\n\n[[theme]]\nid = 'bad'\ncore = [oops]\n\n\
                  [[theme]]\nid = 'half'\ncore = [\n  'pier',\n  'drag <99> war',\n]\n\n[[theme]]\nname = 'The Ferry'\ncores = ['x']\n";
    let (set, problems) = theme::parse(source, Path::new("themes.toml"));
    let ids: Vec<&str> = set.themes.iter().map(|theme| theme.id.0.as_str()).collect();
    // Without a term or a description nothing is looked for, and nothing can be silent.
    assert_eq!(ids, ["good", "half"]);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [9, 15, 20, 18]);
    assert!(problems[3].message.contains("“The Ferry” has no usable term"), "{problems:?}");
    assert_eq!(set.themes[1].terms[0].line, 14);
}

#[test]
fn a_newer_form_is_not_read() {
    let (set, problems) = theme::parse("schema = 2\n[[theme]]\nid='a'\n", Path::new("t.toml"));
    assert!(set.themes.is_empty());
    assert_eq!(problems.len(), 1);
}

#[test]
fn only_toml_files_of_the_folder_are_theme_files() {
    let home = tempfile::tempdir().unwrap();
    let places = Places::below(home.path());
    let folder = folder(&places);
    fs::create_dir_all(folder.join("old.toml")).unwrap();
    let theme = |id: &str| format!("[[theme]]\nid='{id}'\ncore=['{id}']\n");
    for (file, id) in [("b.toml", "b"), ("a.toml", "a"), ("c.txt", "c"), ("sample.toml", "d")] {
        fs::write(folder.join(file), theme(id)).unwrap();
    }
    let ids = |origin: &Origin| -> Vec<String> {
        let loaded = load(&places, origin);
        assert_eq!(loaded.problems, []);
        loaded.set.themes.into_iter().map(|theme| theme.id.0).collect()
    };
    assert_eq!(ids(&Origin::Library), ["a", "b"]);
    assert_eq!(ids(&Origin::Sample), ["a", "b", "d"]);
}

#[test]
fn changing_one_theme_leaves_every_other_line() {
    let source = "# mine\nschema = 1\n\n[[theme]] # first\nid = 'a' # keep\ncore = ['x']\n\n# about b\n[[theme]]\nid = 'b'\ncore = ['y']\n\n# end\n";
    let mut set = themes(source);
    let b = &mut set.themes[1];
    b.name = "Bee \"quoted\"".to_owned();
    let written = theme::replaced(source, &ThemeId("b".into()), b);
    assert!(written.starts_with("# mine\nschema = 1\n\n[[theme]] # first\nid = 'a' # keep"));
    assert!(written.contains("# about b\n") && written.ends_with("\n\n# end\n"), "{written}");
    assert_eq!(themes(&written).themes[1].name, "Bee \"quoted\"");
    let without = theme::removed(&written, &ThemeId("b".into()));
    assert_eq!(themes(&without).themes.len(), 1);
    let added = theme::replaced("", &ThemeId("b".into()), b);
    assert_eq!(themes(&added).themes[0].terms[0].text, "y");
}

proptest! {
    #[test]
    fn no_theme_file_is_too_odd_to_be_read(source in "(\\[\\[theme\\]\\]\n|id *= *'[ab]'\n|core *= *\\['[a-z<>~*=/ ]{0,12}'\\]\n|\\PC{0,20}\n){0,12}") {
        let (set, problems) = theme::parse(&source, Path::new("t.toml"));
        let lines = source.lines().count().max(1);
        prop_assert!(problems.iter().all(|p| (1..=lines + 1).contains(&p.line)));
        let _ = compare(&collection(&["a b c"]), set, &Judgements::default());
    }
}

#[test]
fn a_theme_is_found_by_its_id_before_any_name_and_by_its_name_whatever_its_case() {
    let set = themes(
        "[[theme]]\nid = 'b1'\nname = 'Piers'\ncore = ['pier']\n\n\
         [[theme]]\nid = 'b2'\nname = 'Ferries'\ncore = ['ferry']\n\n\
         [[theme]]\nid = 'Piers'\nname = 'Moles'\ncore = ['mole']\n",
    );
    let found = |wanted: &str| set.find(wanted).map(|theme| theme.id.0.as_str());
    assert_eq!(found("FERRIES"), Some("b2"));
    assert_eq!(found("piers"), Some("b1"));
    assert_eq!(found("Piers"), Some("Piers"));
    assert_eq!(found("tides"), None);
}
