//! PDF files for tests, as small as they can be written.

use std::fmt::Write as _;

/// A font that every reader has, with the letters of Western Europe.
pub(crate) const LATIN: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// A file whose pages show content streams with the font `/F`, which is object 3. `more` are objects from 4 on.
pub(crate) fn pdf(font: &str, more: &[&str], pages: &[&str]) -> Vec<u8> {
    let first = 4 + more.len();
    let mut kids = String::new();
    let mut own = Vec::new();
    for (number, content) in pages.iter().enumerate() {
        let page = first + 2 * number;
        write!(kids, "{page} 0 R ").unwrap();
        let font = "/Resources << /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >>";
        own.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents {} 0 R >>",
            page + 1
        ));
        own.push(stream("", content));
    }
    let head = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        font.to_owned(),
    ];
    let objects = head.into_iter().chain(more.iter().map(|object| (*object).to_owned())).chain(own);
    written(objects, "")
}

/// A page of lines, from the top.
pub(crate) fn lines(lines: &[&str]) -> String {
    let shown: String = lines.iter().flat_map(|line| ["(", line, ") '\n"]).collect();
    format!("BT /F 12 Tf 14 TL 72 770 Td\n{shown}ET\n")
}

/// A file with one page of lines.
pub(crate) fn page(text: &[&str]) -> Vec<u8> {
    pdf(LATIN, &[], &[&lines(text)])
}

/// A stream with entries of its dictionary.
pub(crate) fn stream(entries: &str, content: &str) -> String {
    // One character is one byte in the file.
    format!("<< {entries} /Length {} >> stream\n{content}\nendstream", content.chars().count())
}

/// Objects from number 1 on, with the table of where they stand. `trailer` are more entries of the last dictionary.
pub(crate) fn written(objects: impl IntoIterator<Item = String>, trailer: &str) -> Vec<u8> {
    let (mut bytes, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    let mut count = 1;
    for object in objects {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(latin(&format!("{count} 0 obj\n{object}\nendobj\n")));
        count += 1;
    }
    let start = bytes.len();
    let end = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\n\
         startxref\n{start}\n%%EOF\n"
    );
    bytes.extend(latin(&end));
    bytes
}

/// The bytes of a text in Latin 1.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).expect("tests write Latin 1")).collect()
}
