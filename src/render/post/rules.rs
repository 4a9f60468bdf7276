//! What the pass changes, one function a kind of element.

use crate::render::Picture;

use super::edit::Edit;

/// The start tag of what makes a table scroll by keyboard.
pub(super) fn table_wrapper(label: &str) -> String {
    let label = label.replace('&', "&amp;").replace('"', "&quot;");
    format!("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">")
}

/// A heading's link to itself.
pub(super) fn heading_link(id: &str, label: &str) -> String {
    // As it stands in the source, so that it is escaped for an attribute already, whichever quotes it had.
    let id = id.replace('"', "&quot;");
    let label = label.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<a class=\"anchor\" href=\"#{id}\"><span aria-hidden=\"true\">#</span>\
         <span class=\"visually-hidden\">{label}</span></a>"
    )
}

/// `align` is no longer HTML; the class means the same.
pub(super) fn align(cell: &mut Edit<'_, '_>) {
    let Some(side) = cell.get("align").filter(|side| ["left", "center", "right"].contains(side)) else {
        return;
    };
    cell.remove("align");
    match cell.get("class") {
        Some(class) => cell.set("class", format!("{class} {side}")),
        None => cell.set("class", side),
    }
}

/// A task list's boxes cannot be ticked, but have to be read aloud.
pub(super) fn name_task(input: &mut Edit<'_, '_>, [done, open]: &[String; 2]) {
    if input.get("type") == Some("checkbox") && input.get("disabled").is_some() {
        let label = if input.get("checked").is_some() { done } else { open };
        input.set_if_missing("aria-label", label.clone());
    }
}

/// Pictures load late, and their place is kept free until then.
pub(super) fn complete_image(image: &mut Edit<'_, '_>, picture: &dyn Fn(&str) -> Option<Picture>) {
    image.set_if_missing("loading", "lazy");
    image.set_if_missing("decoding", "async");
    if image.get("width").is_some() || image.get("height").is_some() {
        return;
    }
    let picture =
        image.get("src").and_then(picture).filter(|picture| picture.width > 0 && picture.height > 0);
    if let Some(picture) = picture {
        image.set("width", picture.width.to_string());
        image.set("height", picture.height.to_string());
    }
}

/// A link to another site says so.
pub(super) fn mark_external(link: &mut Edit<'_, '_>, base_url: &str) {
    if !link.get("href").is_some_and(|href| is_elsewhere(&super::address(href), base_url)) {
        return;
    }
    match link.get("class").filter(|class| !class.is_empty()) {
        Some(class) => link.set("class", format!("{class} external")),
        None => link.set("class", "external"),
    }
    let rel = link.get("rel").unwrap_or_default();
    if !rel.split_ascii_whitespace().any(|word| word == "noopener") {
        link.set("rel", format!("{rel} noopener").trim_start().to_owned());
    }
}

fn is_elsewhere(href: &str, base_url: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme);
    let is_web = |scheme: &str| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let web = scheme.is_some_and(is_web) || href.starts_with("//");
    let own =
        href.strip_prefix(base_url).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']));
    web && !own
}
