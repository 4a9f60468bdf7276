//! What is read of a file by itself.

use proptest::prelude::*;
use torg::pdf::{self, Problem, Text};

use super::file::{LATIN, lines, page, pdf, stream, written};

#[track_caller]
fn reads(bytes: Vec<u8>, expected: &str) {
    assert_eq!(pdf::text(bytes), Ok(Text { text: expected.to_owned(), is_whole: true }));
}

/// A page with this between the beginning and the end of its text.
fn shown(operators: &str) -> Vec<u8> {
    pdf(LATIN, &[], &[&format!("BT /F 10 Tf 72 700 Td {operators} ET")])
}

#[test]
fn swedish_words_are_read_line_by_line_and_page_by_page() {
    reads(
        page(&["Frånvarokaos i Västerås", "Åtgärder för äldre"]),
        "Frånvarokaos i Västerås\nÅtgärder för äldre",
    );
    reads(pdf(LATIN, &[], &[&lines(&["Ett"]), &lines(&["två"])]), "Ett\ntvå");
}

#[test]
fn words_broken_at_line_ends_are_whole() {
    reads(
        page(&["Vi bygger sam-", "hället med e-", "tjänster f\u{f6}r barn-", "och unga"]),
        "Vi bygger samhället med e-tjänster för barn-\noch unga",
    );
    // Octal 255 is the soft hyphen.
    reads(page(&["binde\\255streck och bind\\255", "ning"]), "bindestreck och bindning");
}

#[test]
fn gaps_are_spaces() {
    reads(shown("[(Torget)-300(le)20(ver)] TJ"), "Torget lever");
    reads(shown("(Torget) Tj 40 0 Td (lever) Tj"), "Torget lever");
    // Letters by themselves, as some programs place them; `T` is 6.11 wide, `o` 5.56.
    reads(shown("(T) Tj 6.11 0 Td (o) Tj 5.56 0 Td (r) Tj 3.33 0 Td (g) Tj"), "Torg");
}

#[test]
fn recognised_text_behind_a_picture_counts_and_outlined_text_counts_once() {
    reads(shown("3 Tr (Skannat) Tj"), "Skannat");
    reads(shown("2 Tr (Rubrik) Tj"), "Rubrik");
}

#[test]
fn what_a_file_says_it_means_counts() {
    reads(shown("/Span << /ActualText (lukta) >> BDC (xyz) Tj (w) Tj EMC (r) Tj"), "luktar");
    reads(shown("/Span << /ActualText <FEFF00E5> >> BDC /P BMC (x) Tj EMC EMC (r) Tj"), "år");
    reads(shown("(a) Tj /Span << /ActualText () >> BDC (-) Tj EMC (b) Tj EMC (c) Tj"), "abc");
}

#[test]
fn glyphs_are_letters_by_the_files_own_table() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Okand /Encoding /Identity-H /ToUnicode 4 0 R \
                /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Okand /DW 500 \
                /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>";
    let table = stream(
        "",
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n\
         5 beginbfchar <0001> <00660069> <0002> <006c> <0003> <00e4> <0004> <fb02> <0005> <f0b7> endbfchar endcmap",
    );
    reads(
        pdf(font, &[&table], &["BT /F 10 Tf 72 700 Td <00010002> Tj 30 0 Td <000400030005> Tj ET"]),
        "fil flä",
    );
}

#[test]
fn pages_without_text_have_none() {
    reads(pdf(LATIN, &[], &["0 0 595 842 re f"]), "");
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    assert_eq!(pdf::text(Vec::new()), Err(Problem::Damaged));
    assert_eq!(pdf::text(b"Ingen PDF.".to_vec()), Err(Problem::Damaged));
    assert_eq!(pdf::text(b"%PDF-1.7\n%%EOF\n".to_vec()), Err(Problem::Damaged));
    assert_eq!(pdf::text(pdf(LATIN, &[], &[])), Err(Problem::Damaged));
    assert_eq!(pdf::text(vec![b' '; pdf::MAX_BYTES + 1]), Err(Problem::TooLarge));
    let lock = "x".repeat(32);
    let locked = written(
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"].map(str::to_owned),
        &format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O ({lock}) /U ({lock}) /P -4 >> /ID [(a) (a)]"),
    );
    assert_eq!(pdf::text(locked), Err(Problem::Encrypted));
}

#[test]
fn more_than_is_taken_is_left_out() {
    let many = vec![lines(&["Ett torg"]); pdf::MAX_PAGES + 1];
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let read = pdf::text(pdf(LATIN, &[], &many)).unwrap();
    assert!(!read.is_whole && read.text.lines().count() == pdf::MAX_PAGES);
    let long = pdf::text(page(&vec!["Ett torg av många på en lång sida"; 40_000])).unwrap();
    assert!(
        !long.is_whole && (1..100).contains(&(long.text.len() - pdf::MAX_TEXT_BYTES)),
        "{}",
        long.text.len()
    );
    // Each form shows the next one ten times: no century would draw that.
    let form = |next: usize| {
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {next} 0 R >> >>"
        );
        stream(&entries, &"/X Do ".repeat(10))
    };
    let forms: Vec<String> = (5..45).map(form).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let endless = pdf::text(pdf(LATIN, &forms, &[&format!("{}/X Do", lines(&["Först"]))]));
    assert_eq!(endless, Ok(Text { text: "Först".to_owned(), is_whole: false }));
}

#[test]
fn nesting_without_end_is_survived() {
    for (open, close) in [("[", "]"), ("<< /A ", ">>")] {
        let nested = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        let objects = ["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), nested.clone()];
        let _ = pdf::text(written(objects, &format!("/Deep {nested}")));
        let _ = pdf::text(pdf(LATIN, &[], &[&format!("{nested} TJ")]));
    }
}

#[test]
fn a_file_may_end_anywhere() {
    let whole = page(&["Ett torg"]);
    for length in 0..whole.len() {
        let _ = pdf::text(whole[..length].to_vec());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = pdf::text(bytes.clone());
        let _ = pdf::text([b"%PDF-1.7\n", bytes.as_slice()].concat());
    }

    #[test]
    fn any_damage_is_survived(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = pdf(LATIN, &[], &[&lines(&["Ett torg"]), &lines(&["till"])]);
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = pdf::text(bytes);
    }

    #[test]
    fn words_come_back(words in prop::collection::vec("[a-zåäö]{1,12}", 1..40)) {
        let shown: Vec<String> = words.chunks(6).map(|words| words.join(" ")).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        reads(page(&shown), &shown.join("\n"));
    }
}
