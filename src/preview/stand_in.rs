//! The pages the preview shows of its own where the site has none.

/// A page of a heading and a sentence. `details` is shown where no script runs; where one does, the overlay tells.
pub(super) fn page(lang: &str, heading: &str, sentence: &str, details: Option<&str>) -> String {
    let details =
        details.map(|text| format!("<noscript><pre>{}</pre></noscript>\n", escape(text))).unwrap_or_default();
    let (heading, sentence) = (escape(heading), escape(sentence));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{heading}</title>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n<p>{sentence}</p>\n{details}</main>\n\
         </body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
