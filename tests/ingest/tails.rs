//! What stands behind an article is told by how it stands, whatever its words are.

use std::path::Path;

use variorum::collection::BlockKind;
use variorum::ingest;

const ENGLISH: &str = "The lock was shut on Monday, and the barges lay three abreast in the basin until dark.\n\n\
    Nobody on the quay had been told why. The keeper said that the gates had stuck, and that he had written twice.\n\n\
    On Thursday a diver went down. He found a bicycle, two chairs and the hinge that had come off.";
const GERMAN: &str = "Die Schleuse blieb am Montag zu, und die Kähne lagen bis zum Abend zu dritt im Becken.\n\n\
    Am Kai wusste niemand, warum. Der Wärter sagte, die Tore hätten geklemmt, und er habe zweimal geschrieben.\n\n\
    Am Donnerstag ging ein Taucher hinab und fand ein Fahrrad, zwei Stühle und das Scharnier.";
const FRENCH: &str = "L’écluse est restée fermée lundi, et les péniches ont attendu dans le bassin jusqu’au soir.\n\n\
    Personne sur le quai ne savait pourquoi. L’éclusier a dit que les portes étaient bloquées depuis dimanche.\n\n\
    Jeudi, un plongeur est descendu et a trouvé un vélo, deux chaises et la charnière.";
const RUSSIAN: &str = "Шлюз в понедельник не открыли, и баржи до темноты стояли в бассейне по три в ряд.\n\n\
    На набережной никто не знал почему. Смотритель сказал, что ворота заклинило и что он дважды писал об этом.\n\n\
    В четверг спустился водолаз и нашёл велосипед, два стула и оторванную петлю.";

/// Bodies with tails of many words.
const TAILS: &[(&str, &[&str])] = &[
    (
        ENGLISH,
        &[
            "Could you do better?",
            "Send us a column and reach the 900 members of our garden club.",
            "Apply today",
        ],
    ),
    (
        ENGLISH,
        &[
            "Ready to help?",
            "We print what gardeners send us, and your piece may be next.",
            "Begin here",
        ],
    ),
    (
        ENGLISH,
        &[
            "Registration complete",
            "Register for our letter",
            "Every second week we write on locks, weirs and the people who keep them.",
            "EN",
            "NL",
            "Register",
        ],
    ),
    (
        GERMAN,
        &[
            "Selbst schreiben?",
            "Schicken Sie uns Ihren Text, wir drucken ihn im nächsten Heft.",
            "Jetzt mitmachen",
        ],
    ),
    (
        GERMAN,
        &[
            "Erfolgreich abonniert",
            "Newsletter abonnieren",
            "Einmal im Monat schreiben wir Ihnen über Schleusen und Wehre.",
            "DE",
            "Abonnieren",
        ],
    ),
    (
        FRENCH,
        &[
            "Une idée ?",
            "Écrivez-nous : nous publions chaque mois vos textes sur les canaux.",
            "Proposer un texte",
        ],
    ),
    (
        FRENCH,
        &["À lire aussi", "Cinq promenades le long du canal", "Le cuisinier qui ne part jamais"],
    ),
    (
        RUSSIAN,
        &["Хотите помочь?", "Пришлите нам свой текст, и мы напечатаем его для вас.", "Отправить"],
    ),
    (RUSSIAN, &["Читайте также", "Пять прогулок вдоль канала", "Повар, который не уходит"]),
];

/// Ends of articles that are text, although they look like such tails.
const TEXTS: &[&[&str]] = &[
    &[
        "What will they do now?",
        "We have written to our council, said the keeper, and you may read what it says.",
    ],
    &[
        "And tomorrow?",
        "We shall see whether our gates hold, and you will hear of it.",
        "Otto Halm",
    ],
    &["Our lock is ours, and we keep it for you."],
];

fn kinds(body: &str, tail: &[&str]) -> Vec<(BlockKind, String)> {
    let source = format!("{body}\n\n{}\n", tail.join("\n\n"));
    let article = ingest::read(Path::new("a.txt"), source.as_bytes()).unwrap();
    let block = |block: &variorum::collection::Block| {
        (block.kind, block.extent.of(article.text()).to_owned())
    };
    article.blocks().iter().map(block).collect()
}

#[test]
fn a_tail_in_other_words_is_still_told() {
    let mut wrong = Vec::new();
    for (body, tail) in TAILS {
        for (at, (kind, text)) in kinds(body, tail).into_iter().enumerate() {
            if (kind == BlockKind::Furniture) != (at >= 3) {
                wrong.push(format!("{kind}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn text_that_looks_like_a_tail_is_text() {
    for tail in TEXTS {
        for (kind, text) in kinds(ENGLISH, tail) {
            assert_ne!(kind, BlockKind::Furniture, "{text}");
        }
    }
}
