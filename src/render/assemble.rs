//! Fills the holes in a parsed text: links get their addresses, pictures their sizes, components their templates.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use minijinja::{Environment, Value};

use crate::markdown::{ArgValue, Component, Image, Link, Parts, Resolver, escape, escape_href};
use crate::model::{LinkTarget, Page, Prose, Resolved};

use super::figure::chart_value;
use super::read::{self, Read};
use super::view::{Fixed, card, entry, list, map, optional};
use super::{Picture, Site};

/// The longest side a text column ever gives a picture, in CSS pixels: what `sizes` tells browsers.
const COLUMN: u32 = 704;

/// The HTML of a page's text of this name. Errors in component templates are collected in `errors`.
pub(super) fn html(
    site: &Arc<Site>,
    env: &Environment<'_>,
    page: &Page,
    name: &str,
    context: &Value,
    errors: &Mutex<Vec<minijinja::Error>>,
) -> Option<String> {
    let prose = page.prose.get(name)?;
    read::note(|| Read::Links(site.page_name(page.id)), || site.links_answer(page));
    let text = site.body(page, name)?;
    Some(text.html(&mut Assembler { site, env, page, prose, context, errors, count: 0 }))
}

struct Assembler<'a> {
    site: &'a Arc<Site>,
    env: &'a Environment<'a>,
    page: &'a Page,
    prose: &'a Prose,
    /// The page's `site` and `page`, which component templates see too.
    context: &'a Value,
    errors: &'a Mutex<Vec<minijinja::Error>>,
    /// Components met so far, for ids.
    count: usize,
}

impl Resolver for Assembler<'_> {
    fn href(&mut self, index: usize, link: &Link) -> String {
        self.prose.links.get(index).map_or_else(|| link.target.value.clone(), |link| link.href.clone())
    }

    fn image(&mut self, index: usize, image: &Image) -> String {
        let resolved = self.prose.images.get(index);
        let picture = resolved.and_then(|resolved| self.picture(resolved));
        let picture = picture.unwrap_or_else(|| Picture {
            url: resolved.map_or_else(|| image.target.value.clone(), |resolved| resolved.href.clone()),
            ..Picture::default()
        });
        img(&picture, if image.decorative { "" } else { &image.alt }, image.title.as_deref())
    }

    fn component(&mut self, index: usize, component: &Component, parts: Parts) -> String {
        self.count += 1;
        let name = || self.site.names.intern(&component.name);
        read::note(|| Read::Component(name()), || self.site.component_answer(&component.name));
        let Some(template) = self.site.component_templates.get(&component.name) else { return String::new() };
        let id = component
            .id
            .as_ref()
            .map_or_else(|| format!("{}-{}", component.name, self.count), |id| id.value.clone());
        let values = self.values(index, component, parts, &id);
        self.site.note_template(template);
        let rendered = self.env.get_template(template).and_then(|template| template.render(values));
        rendered.unwrap_or_else(|error| {
            if let Ok(mut errors) = self.errors.lock() {
                errors.push(error);
            }
            String::new()
        })
    }
}

impl Assembler<'_> {
    fn picture(&self, resolved: &Resolved) -> Option<Picture> {
        match &resolved.target {
            LinkTarget::File(path) | LinkTarget::Static(path) => self.site.pictures.get(path).cloned(),
            _ => None,
        }
    }

    /// What a component's template sees.
    fn values(&self, index: usize, component: &Component, parts: Parts, id: &str) -> Value {
        let lang = self.page.lang.as_str();
        let safe = |html: Option<String>| optional(html.map(Value::from_safe_string));
        let mut args = Vec::new();
        let mut resolved_values = vec![
            ("link", Value::from(())),
            ("image", Value::from(())),
            ("file", Value::from(())),
            ("initiative", Value::from(())),
            ("event", Value::from(())),
            ("organisation", Value::from(())),
            ("record", Value::from(())),
            ("chart", Value::from(())),
        ];
        let mut set = |name: &'static str, value: Value| {
            if let Some(slot) = resolved_values.iter_mut().find(|(key, _)| *key == name) {
                slot.1 = value;
            }
        };
        let declared = self.site.components.get(&component.name);
        for shape in declared.iter().flat_map(|shape| &shape.args) {
            let Some(arg) = component.arg(&shape.name) else {
                args.push((shape.name.clone(), Value::from(())));
                continue;
            };
            let resolved = self.prose.args.get(&(index, shape.name.clone()));
            let href = resolved.map(|resolved| resolved.href.clone());
            let value = match &arg.value {
                ArgValue::Integer(number) => Value::from(*number),
                ArgValue::Flag => Value::from(true),
                ArgValue::Text(text) | ArgValue::Choice(text) => Value::from(text.as_str()),
                ArgValue::Link(_) => {
                    set("link", optional(resolved.map(|resolved| self.site.link_value(resolved))));
                    optional(href)
                }
                ArgValue::Image(_) => {
                    let picture = resolved.and_then(|resolved| self.picture(resolved));
                    set("image", optional(picture.as_ref().map(picture_value)));
                    optional(picture.map(|picture| picture.url).or(href))
                }
                ArgValue::File(_) => {
                    set("file", optional(href.clone()));
                    optional(href)
                }
                ArgValue::Page(_) => {
                    if let Some(Resolved { target: LinkTarget::Page(id, _), .. }) = resolved {
                        set("event", card(self.site, self.site.model.page(*id), lang));
                    }
                    optional(href)
                }
                ArgValue::Record { kind, id } => {
                    match kind.as_str() {
                        "initiative" => set("initiative", super::view::initiative_card(self.site, id, lang)),
                        "organisation" => set("organisation", self.site.organisation_link(id)),
                        kind => set("record", optional(entry(self.site, kind, id, lang))),
                    }
                    Value::from(id.as_str())
                }
            };
            args.push((shape.name.clone(), value));
        }
        let at = component.span.start;
        if let Some(chart) = self.site.charts.get(&(self.prose.file.clone(), at)) {
            set("chart", chart_value(chart));
        }
        let options = parts.items.iter().map(|item| {
            map([
                ("text", Value::from_safe_string(item.html.clone())),
                ("correct", Value::from(item.checked == Some(true))),
            ])
        });
        let options = list(options);
        let body = safe(parts.body);
        let quiz = map([("options", options.clone()), ("explanation", body.clone())]);
        let mut pairs = vec![
            ("args", Value::from_pairs(args)),
            ("label", safe(parts.label)),
            ("label_text", Value::from(component.label_text.as_str())),
            ("body", body),
            ("items", options),
            ("quiz", quiz),
            ("id", Value::from(id)),
            ("page", self.context.get_attr("page").unwrap_or_default()),
            ("site", self.context.get_attr("site").unwrap_or_default()),
        ];
        pairs.extend(resolved_values);
        Value::from_object(Fixed::new(pairs))
    }
}

