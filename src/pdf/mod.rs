//! The text of a PDF file as search takes it: the words of its pages, those of an invisible layer of recognised text included.
//!
//! hayro reads the format and carries out what pages say, for a device that draws nothing but notes glyphs (`collect`); lines and
//! words are made of their places (`flow`), and words that a line end broke are made whole (`lines`). The same bytes give the
//! same text. This room knows no file, no page of the site and no search.

mod collect;
mod flow;
mod lines;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use serde::{Deserialize, Serialize};

use collect::Collector;

/// The largest file that is read, in bytes: all of it is in memory, with what is unpacked of it. Reports of several hundred pages
/// with pictures take less.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The most pages that are read. Longer ones are archives rather than documents, and their words say little about them.
pub const MAX_PAGES: usize = 2_000;

/// The most text that is taken, in bytes of UTF-8: some four hundred full pages. Each of its words is in the search bundle.
pub const MAX_TEXT_BYTES: usize = 1_000_000;

/// The most that a page may draw. Forms that show forms that show forms can ask for more than a century can draw; a map with
/// every house of a town has some ten thousand lines.
pub const MAX_DRAWN: usize = 200_000;

/// The name of the thread that reads, by which its panics are known.
pub const THREAD: &str = "pdf";

/// Room for what hayro nests: objects in 512 levels and forms in 50, which is more than a thread has otherwise.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its words, each line by itself; empty where pages are only pictures.
    pub text: String,
    /// Whether this is all of it: neither too much for the limits nor damaged on the way.
    pub is_whole: bool,
}

/// Why nothing can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// It asks for a password.
    Encrypted,
    /// It is no PDF, or its pages cannot be found.
    Damaged,
}

/// Reads the text of a PDF file.
///
/// A panic of the library is a damaged file: it is foreign code that reads foreign bytes, and no published file may stop a
/// build. It happens on a thread of its own, which has the stack for all nesting that the library allows.
#[expect(clippy::missing_panics_doc, reason = "where the system gives no thread, no build can go on")]
pub fn text(bytes: Vec<u8>) -> Result<Text, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge);
    }
    let thread = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK_BYTES);
    let reading = thread.spawn(move || read(bytes)).expect("the system gives a thread");
    reading.join().unwrap_or(Err(Problem::Damaged))
}

fn read(bytes: Vec<u8>) -> Result<Text, Problem> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Encrypted,
        LoadPdfError::Invalid => Problem::Damaged,
    })?;
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(Problem::Damaged);
    }
    let mut collector = Collector::default();
    // What was noted before a panic, or before there was too much, is as good as the rest would be.
    let end = catch_unwind(AssertUnwindSafe(|| show(&pdf, &mut collector)));
    Ok(Text { is_whole: end.is_ok() && pages <= MAX_PAGES, text: lines::joined(&collector.into_text()) })
}

/// Shows the pages to the collector, from the first to the last. Comments and forms to fill in are no part of the text.
fn show(pdf: &Pdf, collector: &mut Collector) {
    let cache = InterpreterCache::new();
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    for page in pdf.pages().iter().take(MAX_PAGES) {
        // The places of glyphs matter beside each other only.
        let (at, bounds) = (Affine::IDENTITY, Rect::new(0.0, 0.0, 1.0, 1.0));
        let mut context = Context::new(at, bounds, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, collector);
        collector.end_page();
    }
}
