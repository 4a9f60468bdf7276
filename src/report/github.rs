//! Workflow commands, which GitHub shows at the lines they name.
//! See <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.

use super::places::Places;
use super::{Diagnostic, Lang, Severity};

/// `::error file=…,line=…,col=…,title=…::message`.
pub(super) fn command(diagnostic: &Diagnostic, places: &Places<'_>, lang: Lang) -> String {
    let command = match diagnostic.code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (start, end) = places.range(&diagnostic.at);
    let mut text = diagnostic.message(lang);
    for suggestion in &diagnostic.suggestions {
        text.push('\n');
        text.push_str(&suggestion.message(lang));
    }
    if let Some(help) = diagnostic.help(lang) {
        text.push('\n');
        text.push_str(&help);
    }
    format!(
        "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
        property(diagnostic.at.file.as_str()),
        start.line,
        end.line,
        start.column,
        end.column,
        diagnostic.code,
        data(&text),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_format_uses_is_escaped() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("a,b:c%\r\n"), "a,b:c%25%0D%0A");
    }
}
