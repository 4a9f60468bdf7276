//! What a theme must have and what its templates may see.

use minijinja::Environment;

use crate::report::{Diagnostic, codes, nearest};
use crate::source::{Location, Source, Span};

use super::Theme;
use super::manifest::Manifest;

/// The kinds of page that every theme shows.
const KINDS: [&str; 24] = [
    "index",
    "page",
    "section",
    "news",
    "news-section",
    "learning",
    "learning-section",
    "course",
    "event",
    "event-section",
    "document",
    "document-section",
    "initiative",
    "initiative-section",
    "focus-area",
    "focus-area-section",
    "organisation",
    "organisation-section",
    "portfolio",
    "taxonomy",
    "term",
    "search",
    "404",
    "redirect",
];

/// Names that templates of pages are given. All of them are there on every page, so that templates can share blocks;
/// the record's own name is there on the page of a record of that kind.
const PAGE_NAMES: [&str; 14] = [
    "site",
    "page",
    "pages",
    "subsections",
    "paginator",
    "term",
    "terms",
    "filter",
    "initiative",
    "focus_area",
    "organisation",
    "record",
    "target",
    "title",
];

/// Names that templates of components are given besides `site` and `page`.
const COMPONENT_NAMES: [&str; 15] = [
    "args",
    "label",
    "label_text",
    "body",
    "items",
    "quiz",
    "id",
    "link",
    "image",
    "file",
    "initiative",
    "event",
    "organisation",
    "record",
    "chart",
];

/// Functions of torg's own, and what the template language has itself.
const FUNCTIONS: [&str; 23] = [
    "t",
    "asset",
    "portfolio",
    "latest",
    "upcoming",
    "past_events",
    "get_page",
    "records",
    "changes",
    "assessed",
    "draw",
    "index",
    "pattern",
    "csp",
    "range",
    "dict",
    "namespace",
    "debug",
    "loop",
    "super",
    "self",
    "caller",
    "varargs",
];

/// Checks that what the manifests name exists, that templates parse, and that they use known names only.
pub(super) fn check(theme: &Theme, manifests: &[&Manifest], out: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = theme.templates.keys().map(String::as_str).collect();
    for manifest in manifests {
        let named = manifest.templates.values().chain(manifest.component_templates.values());
        for template in named.filter(|template| !theme.templates.contains_key(&template.value)) {
            let at = Location::new(&manifest.file, template.span);
            let near = nearest(&template.value, known.iter().copied());
            out.push(Diagnostic::new(codes::T0103, at).arg("name", &template.value).suggest(near));
        }
    }
    let missing: Vec<&str> = KINDS.into_iter().filter(|kind| !theme.kinds.contains_key(*kind)).collect();
    if !missing.is_empty()
        && let Some(manifest) = manifests.first()
    {
        let at = Location::start_of(&manifest.file);
        out.push(Diagnostic::new(codes::T0104, at).arg("kinds", missing.join(", ")));
    }
    let mut env = Environment::new();
    for (name, source) in &theme.templates {
        match env.add_template_owned(name.clone(), source.text.to_string()) {
            Ok(()) => {
                let names = env.get_template(name).map(|template| template.undeclared_variables(false));
                unknown_names(name, source, names.unwrap_or_default(), out);
            }
            Err(error) => out.push(syntax_error(source, &error)),
        }
    }
}

fn syntax_error(source: &Source, error: &minijinja::Error) -> Diagnostic {
    let span = error.range().map_or_else(Span::default, |range| Span::new(range.start, range.end));
    let reason = error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned);
    Diagnostic::new(codes::T0105, Location::new(&source.path, span)).arg("reason", reason)
}

/// Reports names that no template is given. Pieces that others include may see what components see.
fn unknown_names(
    template: &str,
    source: &Source,
    names: impl IntoIterator<Item = String>,
    out: &mut Vec<Diagnostic>,
) {
    let for_components = template.starts_with("components/") || template.starts_with("parts/");
    let mut given: Vec<&str> = PAGE_NAMES.into_iter().chain(FUNCTIONS).collect();
    if for_components {
        given.extend(COMPONENT_NAMES);
    }
    let mut unknown: Vec<String> = names.into_iter().filter(|name| !given.contains(&name.as_str())).collect();
    unknown.sort();
    for name in unknown {
        let at = Location::new(&source.path, first_use(&source.text, &name));
        let near = nearest(&name, given.iter().copied());
        out.push(Diagnostic::new(codes::T0106, at).arg("name", &name).suggest(near));
    }
}

/// Where a template first says a name inside braces.
fn first_use(text: &str, name: &str) -> Span {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut from = 0;
    while let Some(found) = text[from..].find(name) {
        let (start, end) = (from + found, from + found + name.len());
        let alone = !text[..start].ends_with(|letter| is_word(letter) || letter == '.')
            && !text[end..].starts_with(is_word);
        let opened = text[..start].rfind("{%").max(text[..start].rfind("{{"));
        let closed = text[..start].rfind("%}").max(text[..start].rfind("}}"));
        if alone && opened > closed {
            return Span::new(start, end);
        }
        from = end;
    }
    Span::default()
}

#[cfg(test)]
mod tests {
    use super::first_use;

    #[test]
    fn a_use_is_a_word_inside_braces() {
        let text = "<p class=\"pag\">{{ page.pag }} {{ pag }}</p>";
        assert_eq!(&text[first_use(text, "pag").range()], "pag");
        assert_eq!(first_use(text, "pag").start, 33);
    }
}
