//! Files nobody would write by hand: every way of writing a value beside every other.

use proptest::prelude::*;

use super::{Path, Plain, draft};

/// A value as it may be written in TOML.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zåäö \\t]{0,12}".prop_map(|text| format!("'{text}'")),
        "[a-zåäö ]{0,12}".prop_map(|text| format!("\"{text}\\u00e5\\n\"")),
        "[a-zåäö ]{0,12}".prop_map(|text| format!("'''\n{text}\n  | x |\n'''")),
        (0..9_999_i64).prop_map(|number| number.to_string()),
        Just("0x1F".to_owned()),
        Just("1_000".to_owned()),
        Just("2024-02-29".to_owned()),
        Just("2024-02-29T10:00:00+02:00".to_owned()),
        Just("[ 'a', # k\n  'b',\n]".to_owned()),
        Just("[[1, 2], []]".to_owned()),
        Just("{ a = 1, b.c = 'x', d = [ { e = 2 }, { e = 3 } ] }".to_owned()),
        Just("{}".to_owned()),
        Just("[]".to_owned()),
    ]
}

fn file() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec((value(), prop::bool::ANY, prop::bool::ANY), 1..6);
    (lines, prop::bool::ANY, prop::bool::ANY, prop::bool::ANY, 0..3_usize).prop_map(
        |(lines, crlf, bom, ended, n_items)| {
            let mut text = String::new();
            for (index, (value, comment, gap)) in lines.iter().enumerate() {
                let comment = if *comment { " # 'k' = [" } else { "" };
                text.extend([format!(
                    "k{index}  =  {value}{comment}\n{}",
                    if *gap { "\n# }\n" } else { "" }
                )]);
            }
            for item in 0..n_items {
                text.extend([format!("\n[[items]] # i\nn = {item}\n[items.sub]\nx = 'y'\n")]);
            }
            let text = if ended { text } else { text.trim_end().to_owned() };
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            if bom { format!("\u{feff}{text}") } else { text }
        },
    )
}

/// A value as it may be written in YAML, with the lines that belong to it.
fn yaml_value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zåäö]{1,6}( [a-zåäö]{1,6}){0,2}",
        "[a-zåäö: #]{0,12}".prop_map(|text| format!("'{text}'")),
        "[a-zåäö: #]{0,12}".prop_map(|text| format!("\"{text}\\u00e5\\n\"")),
        "[a-zåäö:]{1,12}".prop_map(|text| format!("|\n  a{text}\n\n  | x | # text")),
        "[a-zåäö]{1,12}".prop_map(|text| format!(">-\n  {text}\n  mer")),
        "[a-zåäö]{1,12}".prop_map(|text| format!("a{text}\n  mer")),
        (0..9_999_i64).prop_map(|number| number.to_string()),
        Just("true".to_owned()),
        Just("2024-02-29".to_owned()),
        Just("[ 'a', b, \"c\" ]".to_owned()),
        Just("[ a, # k\n    b ]".to_owned()),
        Just("\n  - a # k\n  - 'b'".to_owned()),
        Just("\n- a\n- b: 1\n  c: 2".to_owned()),
        Just("\n  a: 1\n  b: # k\n    c: x".to_owned()),
        Just("{ a: 1, b: [ { e: 2 } ] }".to_owned()),
        Just("{}".to_owned()),
        Just("[]".to_owned()),
    ]
}

/// A page whose front matter is YAML.
fn yaml_page() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec((yaml_value(), prop::bool::ANY), 1..6);
    (lines, prop::bool::ANY, prop::bool::ANY).prop_map(|(lines, crlf, bom)| {
        let mut text = "---\n# } om\n".to_owned();
        for (index, (value, gap)) in lines.iter().enumerate() {
            let space = if value.starts_with('\n') { "" } else { " " };
            text.extend([format!("k{index}:{space}{value}\n{}", if *gap { "\n# }\n" } else { "" })]);
        }
        let text = format!("{text}---\nText.\n");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if bom { format!("\u{feff}{text}") } else { text }
    })
}

fn wanted() -> impl Strategy<Value = Plain> {
    let leaf = prop_oneof![
        "\\PC{0,8}".prop_map(|text| Plain::text(&text)),
        "[a'\"\\\\\\n#]{0,8}".prop_map(|text| Plain::text(&text)),
        any::<i32>().prop_map(|number| Plain::Integer(number.into())),
        any::<bool>().prop_map(Plain::Bool),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Plain::List),
            prop::collection::vec(("[a-z é]{1,3}", inner), 0..3)
                .prop_map(|pairs| Plain::Table(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_set_is_the_value_read(
        (file, text) in prop_oneof![(Just("a.toml"), file()), (Just("content/a.md"), yaml_page())],
        key in 0..7_usize,
        value in wanted(),
    ) {
        let mut edited = draft(file, &text);
        let path = Path::new(&format!("k{key}"));
        let rest = |draft: &super::Draft| {
            let mut table = draft.table().clone();
            table.entries.retain(|entry| entry.key.value != format!("k{key}"));
            Plain::of_table(&table)
        };
        let before = rest(&edited);
        if edited.set(&path, &value, &[]).is_err() {
            // What it does not dare it leaves.
            prop_assert_eq!(&*edited.source().text, &*text);
            return Ok(());
        }
        prop_assert_eq!(path.find(edited.table()).and_then(Plain::of), Some(value));
        prop_assert_eq!(rest(&edited), before);
        let comments = |text: &str| text.matches("# }").count();
        prop_assert_eq!(comments(&edited.source().text), comments(&text));
        prop_assert_eq!(edited.source().text.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    }

    #[test]
    fn what_is_added_and_removed_again_leaves_no_trace(
        (file, text) in prop_oneof![(Just("a.toml"), file()), (Just("content/a.md"), yaml_page())],
        value in wanted(),
    ) {
        let mut edited = draft(file, &text);
        let path = Path::new("ny");
        prop_assume!(edited.set(&path, &value, &[]).is_ok());
        edited.remove(&path).unwrap();
        prop_assert_eq!(&*edited.source().text, &*text);
    }

    #[test]
    fn a_body_is_what_was_written(old in "[ab\\r\\n]{0,12}", new in "[ab\\n]{0,12}") {
        let mut page = draft("content/a.md", &format!("+++\n+++\n{old}"));
        page.set_body(&new);
        prop_assert_eq!(page.body().unwrap(), new);
    }
}
