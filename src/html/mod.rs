//! Reads HTML as browsers cut it into tags and text, without building a tree and without copying.
//!
//! The rules are those of the HTML standard's tokenizer (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>),
//! with the little that tree construction tells it: what stands in `<script>`, `<title>` and their like is text, and inside
//! drawings and formulas it is not. No input is an error: what browsers cannot read either is text or skipped.

mod foreign;
mod open;
mod references;
mod scan;
#[cfg(test)]
mod tests;

pub use open::{Open, is_void};
pub use references::decoded;
pub use scan::{Attribute, Scanner, Tag, Token};