fn picture_value(picture: &Picture) -> Value {
    map([
        ("url", Value::from(picture.url.as_str())),
        ("width", Value::from(picture.width)),
        ("height", Value::from(picture.height)),
    ])
}

/// An image element, inside a `picture` when there are lighter versions.
fn img(picture: &Picture, alt: &str, title: Option<&str>) -> String {
    let mut out = String::new();
    let mut types: Vec<&str> = picture.variants.iter().map(|variant| variant.media_type.as_str()).collect();
    types.dedup();
    let original = types.last().copied().filter(|kind| *kind != "image/webp");
    let sizes = format!("(max-width: 48rem) 100vw, {}px", COLUMN.min(picture.width.max(1)));
    let sources: Vec<&str> = types.into_iter().filter(|kind| Some(*kind) != original).collect();
    if !sources.is_empty() {
        out.push_str("<picture>");
        for media_type in &sources {
            out.push_str("<source type=\"");
            out.push_str(media_type);
            srcset(&mut out, picture, media_type, &sizes);
            out.push_str("\">");
        }
    }
    out.push_str("<img src=\"");
    escape_href(&mut out, &picture.url);
    out.push_str("\" alt=\"");
    escape(&mut out, alt);
    if picture.width > 0 && picture.height > 0 {
        // Writing to a String cannot fail, here and below.
        let _ = write!(out, "\" width=\"{}\" height=\"{}", picture.width, picture.height);
    }
    if let Some(title) = title {
        out.push_str("\" title=\"");
        escape(&mut out, title);
    }
    if let Some(original) = original {
        srcset(&mut out, picture, original, &sizes);
    }
    out.push_str("\" loading=\"lazy\" decoding=\"async\">");
    if !sources.is_empty() {
        out.push_str("</picture>");
    }
    out
}

/// Appends the end of an attribute, then `srcset` and `sizes` without the last quote.
fn srcset(out: &mut String, picture: &Picture, media_type: &str, sizes: &str) {
    out.push_str("\" srcset=\"");
    let mut first = true;
    for variant in picture.variants.iter().filter(|variant| variant.media_type == media_type) {
        if !first {
            out.push_str(", ");
        }
        first = false;
        escape_href(out, &variant.url);
        let _ = write!(out, " {}w", variant.width);
    }
    out.push_str("\" sizes=\"");
    out.push_str(sizes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Variant;

    #[test]
    fn pictures_offer_lighter_versions_first() {
        let variant = |url: &str, width, media_type: &str| Variant {
            url: url.to_owned(),
            width,
            media_type: media_type.to_owned(),
        };
        let picture = Picture {
            url: "/torg.jpg".to_owned(),
            width: 1200,
            height: 800,
            variants: vec![
                variant("/torg-400.webp", 400, "image/webp"),
                variant("/torg-1200.webp", 1200, "image/webp"),
                variant("/torg-400.jpg", 400, "image/jpeg"),
            ],
        };
        let html = img(&picture, "Ett \"torg\"", None);
        let expected = "<picture><source type=\"image/webp\" srcset=\"/torg-400.webp 400w, /torg-1200.webp 1200w\" \
            sizes=\"(max-width: 48rem) 100vw, 704px\"><img src=\"/torg.jpg\" alt=\"Ett &quot;torg&quot;\" \
            width=\"1200\" height=\"800\" srcset=\"/torg-400.jpg 400w\" sizes=\"(max-width: 48rem) 100vw, 704px\" \
            loading=\"lazy\" decoding=\"async\"></picture>";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_drawing_is_just_an_image() {
        let picture = Picture { url: "/hjul.svg".to_owned(), width: 10, height: 20, variants: Vec::new() };
        let expected =
            "<img src=\"/hjul.svg\" alt=\"\" width=\"10\" height=\"20\" loading=\"lazy\" decoding=\"async\">";
        assert_eq!(img(&picture, "", None), expected);
    }
}
