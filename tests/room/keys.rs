//! No key is dead: where help lists it, it does something or says why not.

use strum::IntoEnumIterator;

use crate::support::{TestRoom, painted};
use variorum::app::Event;
use variorum::keys::{Binding, Context};

/// Ways into each context, to places with something before, behind, above or below.
const fn ways_into(context: Context) -> &'static [&'static str] {
    match context {
        Context::All | Context::List => &["Enter q j j x J", "& \"minsk\" Enter"],
        Context::Reader => &["Enter / \"minsk\" Enter 4G ) j j"],
        Context::Selecting => &["Enter / \"minsk\" Enter 4G ) j j v l l", "Enter 2G ) v l l o"],
        Context::Compare => &["c j j l"],
        Context::Columns => &["c Enter j j", "c Enter J l j"],
        Context::Parallels => &["c Enter = j", "c Enter = j )", "c Enter = j J l j"],
        Context::Quotes => &["Enter a } a } a gq j J"],
        Context::Overlay => &["Enter t j", "Enter 3G T j", "c P j", "c P Tab j"],
        Context::Search => &["s \"minsk_war\" Tab j j x J", "s \"minsk_war\" Tab"],
        Context::Typing => &[],
    }
}

/// Whether the keys change what is seen, ask something of the outside, or say why they do not.
fn does_something(room: &TestRoom, binding: &Binding) -> bool {
    let mut app = room.app.clone();
    let mut effects = 0;
    for key in &binding.keys {
        effects += app.handle(Event::Key(*key)).len();
    }
    effects > 0 || app.message.is_some() || painted(&app) != room.buffer()
}

#[test]
fn no_key_that_help_lists_is_dead() {
    let mut dead = Vec::new();
    for context in Context::iter().filter(|context| *context != Context::All) {
        let folder = tempfile::tempdir().unwrap();
        let rooms: Vec<TestRoom> = ways_into(context)
            .iter()
            .map(|way| {
                let mut room = TestRoom::sample(120, 32).with_quotes(folder.path());
                room.press(way).app.message = None;
                assert_eq!(room.app.context(), context, "{way}");
                room
            })
            .collect();
        for binding in rooms.first().into_iter().flat_map(|room| room.app.keymap.of(context)) {
            if !rooms.iter().any(|room| does_something(room, binding)) {
                dead.push(format!("{context}: {} {}", binding.notation(), binding.action));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

#[test]
fn a_keyboard_of_another_script_gives_commands_by_the_place_of_its_keys() {
    for (foreign, latin) in [("о о", "j j"), ("п д", "g l"), ("П", "G"), ("ξ", "j"), ("ы", "s")]
    {
        let mut rooms = [foreign, latin].map(|keys| {
            let mut room = TestRoom::sample(100, 30);
            room.press("Enter").press(keys);
            room.text()
        });
        let [foreign, latin] = &mut rooms;
        assert_eq!(foreign, latin);
    }
    let mut room = TestRoom::sample(100, 30);
    room.press("& \"мир\"");
    assert_eq!(room.app.list.filter.text(), "мир", "letters that are typed stay as they are");
}
