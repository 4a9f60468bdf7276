//! Temporary pass.

/// What the pass needs.
#[derive(Debug, Default)]
pub struct PostContext;

/// A finished page.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "temporary")]
pub struct Finished {
    pub html: String,
    pub ids: Vec<String>,
    pub hrefs: Vec<String>,
}

/// Finishes.
pub fn finish(html: &str, _context: &PostContext) -> Finished {
    let attr = |name: &str| {
        html.split(&format!(" {name}=\""))
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|v| v.replace("&amp;", "&"))
            .collect()
    };
    Finished { html: html.to_owned(), ids: attr("id"), hrefs: attr("href") }
}
