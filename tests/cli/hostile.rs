//! Files, names and pipes that would end, bloat or mislead the program.

use std::fs;
use std::io::Write;

use crate::home::Home;
use crate::packed::packed;

const PLAIN: &str = "The pump house was locked at noon. Nobody had the key.\n";

/// A home with a plain article and others that stand in its way.
fn beside_plain(others: &[(&str, &str)]) -> Home {
    let home = Home::with(&[("plain.txt", PLAIN)]);
    for (name, contents) in others {
        home.write(&format!("articles/{name}"), contents);
    }
    home
}

/// What `list` finds wrong: each file with what is said of it. The plain article must be there.
#[track_caller]
fn problems(home: &Home) -> Vec<(String, String)> {
    let answer = home.variorum(["list", "articles", "--json"]).ends_with(0).json();
    let paths: Vec<&str> =
        answer["articles"].as_array().unwrap().iter().filter_map(|a| a["path"].as_str()).collect();
    assert!(paths.contains(&"articles/plain.txt"), "{paths:?}");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let problems = answer["problems"].as_array().unwrap().iter();
    problems.map(|problem| (text(&problem["path"]), text(&problem["message"]))).collect()
}

/// A book whose package has so many spaces in it.
fn book(spaces: usize) -> Vec<u8> {
    let container = r#"<container><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let package = format!(
        r#"<package version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>Locks</dc:title>{}<dc:language>en</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>"#,
        " ".repeat(spaces)
    );
    let chapter =
        "<html><body><p>The lock keeper left at noon. Nobody saw him go.</p></body></html>";
    packed::<str>(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("c.opf", &package),
        ("c.xhtml", chapter),
    ])
}

