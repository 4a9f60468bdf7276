//! One line a diagnostic, for grep and for editors that read compilers' output.
//!
//! `error` and `warning` are part of the format and are therefore the same in every language.

use super::places::Places;
use super::{Diagnostic, Lang, Severity};

/// `file:line:column: error CODE: message`.
pub(super) fn line(diagnostic: &Diagnostic, places: &Places<'_>, lang: Lang) -> String {
    let severity = match diagnostic.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!(
        "{}: {severity} {}: {}\n",
        places.start(&diagnostic.at),
        diagnostic.code,
        diagnostic.message(lang)
    )
}
