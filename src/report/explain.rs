//! The long text of a code, for the terminal.

use std::fmt::Write;

use super::code_file::Example;
use super::messages::{frame, title};
use super::{Code, Lang, Severity, codes};

/// The longest line of prose, in characters.
const WIDTH: usize = 80;

/// What a code is about, why the rule exists and what to do, with an example.
pub fn explain(code: Code, lang: Lang) -> String {
    let file = code.file();
    let severity = match file.severity {
        Severity::Error => frame(lang, "error", &[]),
        Severity::Warning => frame(lang, "warning", &[]),
    };
    let mut text = format!("{severity} {code}: {}\n", title(code, lang));
    if let Some(explanation) = file.explanations.get(&lang) {
        text.push('\n');
        text.push_str(&prose(explanation));
    }
    if let Some(example) = file.examples.first() {
        text.push_str(&shown(example, lang));
    }
    text
}

/// All codes, one a line, with what they are about.
pub fn list(lang: Lang) -> String {
    codes::ALL
        .iter()
        .fold(String::new(), |list, (code, _)| list + &format!("{code}  {}\n", title(*code, lang)))
}

fn shown(example: &Example, lang: Lang) -> String {
    let mut text = format!("\n{}\n", frame(lang, "example", &[]));
    for (path, content) in &example.files {
        let _ = writeln!(text, "\n  {path}");
        text.push_str(&indented(&String::from_utf8_lossy(content), "  │ "));
    }
    let _ = writeln!(text, "\n{}\n", frame(lang, "gives", &[]));
    text.push_str(&indented(&in_language(&example.diagnostics, lang), "  "));
    text
}

/// The files record the output in English; for other languages each line ends at its code.
fn in_language(diagnostics: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return diagnostics.to_owned();
    }
    let place_and_code = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let (severity_and_code, _) = rest.split_once(": ")?;
        let code = Code::find(severity_and_code.rsplit(' ').next()?)?;
        Some(format!("{place}: {severity_and_code}: {}\n", title(code, lang)))
    };
    diagnostics.lines().map(|line| place_and_code(line).unwrap_or_else(|| format!("{line}\n"))).collect()
}

fn indented(text: &str, indent: &str) -> String {
    text.lines().map(|line| format!("{indent}{line}").trim_end().to_owned() + "\n").collect()
}

/// Markdown as readable text: paragraphs and list items are filled, fenced blocks are kept.
fn prose(markdown: &str) -> String {
    let mut text = String::new();
    let mut fenced = false;
    let mut paragraph = String::new();
    for line in markdown.lines() {
        let fence = line.starts_with("```");
        let starts_item = line.starts_with("- ") || line.starts_with("* ");
        if fenced || fence || starts_item || line.trim().is_empty() {
            fill(&mut text, &std::mem::take(&mut paragraph));
        }
        match (fence, fenced) {
            (true, _) => fenced = !fenced,
            (false, true) => text.push_str(&indented(&format!("{line}\n"), "    ")),
            (false, false) if line.trim().is_empty() => text.push('\n'),
            (false, false) => {
                paragraph.push_str(line.trim());
                paragraph.push(' ');
            }
        }
    }
    fill(&mut text, &paragraph);
    text
}

/// Writes a paragraph in lines of at most [`WIDTH`] characters; the lines of a list item hang below its text.
fn fill(text: &mut String, paragraph: &str) {
    let hang = if paragraph.starts_with("- ") || paragraph.starts_with("* ") { "  " } else { "" };
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            text.push('\n');
            text.push_str(hang);
            column = hang.len();
        } else if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    if column > 0 {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_filled() {
        let long = "ord ".repeat(30);
        let text = prose(&format!("{long}\n\n- {long}\n- b\n\n```toml\na   = 1\n```\n"));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.contains("\n\n- ord"), "{text}");
        assert!(text.ends_with("\n- b\n\n    a   = 1\n"), "{text}");
        assert!(text.contains("\n  ord"), "{text}");
    }
}