#[test]
fn what_would_break_a_reader_is_refused_before_it_is_read() {
    let front = |nested: String| format!("---\na: x\nb:\n {nested}x\n---\nText.\n").into_bytes();
    let page = |inside: String| format!("<html><body>{inside}</body></html>").into_bytes();
    let marks = (0..3_000).map(|n| format!("<p><b id={n}>x")).collect();
    let links = (0..3_000).map(|n| format!("<ul><li><font size={n}>x</ul>")).collect();
    let files = [
        ("items.md", front("- ".repeat(100_000)), "its front matter lies"),
        ("questions.txt", front("? ".repeat(20_000)), "its front matter lies"),
        ("flow.md", front("[".repeat(100) + &"]".repeat(100)), "its front matter lies"),
        ("maps.md", front("{a: ".repeat(100) + &"}".repeat(100)), "its front matter lies"),
        ("marks.html", page(marks), "its marks"),
        ("fonts.html", page(links), "its marks"),
        ("deep.html", page("<div>".repeat(20_000)), "its elements lie"),
        ("attributes.html", page(format!("<p {}>x", "a b ".repeat(9_000))), "attributes"),
        ("book.epub", book(20 << 20), "it unpacks to more than 16 MB"),
        ("groups.rtf", [br"{\rtf1 ".to_vec(), b"{".repeat(90_000)].concat(), "its groups lie"),
    ];
    let home = beside_plain(&[]);
    for (name, bytes, _) in &files {
        home.write(&format!("articles/{name}"), bytes);
    }
    home.write("articles/whole.epub", book(9));
    let said = problems(&home);
    for (name, _, why) in &files {
        let of = said.iter().filter(|(path, _)| path.ends_with(name));
        let of: Vec<&str> = of.map(|(_, message)| message.as_str()).collect();
        assert!(of.len() == 1 && of[0].contains(why), "{name}: {of:?}");
    }
    assert_eq!(said.len(), files.len(), "{said:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_over_which_its_reader_ends_costs_no_other() {
    // What no check foresees: here the reader has less memory than the file takes.
    let home = beside_plain(&[("large.html", &format!("<html><body>{}", "<p>x".repeat(700_000)))]);
    let mut shell = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_variorum");
    let script = format!("ulimit -v 400000; exec '{program}' list articles --json");
    shell.args(["-c", &script]).current_dir(home.root()).envs(home.variables());
    let ended = shell.output().unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap();
    let problems = answer["problems"].as_array().unwrap();
    assert_eq!((ended.status.code(), problems.len()), (Some(0), 1), "{problems:?}");
    assert!(problems[0]["message"].as_str().unwrap().contains("takes more than"), "{problems:?}");
    assert_eq!(answer["articles"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn folders_that_link_to_one_another_are_read_once() {
    let home = beside_plain(&[]);
    let count = 9;
    for here in 0..count {
        home.write(&format!("articles/d{here}/text{here}.txt"), format!("Pier {here} is closed."));
    }
    for here in 0..count {
        for there in (0..count).filter(|there| *there != here) {
            let link = home.articles().join(format!("d{here}/l{there}"));
            std::os::unix::fs::symlink(format!("../d{there}"), link).unwrap();
        }
    }
    let answer = home.variorum(["list", "articles", "--json"]).ends_with(0).json();
    assert_eq!(answer["articles"].as_array().unwrap().len(), count + 1);
    assert!(problems(&home).len() <= count);
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_calls_a_file_is_not_read_without_end() {
    let home = beside_plain(&[]);
    for path in ["/proc/kmsg", "/proc/self/maps", "/dev/zero"] {
        let ended = home.variorum(["list", path]).ends_with(2);
        assert!(ended.stderr.contains("it is"), "{path}: {}", ended.stderr);
    }
}

#[test]
fn too_much_through_a_pipe_is_refused_like_a_file_of_that_size() {
    let home = Home::new();
    home.write("config/config.toml", "[limits]\nfile-megabytes = 1\n");
    let long = PLAIN.repeat(2 + (1 << 20) / PLAIN.len());
    home.write("articles/long.txt", &long);
    let file = home.variorum(["list", "articles"]).ends_with(2);
    assert!(file.stderr.contains("more than 1 MB"), "{}", file.stderr);
    let piped = home.variorum(["show", "-", "-", "--plain"]).input(&long).ends_with(2);
    assert!(piped.stderr.contains("more than 1 MB"), "{}", piped.stderr);
    assert_eq!(piped.stdout, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_kept_in_the_library() {
    use std::os::unix::ffi::OsStrExt;

    let home = beside_plain(&[]);
    let odd = home.articles().join(std::ffi::OsStr::from_bytes(b"a\xff.txt"));
    fs::write(&odd, "The ferry sails at seven. It is so.\n").unwrap();
    home.variorum(["library", "add", "articles"]).succeeds();
    let listed = home.variorum(["library", "list", "--json"]).json();
    assert_eq!(listed["articles"].as_array().unwrap().len(), 2);
    let said = home.variorum(["library", "rescan"]).succeeds().stdout;
    assert!(!said.contains("missing") && !said.contains("moved"), "{said}");
    // A quote of it finds its file without being told where.
    home.variorum(["quotes", "add", "ferry:1", "--in", "articles"]).ends_with(0);
    home.variorum(["library", "remove", "ferry"]).succeeds();
    let kept = home.variorum(["quotes", "list", "--json"]).json();
    let quote = &kept["quotes"][0];
    assert_eq!(quote["state"], "attached", "{kept}");
    assert!(quote["article"]["path"].as_str().unwrap().ends_with("/articles/a%ff.txt"), "{kept}");
}

#[test]
fn no_cell_of_a_list_is_a_formula() {
    let evil = "---\ntitle: \"=HYPERLINK(1)\"\n---\nThe ferry sails.\n";
    let home = Home::with(&[("evil.md", evil)]);
    home.variorum(["library", "add", "articles"]).succeeds();
    for words in [&["list", "articles", "--csv"][..], &["library", "list", "--csv"]] {
        let csv = home.variorum(words).succeeds().stdout;
        assert!(csv.contains("'=HYPERLINK(1)") && !csv.contains(",="), "{csv}");
    }
}

#[test]
fn json_is_exported_alike_to_a_pipe_and_a_file() {
    let home = Home::with(&[("c1\u{9b}x\u{202e}.txt", PLAIN)]);
    home.variorum(["quotes", "add", "c1:1", "--in", "articles"]).ends_with(0);
    let piped = home.variorum(["quotes", "export", "--format", "json"]).succeeds().stdout;
    home.variorum(["quotes", "export", "--format", "json", "--to", "out.json"]).succeeds();
    assert_eq!(piped, fs::read_to_string(home.root().join("out.json")).unwrap());
    assert!(piped.contains("\\u009b") && piped.contains("\\u202e"), "{piped}");
}

#[test]
fn wrong_usage_repeats_nothing_that_steers_a_terminal() {
    let home = Home::new();
    let ended = home.variorum(["list", "--\u{1b}[2J\u{202e}\u{9b}x"]).ends_with(2);
    assert!(!ended.stderr.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{:?}", ended.stderr);
}

#[test]
fn what_the_reader_keeps_is_nobody_elses_business() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let home = beside_plain(&[]);
        home.variorum(["quotes", "add", "plain:1", "--in", "articles"]).ends_with(0);
        let mode =
            |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let quotes = home.root().join("data/quotes");
        assert_eq!((mode(&quotes), mode(&home.root().join("data"))), (0o700, 0o700));
        let file = fs::read_dir(&quotes).unwrap().flatten().map(|entry| entry.path());
        assert!(file.filter(|path| path.extension().is_some()).all(|path| mode(&path) == 0o600));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_written_whole_leaves_what_was_there() {
    let home = beside_plain(&[]);
    home.variorum(["library", "add", "articles"]).succeeds();
    let library = home.root().join("data/library.json");
    let before = fs::read(&library).unwrap();
    for n in 0..40 {
        home.write(&format!("articles/{n}.txt"), format!("Pier {n} is closed to all."));
    }
    let mut shell = std::process::Command::new("sh");
    let script = format!("ulimit -f 2; exec '{}' library rescan", env!("CARGO_BIN_EXE_variorum"));
    shell.args(["-c", &script]).current_dir(home.root()).envs(home.variables());
    let ended = shell.output().unwrap();
    std::io::stderr().write_all(&ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert_eq!(fs::read(&library).unwrap(), before);
}

#[test]
fn what_lies_beside_articles_is_read_as_carefully_as_they_are() {
    let rows: String = (0..3).map(|_| "plain.txt,The pump house,uk\n".to_owned()).collect();
    let home = beside_plain(&[
        ("about.csv", &format!("file,title,country\n{rows}")),
        ("deep.json", &"[".repeat(200_000)),
        ("deep.bib", &format!("@book{{k, title={}x{}}}", "{".repeat(90_000), "}".repeat(90_000))),
        ("deep.rdf", &format!("<rdf:RDF>{}", "<a>".repeat(100_000))),
    ]);
    let answer = home.variorum(["list", "articles", "--json"]).ends_with(0).json();
    // Through the process that reads, and back.
    assert_eq!(answer["articles"][0]["title"], "The pump house");
    assert_eq!(answer["articles"][0]["fields"]["country"], "uk");
    assert_eq!(answer["articles"].as_array().map(Vec::len), Some(1));
}

/// The program as it is run where a limit of the system stands in its way, such as `-u 1`; none where no such
/// limit can be set for it.
#[cfg(unix)]
fn limited(home: &Home, limit: &str, words: &str) -> Option<std::process::Output> {
    use std::os::unix::fs::PermissionsExt;

    // What most shells call -u is -p in some.
    let other = limit.replace("-u", "-p");
    let line = format!("{{ ulimit {limit} 2>&- || ulimit {other}; }} && exec \"$0\" {words}");
    let shell = |wrapper: &[&str]| {
        let mut all = wrapper.iter().chain(&["sh", "-c"]);
        let mut command = std::process::Command::new(all.next().unwrap());
        command.args(all).arg(&line).arg(env!("CARGO_BIN_EXE_variorum"));
        command.current_dir(home.root()).envs(home.variables());
        command.output().ok()
    };
    // Nothing counts the threads of who may do everything.
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let is_root = fs::metadata("/proc/self")
        .is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0);
    if !(is_root && limit.starts_with("-u")) {
        return shell(&[]);
    }
    fs::set_permissions(home.root(), fs::Permissions::from_mode(0o777)).ok()?;
    // A folder that nobody else may enter, or no `setpriv`, says nothing of the program.
    shell(&nobody).filter(|output| !matches!(output.status.code(), Some(126 | 127)))
}

#[cfg(unix)]
#[test]
fn where_no_thread_can_be_started_or_memory_is_scarce_commands_work_on_the_one_there_is() {
    let home = beside_plain(&[("other.txt", "The keeper found the key at one. The pump ran.\n")]);
    let cases = [
        ("-u 1", "list articles", "pump house was locked"),
        ("-u 3", "search keeper articles", "The keeper found the key"),
        ("-u 6", "compare --in articles --all", ""),
        ("-v 400000", "list articles", "pump house was locked"),
    ];
    // Less than it takes to be loaded and to read: one line, whatever the build.
    for limit in (40_000..140_000).step_by(20_000) {
        let Some(output) = limited(&home, &format!("-v {limit}"), "list articles") else {
            continue;
        };
        let told = String::from_utf8_lossy(&output.stderr);
        // Without the memory for its own code nothing of the program runs.
        let is_loaded = matches!(output.status.code(), Some(0..=2));
        assert!(
            !is_loaded || told.is_empty() || told.contains("too little memory"),
            "{limit}: {told}"
        );
        assert!(!told.contains("allocation"), "{limit}: {told}");
    }
    for (limit, words, expected) in cases {
        let Some(output) = limited(&home, limit, words) else {
            println!("skipped: no limit {limit} can be set here");
            continue;
        };
        let (said, told) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(matches!(output.status.code(), Some(0..=2)), "{limit}: {output:?}");
        assert!(!told.contains("panicked") && !told.contains("too deep"), "{limit}: {told}");
        assert!(said.contains(expected), "{limit}: {said}{told}");
    }
}

/// What no answer and no message may hold, whatever is in a file, a name or what was typed.
fn misleads(c: char) -> bool {
    c.is_control() && !"\n\t\r".contains(c) || ('\u{202a}'..='\u{202e}').contains(&c)
}

#[test]
fn no_command_lets_out_what_steers_a_terminal_or_starts_a_formula() {
    let odd = "---\ntitle: \"=1+1 \\u202e\"\nsource: \"+2 \\u009b31m\"\ncountry: \"-3\"\n---\n\
        The pump house was locked \u{202e}at noon\u{9b}2J. Nobody had \u{1b}[31mthe key.\n\n\
        =HYPERLINK(\"x\") was written on the door of the pump house at noon.\n";
    let home = beside_plain(&[("=\u{202e}odd\u{9b}.md", odd)]);
    let theme =
        "schema = 1\n\n[[theme]]\nid = \"pump\"\nname = \"=pump\u{202e}\"\ncore = [\"pump\"]\n";
    home.write("data/themes/mine.toml", theme);
    let commands = [
        "list articles",
        "list articles --csv",
        "list articles --plain",
        "list articles --json",
        "show odd articles",
        "show nothing\u{202e} articles",
        "search pump articles",
        "search pump articles --format grep",
        "search pump articles --json",
        "search no\u{9b}thing articles",
        "themes articles",
        "compare --in articles",
        "compare --in articles --format csv",
        "compare --in articles --format md",
        "compare --in articles --format html",
        "compare --in articles --json",
        "compare no\u{202e}theme --in articles",
        "parallels plain:1 --in articles",
        "parallels plain:1 --in articles --format csv",
        "headlines articles",
        "library add articles no\u{202e}where",
        "library list",
        "library list --csv",
        "library check",
        "quotes add odd:1 --in articles",
        "quotes add odd:2 --in articles",
        "quotes list",
        "quotes list --json",
        "quotes export --format csv",
        "quotes export --format readwise",
        "quotes export --format md",
        "quotes export --format json",
        "quotes check --in articles",
        "quotes import articles/plain.txt",
        "config check",
        "--no\u{9b}such\u{202e}",
    ];
    for words in commands {
        let mut run = home.variorum(words.split(' '));
        let output = run.command.output().unwrap();
        assert!(matches!(output.status.code(), Some(0..=2)), "{words:?}: {output:?}");
        let (said, told) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!said.contains(misleads) && !told.contains(misleads), "{words:?}: {said}{told}");
        if words.ends_with("csv") || words.ends_with("readwise") {
            assert!(!said.is_empty(), "{words}: {told}");
            let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(said.as_bytes());
            for cell in table
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{words}: {cell}");
            }
        }
    }
}
