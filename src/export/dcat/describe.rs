//! What the catalogue says of each thing, in the profile's properties: all that it demands or recommends and that is
//! known.

use super::graph::Node;
use super::{Catalogue, Contact, Dataset, Distribution, Publisher};

/// The licence that the profile demands of every catalogue.
const CC0: &str = "http://creativecommons.org/publicdomain/zero/1.0/";
/// The EU's list of data themes.
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
/// What everyone may have.
const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";

/// The catalogue and all it holds, in the order they are written.
pub(super) fn describe(catalogue: &Catalogue) -> Vec<Node> {
    let about = |name: &str| format!("{}#{name}", catalogue.folder_url);
    let contact = catalogue.contact.email.as_ref().map(|email| contact(&catalogue.contact, email, about));
    let mut nodes = vec![whole(catalogue, about), publisher(&catalogue.publisher)];
    for dataset in &catalogue.datasets {
        let mut node = set(catalogue, dataset, about);
        node.iris("dcat:contactPoint", contact.iter().map(|contact| &contact.iri));
        nodes.push(node);
        nodes.extend(period(dataset, about));
        nodes.push(schema(dataset));
        nodes.extend(dataset.files.iter().map(|one| file(catalogue, dataset, one, about)));
    }
    nodes.extend(contact);
    nodes
}

fn whole(catalogue: &Catalogue, about: impl Fn(&str) -> String) -> Node {
    let mut node = Node::new(&about("catalogue"), "dcat:Catalog");
    node.texts("dcterms:title", &catalogue.title)
        .texts("dcterms:description", &catalogue.description)
        .iri("dcterms:publisher", &catalogue.publisher.iri)
        .iri("dcterms:license", CC0)
        .iri("foaf:homepage", &catalogue.homepage)
        .iris("dcterms:language", catalogue.languages.iter().filter_map(|lang| language(lang)))
        .day("dcterms:issued", catalogue.issued)
        .day("dcterms:modified", catalogue.modified)
        .iris("dcterms:spatial", &catalogue.places)
        .iri("dcat:themeTaxonomy", THEMES);
    for dataset in &catalogue.datasets {
        node.iri("dcat:dataset", &about(&dataset.name));
    }
    node
}

fn publisher(publisher: &Publisher) -> Node {
    let mut node = Node::new(&publisher.iri, "foaf:Agent");
    node.text("foaf:name", &publisher.name).texts("dcterms:description", &publisher.description);
    if let Some(kind) = &publisher.kind {
        node.iri("dcterms:type", &format!("http://purl.org/adms/publishertype/{kind}"));
    }
    if let Some(number) = &publisher.org_number {
        node.text("dcterms:identifier", number);
    }
    node.iris("foaf:homepage", &publisher.homepage);
    node
}

fn contact(contact: &Contact, email: &str, about: impl Fn(&str) -> String) -> Node {
    let mut node = Node::new(&about("contact"), "vcard:Organization");
    node.text("vcard:fn", &contact.name).iri("vcard:hasEmail", &format!("mailto:{email}"));
    node
}

fn set(catalogue: &Catalogue, dataset: &Dataset, about: impl Fn(&str) -> String) -> Node {
    let mut node = Node::new(&about(&dataset.name), "dcat:Dataset");
    node.texts("dcterms:title", &dataset.title)
        .texts("dcterms:description", &dataset.description)
        .iri("dcterms:publisher", &catalogue.publisher.iri)
        .texts("dcat:keyword", &dataset.keywords);
    for theme in &dataset.themes {
        node.iri("dcat:theme", &format!("{THEMES}/{theme}"));
    }
    node.text("dcterms:identifier", &dataset.name)
        .day("dcterms:issued", catalogue.issued)
        .day("dcterms:modified", dataset.modified)
        .iris("dcterms:language", language(&dataset.lang))
        .iri("dcat:landingPage", &catalogue.folder_url)
        .iri("dcterms:conformsTo", &dataset.schema)
        .iris("dcterms:spatial", &catalogue.places);
    if dataset.period.is_some() {
        node.iri("dcterms:temporal", &about(&time_of(dataset)));
    }
    node.iri("dcterms:accessRights", PUBLIC);
    for file in &dataset.files {
        node.iri("dcat:distribution", &about(&name_of(dataset, file)));
    }
    node
}

fn period(dataset: &Dataset, about: impl Fn(&str) -> String) -> Option<Node> {
    let (first, last) = dataset.period?;
    let mut node = Node::new(&about(&time_of(dataset)), "dcterms:PeriodOfTime");
    node.day("dcat:startDate", Some(first)).day("dcat:endDate", Some(last));
    Some(node)
}

fn schema(dataset: &Dataset) -> Node {
    let mut node = Node::new(&dataset.schema, "dcterms:Standard");
    node.texts("dcterms:title", &dataset.title);
    node
}

fn file(
    catalogue: &Catalogue,
    dataset: &Dataset,
    file: &Distribution,
    about: impl Fn(&str) -> String,
) -> Node {
    let mut node = Node::new(&about(&name_of(dataset, file)), "dcat:Distribution");
    node.texts("dcterms:title", &file.title)
        .texts("dcterms:description", &file.description)
        .iri("dcat:accessURL", &catalogue.folder_url)
        .iri("dcat:downloadURL", &file.url)
        .text("dcterms:format", file.media_type)
        .iri("dcat:mediaType", &format!("https://www.iana.org/assignments/media-types/{}", file.media_type))
        .number("dcat:byteSize", file.n_bytes)
        .iris("dcterms:language", language(&dataset.lang))
        .day("dcterms:issued", catalogue.issued)
        .day("dcterms:modified", dataset.modified)
        .iri("dcterms:license", &catalogue.licence)
        .iris("dcterms:conformsTo", file.follows_schema.then_some(&dataset.schema));
    node
}

fn name_of(dataset: &Dataset, file: &Distribution) -> String {
    format!("{}.{}", dataset.name, file.extension)
}

fn time_of(dataset: &Dataset) -> String {
    format!("{}.period", dataset.name)
}

/// A language in the EU's list, by the first part of its tag: those that Swedish public sites are written in.
fn language(tag: &str) -> Option<String> {
    let code = match tag.split('-').next()? {
        "sv" => "SWE",
        "en" => "ENG",
        "fi" => "FIN",
        "se" => "SME",
        "yi" => "YID",
        "rom" => "ROM",
        "nb" => "NOB",
        "nn" => "NNO",
        "da" => "DAN",
        "de" => "DEU",
        "fr" => "FRA",
        "es" => "SPA",
        "ar" => "ARA",
        "so" => "SOM",
        "fa" => "FAS",
        "uk" => "UKR",
        "pl" => "POL",
        _ => return None,
    };
    Some(format!("http://publications.europa.eu/resource/authority/language/{code}"))
}
