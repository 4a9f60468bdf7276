//! Imports as a whole: what is written, what is left out, and what is told.

use jiff::civil::date;

use super::*;
use crate::hub;
use crate::report::codes;

const VOCABULARY: &str = "[[idea_status]]\nid = \"received\"\nnames = \"Mottagen\"\n[[sender_type]]\nid = \"resident\"\nnames = \"Invånare\"\n";

const HEAD: &str = "Rubrik;Idé;Datum;Vem;Namn;E-post\n";

fn source(path: &str, text: &str) -> Source {
    Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap()
}

fn imported(rows: &str, existing: &str) -> Reported<Import> {
    let map = source("--map", "title=Rubrik,text=Idé,received=Datum,sender_type=Vem,contact=Namn|E-post");
    let map = ColumnMap::from_text(&map);
    assert_eq!(map.diagnostics, []);
    let files = [source("site/hub/vocabulary.toml", VOCABULARY), source("site/hub/ideas.toml", existing)];
    let hub = hub::load(&files, date(2024, 6, 21)).value;
    import(&source("ideas.csv", &format!("{HEAD}{rows}")), &map.value, &hub)
}

#[test]
fn a_row_becomes_an_internal_record_without_its_sender() {
    let Reported { value, diagnostics } = imported(
        "Fler bänkar;\"I parken,\nvid ån. /Anna Ek\";2024-03-01 14:03;Invånare;Anna Ek;anna@example.org\n",
        "",
    );
    assert_eq!(diagnostics.iter().map(|one| one.code).collect::<Vec<_>>(), [codes::I0106]);
    let [record] = &value.records[..] else { panic!("{value:?}") };
    assert_eq!(record.path.as_str(), "site/hub/ideas/fler-bankar.toml");
    let expected = "visibility = \"internal\"\ntitle = \"Fler bänkar\"\ntext = \"\"\"\nI parken,\nvid ån. /[…]\"\"\"\n\
                    received = 2024-03-01\nsender_type = \"resident\"\nstatus = \"received\"\n";
    assert_eq!(record.text, expected);
    assert_eq!(value.unread, ["Namn", "E-post"]);
}

#[test]
fn an_idea_is_imported_once() {
    let existing = "[[idea]]\nid = \"bankar\"\ntitle = \"Bänkar\"\ntext = \"Omskriven.\"\nreceived = 2024-03-01\n\
                    sender_type = \"resident\"\nstatus = \"received\"\n";
    let rows = "Bänkar;Fler bänkar!;2024-03-01;Invånare;;\nLampor;Fler lampor.;2024-03-02;Invånare;;\n\
                LAMPOR;fler lampor;2024-03-09;Invånare;;\nLampor;Varmare ljus.;2024-03-02;Invånare;;\n";
    let Reported { value, diagnostics } = imported(rows, existing);
    assert_eq!(diagnostics, []);
    let paths: Vec<&str> = value.records.iter().map(|record| record.path.as_str()).collect();
    assert_eq!(paths, ["site/hub/ideas/lampor.toml", "site/hub/ideas/lampor-2.toml"]);
    let known: Vec<(usize, &str)> = value.known.iter().map(|one| (one.line, one.id.as_str())).collect();
    assert_eq!(known, [(2, "bankar"), (4, "lampor")]);
}

#[test]
fn everything_wrong_is_told_at_its_cell() {
    let rows = "Bänkar;;2024-03-01;Invånare;;\nLampor;Ljus;i går;Invånre;;\nNummer;19121212-1212;2024-03-01;Invånare;;\n";
    let Reported { value, diagnostics } = imported(rows, "");
    let table = source("ideas.csv", &format!("{HEAD}{rows}"));
    let told: Vec<_> = diagnostics
        .iter()
        .map(|one| {
            let place = table.line_column(one.at.span.start);
            (one.code, place.line, place.column)
        })
        .collect();
    assert_eq!(
        told,
        [(codes::I0105, 2, 8), (codes::I0105, 3, 13), (codes::I0105, 3, 19), (codes::H0129, 4, 8)]
    );
    assert_eq!(value.records, []);
}

#[test]
fn tables_in_other_encodings_are_told_or_read_as_asked() {
    let path = FilePath::new("ideas.csv");
    let utf16: Vec<u8> = "\u{feff}å;b".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding) in [(utf16, Encoding::Utf16), (b"\xe5;b".to_vec(), Encoding::Windows1252)] {
        let told = decode(&path, bytes.clone(), Encoding::Utf8);
        assert_eq!(told.diagnostics.len(), 1);
        assert!(told.value.is_none());
        assert_eq!(&*decode(&path, bytes, encoding).value.unwrap().text, "å;b");
    }
    assert_eq!(&*decode(&path, "\u{feff}å".into(), Encoding::Utf8).value.unwrap().text, "\u{feff}å");
}

#[test]
fn another_delimiter_than_the_said_one_is_told() {
    let mut map = ColumnMap::plain();
    map.read_as(Some(b','), None);
    let table = source("ideas.csv", "title;text;received;sender_type\na;b;2024-03-01;resident\n");
    let told = import(&table, &map, &Hub::default()).diagnostics;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].code, told[0].at.span.start), (codes::I0102, 5));
}
