//! A small search bundle as a build makes it, and the packing of its files (`ARCHITECTURE.md`, "The bundle").

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::LazyLock;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use jiff::civil::Date;
use torg::search::{Document, Facet, Options, Reader, build};

/// Names and bytes of a bundle's files.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A whole bundle.
pub static FILES: LazyLock<Files> =
    LazyLock::new(|| build(&documents(), &Options::default()).files.into_iter().collect());

/// The same, opened.
pub static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::open(Box::new(FILES.clone())).expect("a bundle that was just made"));

/// Titles and texts of the pages.
const PAGES: [(&str, &str); 10] = [
    ("Stationen", "Resecentrum byggs om under två år, och bussarna går från torget."),
    ("Om spåren", "En ny järnvägsstation ligger vid torget. Där stannar alla tåg."),
    ("Frånvarokaos", "Elever som inte kommer till skolan har hög frånvaro. Skolfrånvaron minskar."),
    ("Testbädd Skultuna", "I Skultuna prövas nya arbetssätt i liten skala, och nya arbetssätt sprids."),
    ("Håret", "Den som har långt hår klipper sig här."),
    ("Haren", "En hare sitter i gräset."),
    ("Äldreboende", "Boendet har fyrtio platser för äldre."),
    ("Alla klarar skolan", "Barnet och barnen går i skolan varje dag. Lärarna hjälper till."),
    ("Minilabb 2022", "Ett minilabb är ett labb i liten skala, med HV3D och e-hälsa."),
    ("The station", "The station is being rebuilt, and stations are happy places."),
];

fn documents() -> Vec<Document> {
    let page = |(n, (title, body)): (usize, (&str, &str))| Document {
        url: format!("/{n}/"),
        lang: if title.starts_with("The") { "en" } else { "sv" }.into(),
        kind: if n % 2 == 0 { "news" } else { "page" }.into(),
        title: title.into(),
        body: body.into(),
        date: Some(Date::constant(2020 + n as i16 % 4, 3, 1)),
        aliases: vec![format!("Skolresultat {n}")],
        facets: [("status".into(), vec![Facet { value: "active".into(), label: "Pågår".into() }])].into(),
        ..Document::default()
    };
    PAGES.into_iter().enumerate().map(page).collect()
}

/// A file of this content, with a checksum that says that it is right.
pub fn pack(content: &[u8]) -> Vec<u8> {
    let sum =
        content.iter().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(&sum.to_le_bytes()).expect("memory");
    encoder.write_all(content).expect("memory");
    encoder.finish().expect("memory")
}

/// The content of a file that is whole.
pub fn unpack(file: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    DeflateDecoder::new(file).read_to_end(&mut unpacked).ok()?;
    unpacked.get(4..).map(<[u8]>::to_vec)
}
