//! The same pass by a streaming rewriter with selectors: slower by far, and right.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

use lol_html::html_content::{ContentType, Element};
use lol_html::{ElementContentHandlers, HandlerResult, RewriteStrSettings, Selector, end_tag, rewrite_str};
use quick_xml::escape::unescape;

use super::super::{Finished, PostContext};

/// What the pass looks for, read once.
struct Selectors {
    id: Selector,
    wrapped: Selector,
    anchored: Selector,
    table: Selector,
    aligned: Selector,
    task: Selector,
    heading: Selector,
    image: Selector,
    loaded: Selector,
    linked: Selector,
}

static SELECTORS: LazyLock<Selectors> = LazyLock::new(|| {
    let selector = |text: &str| text.parse().expect("the selectors of this file can be read");
    Selectors {
        id: selector("[id]"),
        wrapped: selector(".table-wrap"),
        anchored: selector("[data-anchors]"),
        table: selector("table"),
        aligned: selector("td[align], th[align]"),
        task: selector("input[type=checkbox][disabled]"),
        heading: selector("h2[id], h3[id]"),
        image: selector("img"),
        loaded: selector("script[src], source[src], iframe[src]"),
        linked: selector("a[href], link[href], area[href]"),
    }
});

/// A handler for the elements that a selector names.
fn on<'h>(
    selector: &'static Selector,
    handler: impl FnMut(&mut Element<'_, '_>) -> HandlerResult + 'h,
) -> (Cow<'static, Selector>, ElementContentHandlers<'h>) {
    (Cow::Borrowed(selector), ElementContentHandlers::default().element(handler))
}

/// Runs the pass.
pub(crate) fn finish(html: &str, context: &PostContext<'_>) -> Finished {
    let (ids, hrefs) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    // Elements that already give what the pass would add; counted, since they may be nested.
    let wrapped = Rc::new(Cell::new(0_usize));
    let anchored = Rc::new(Cell::new(0_usize));
    let n_tables = Cell::new(0_usize);
    // Not strict: what is odd in the HTML is passed on as it is, never the whole page.
    let settings = RewriteStrSettings::new()
        .with_strict(false)
        .append_element_content_handler(on(&SELECTORS.id, |el| {
            ids.borrow_mut().extend(el.get_attribute("id"));
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.wrapped, |el| {
            inside(el, &wrapped);
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.anchored, |el| {
            inside(el, &anchored);
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.table, |el| {
            if wrapped.get() == 0 {
                n_tables.set(n_tables.get() + 1);
                wrap_table(el, &(context.table_label)(n_tables.get()));
            }
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.aligned, |el| {
            align(el);
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.task, |el| {
            if !el.has_attribute("aria-label") {
                let [done, open] = &context.task_labels;
                let label = if el.has_attribute("checked") { done } else { open };
                let _ = el.set_attribute("aria-label", label);
            }
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.heading, |el| {
            if anchored.get() > 0 {
                add_anchor(el, context);
            }
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.image, |el| {
            hrefs.borrow_mut().extend(address(el, "src"));
            complete_image(el, context);
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.loaded, |el| {
            hrefs.borrow_mut().extend(address(el, "src"));
            Ok(())
        }))
        .append_element_content_handler(on(&SELECTORS.linked, |el| {
            let Some(href) = address(el, "href") else { return Ok(()) };
            if el.tag_name() == "a" && is_elsewhere(&href, context.base_url) {
                mark_external(el);
            }
            hrefs.borrow_mut().push(href);
            Ok(())
        }));
    // The rewriter fails only on what a handler returns or on a memory limit, and neither is set.
    let html = rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned());
    Finished { html, ids: ids.into_inner(), hrefs: hrefs.into_inner() }
}

/// Counts an element in until its end tag; one that can have none holds nothing.
fn inside(el: &mut Element<'_, '_>, depth: &Rc<Cell<usize>>) {
    if !el.can_have_content() {
        return;
    }
    depth.set(depth.get() + 1);
    let closing = Rc::clone(depth);
    let counted = el.on_end_tag(end_tag!(move |_| {
        closing.set(closing.get().saturating_sub(1));
        Ok(())
    }));
    if counted.is_err() {
        depth.set(depth.get() - 1);
    }
}

/// An attribute that holds an address, with its character references resolved.
fn address(el: &Element<'_, '_>, name: &str) -> Option<String> {
    let value = el.get_attribute(name)?;
    let resolved = value.contains('&').then(|| unescape(&value).ok().map(Cow::into_owned)).flatten();
    Some(resolved.unwrap_or(value).trim().to_owned())
}

/// `align` is no longer HTML; the class means the same.
fn align(el: &mut Element<'_, '_>) {
    let Some(side) =
        el.get_attribute("align").filter(|side| ["left", "center", "right"].contains(&side.as_str()))
    else {
        return;
    };
    el.remove_attribute("align");
    let class = el.get_attribute("class").map_or_else(|| side.clone(), |class| format!("{class} {side}"));
    let _ = el.set_attribute("class", &class);
}

fn wrap_table(el: &mut Element<'_, '_>, label: &str) {
    let label = label.replace('&', "&amp;").replace('"', "&quot;");
    let open = format!("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">");
    el.before(&open, ContentType::Html);
    el.after("</div>", ContentType::Html);
}

fn add_anchor(el: &mut Element<'_, '_>, context: &PostContext<'_>) {
    // As it stands in the source, so that it is escaped for an attribute already, whichever quotes it had.
    let Some(id) = el.get_attribute("id").map(|id| id.replace('"', "&quot;")) else { return };
    let label = context.anchor_label.replace('&', "&amp;").replace('<', "&lt;");
    el.append(
        &format!(
            "<a class=\"anchor\" href=\"#{id}\"><span aria-hidden=\"true\">#</span>\
             <span class=\"visually-hidden\">{label}</span></a>"
        ),
        ContentType::Html,
    );
}

fn complete_image(el: &mut Element<'_, '_>, context: &PostContext<'_>) {
    let mut set = |name: &str, value: &str| {
        if !el.has_attribute(name) {
            // The names are fixed and valid.
            let _ = el.set_attribute(name, value);
        }
    };
    set("loading", "lazy");
    set("decoding", "async");
    let Some(picture) = el.get_attribute("src").and_then(|src| (context.picture)(&src)) else { return };
    if picture.width > 0 && picture.height > 0 && !el.has_attribute("width") && !el.has_attribute("height") {
        let _ = el.set_attribute("width", &picture.width.to_string());
        let _ = el.set_attribute("height", &picture.height.to_string());
    }
}

fn is_elsewhere(href: &str, base_url: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let web = matches!(scheme.as_deref(), Some("https" | "http")) || href.starts_with("//");
    let own =
        href.strip_prefix(base_url).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '#', '?']));
    web && !own
}

fn mark_external(el: &mut Element<'_, '_>) {
    let class = el.get_attribute("class").filter(|class| !class.is_empty());
    let class = class.map_or_else(|| "external".to_owned(), |class| format!("{class} external"));
    let _ = el.set_attribute("class", &class);
    let rel = el.get_attribute("rel").unwrap_or_default();
    if !rel.split_ascii_whitespace().any(|word| word == "noopener") {
        let _ = el.set_attribute("rel", format!("{rel} noopener").trim_start());
    }
}
