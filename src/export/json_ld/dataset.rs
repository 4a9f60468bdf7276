//! `Dataset`: open data and where its files are.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::export::open_data::Header;

use super::node::Node;

/// The node of a kind of open data; `page_url` is the page that tells about it, absolute. The day
/// the data shows is that of the build and no news about the data: it is not told.
pub fn dataset(header: &Header, page_url: &str, issued: Option<Date>) -> Value {
    let files = [("json", "application/json"), ("csv", "text/csv")].map(|(extension, media_type)| {
        json!({ "@type": "DataDownload", "contentUrl": header.url(extension), "encodingFormat": media_type })
    });
    let catalogue = json!({
        "@type": "DataCatalog",
        "@id": format!("{}#catalogue", header.folder_url),
        "url": format!("{}dcat.jsonld", header.folder_url),
    });
    Node::new("Dataset")
        .with("@id", format!("{page_url}#{}", header.name))
        .with("name", &*header.title)
        .with("description", &*header.description)
        .with("url", page_url)
        .with("license", &*header.licence.url)
        .with("inLanguage", &*header.lang)
        .maybe("datePublished", issued.map(|day| day.to_string()))
        .with("creator", json!({ "@type": "Organization", "name": header.publisher }))
        .with("isAccessibleForFree", true)
        .with("distribution", files.to_vec())
        .with("includedInDataCatalog", catalogue)
        .into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::export::open_data::Licence;

    #[test]
    fn the_portfolio() {
        let header = Header {
            name: "portfolj".to_owned(),
            title: "Portföljen".to_owned(),
            description: "Alla publika initiativ.".to_owned(),
            lang: "sv".to_owned(),
            folder_url: "https://torg.example/oppna-data/".to_owned(),
            as_of: date(2022, 6, 29),
            licence: Licence { id: "CC0-1.0".to_owned(), url: "https://cc.example/zero/".to_owned() },
            publisher: "Samhällskontraktet".to_owned(),
        };
        insta::assert_snapshot!(dataset(
            &header,
            "https://torg.example/oppna-data/",
            Some(date(2023, 1, 15))
        ));
    }
}
