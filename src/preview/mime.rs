//! What kind of file a published file is.

/// The MIME type that goes with a path, by its extension. A file without one is text if its bytes are.
pub(super) fn of(path: &str, bytes: &[u8]) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == "dcat" {
        return "application/rdf+xml; charset=utf-8"; // the catalogue, where Sweden's data portal looks for it
    }
    let Some((_, extension)) = name.rsplit_once('.') else {
        return if std::str::from_utf8(bytes).is_ok() { "text/plain; charset=utf-8" } else { BINARY };
    };
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => CSS,
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "jsonld" => "application/ld+json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "xml" if name == "feed.xml" => "application/atom+xml; charset=utf-8",
        "xml" | "xsl" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "rdf" => "application/rdf+xml; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "wasm" => "application/wasm",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => BINARY,
    }
}

/// The type of the only files that the preview adds anything to.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of the files that an open page exchanges without being loaded again.
pub(super) const CSS: &str = "text/css; charset=utf-8";

const BINARY: &str = "application/octet-stream";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_follow_extensions() {
        assert_eq!(of("om/index.html", b""), HTML);
        assert_eq!(of("feed.xml", b""), "application/atom+xml; charset=utf-8");
        assert_eq!(of("sitemap.xml", b""), "application/xml; charset=utf-8");
        assert_eq!(of("a.b/KALENDER.ICS", b""), "text/calendar; charset=utf-8");
        assert_eq!(of("a.html/_redirects", b"/a /b"), "text/plain; charset=utf-8");
        assert_eq!(of("a.html/x", b"\xff"), BINARY);
        assert_eq!(of("index.blob", b"text"), BINARY);
    }
}
