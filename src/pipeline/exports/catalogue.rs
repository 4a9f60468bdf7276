//! The catalogue of the open data: what was written, with its sizes and the times it tells of, as a data portal wants it.

use jiff::civil::Date;

use crate::config::Language;
use crate::export::File;
use crate::export::dcat::{self, Catalogue, Contact, Dataset, Distribution, Publisher, Text};
use crate::export::open_data::{Header, Time};
use crate::render::Renderer;

use super::Mapper;

/// Where Sweden's data portal looks for a public body's catalogue.
const WELL_KNOWN: &str = "datasets/dcat";

/// The formats data is fetched in: the end of the file's name, its media type and the theme's word for it. The first
/// holds everything, as the schema says.
const FORMATS: [(&str, &str, &str); 4] = [
    ("json", "application/json", "data-file-json"),
    ("csv", "text/csv", "data-file-csv"),
    ("excel.csv", "text/csv", "data-file-excel"),
    ("atom", "application/atom+xml", "data-file-atom"),
];

/// What was written, in its order.
pub(super) struct Shelf<'a> {
    renderer: &'a Renderer,
    datasets: Vec<Dataset>,
}

impl<'a> Shelf<'a> {
    /// Nothing yet.
    pub(super) fn new(renderer: &'a Renderer) -> Self {
        Self { renderer, datasets: Vec::new() }
    }

    /// Puts the files of a kind of records on the shelf, with every time that the records tell of.
    pub(super) fn add(&mut self, header: &Header, files: &[File], times: &[Time]) {
        let as_of = header.as_of;
        let mut period: Option<(Date, Date)> = None;
        let mut modified = None;
        for time in times {
            let (first, last) = (time.at.first_day(), time.at.last_day());
            period = Some(period.map_or((first, last), |(start, end)| (start.min(first), end.max(last))));
            modified = modified.max(Some(first).filter(|day| !time.is_end && *day <= as_of));
        }
        let title = self.texts(&format!("data-{}", header.name));
        let files = FORMATS.iter().filter_map(|(extension, media_type, word)| {
            let file =
                files.iter().find(|file| file.path.ends_with(&format!("/{}.{extension}", header.name)))?;
            let names = self.texts(word);
            Some(Distribution {
                extension: (*extension).to_owned(),
                url: header.url(extension),
                media_type,
                title: title.iter().zip(&names).map(|(title, name)| title.with(name)).collect(),
                description: self.texts(&format!("{word}.description")),
                n_bytes: file.bytes.len(),
                follows_schema: *extension == "json",
            })
        });
        let files = files.collect();
        self.datasets.push(Dataset {
            name: header.name.clone(),
            description: self.texts(&format!("data-{}.description", header.name)),
            keywords: self.texts("data-keyword").iter().chain(&title).cloned().collect(),
            title,
            themes: themes(&header.name),
            lang: header.lang.clone(),
            modified,
            period,
            schema: header.url("schema.json"),
            files,
        });
    }

    /// The catalogue of all that, in both its formats and where the data portal looks for it.
    pub(super) fn files(self, folder: &str) -> Vec<File> {
        let catalogue = self.catalogue(folder);
        let rdf = dcat::rdf_xml(&catalogue);
        let file = |path: String, bytes| File { path, bytes };
        vec![
            file(WELL_KNOWN.to_owned(), rdf.clone()),
            file(format!("{folder}/dcat.rdf"), rdf),
            file(format!("{folder}/dcat.jsonld"), dcat::json_ld(&catalogue)),
        ]
    }

    fn catalogue(self, folder: &str) -> Catalogue {
        let model = &self.renderer.site().model;
        let (config, mapper) = (&model.config, Mapper { model });
        let lang = &config.default_language;
        let page = model.page_at(&format!("/{folder}/"));
        let updated = page.and_then(|page| page.updated).map(crate::model::Moment::day);
        let in_each = |text: fn(&crate::config::Config, &str) -> Option<String>| -> Vec<Text> {
            let one = |language: &Language| {
                let lang = language.code.clone();
                Some(Text { text: text(config, &lang)?, lang })
            };
            config.languages.iter().filter_map(one).collect()
        };
        let description = in_each(|config, lang| config.description_in(lang).map(ToOwned::to_owned));
        let known = config.organisation.as_ref();
        let name = known.map_or_else(|| config.title_in(lang).to_owned(), |known| known.name.clone());
        let word = self.texts("data-catalogue");
        let title = in_each(|config, lang| Some(config.title_in(lang).to_owned()));
        Catalogue {
            folder_url: mapper.absolute(&format!("/{folder}/")),
            title: word.iter().zip(&title).map(|(word, title)| word.with(title)).collect(),
            description: self.texts("data-catalogue.description"),
            homepage: mapper.absolute(&config.home_url(lang)),
            languages: config.languages.iter().map(|language| language.code.clone()).collect(),
            issued: config.open_data.issued,
            modified: self.datasets.iter().map(|dataset| dataset.modified).max().flatten().max(updated),
            places: config.open_data.places.clone(),
            publisher: Publisher {
                iri: mapper.absolute("/#organisation"),
                name: name.clone(),
                description,
                kind: config.open_data.publisher_type.clone(),
                org_number: known.and_then(|known| known.org_number.clone()),
                homepage: known.and_then(|known| known.url.clone()),
            },
            contact: Contact { name, email: config.open_data.email.clone() },
            licence: config.open_data.licence.clone(),
            datasets: self.datasets,
        }
    }

    /// A word of the theme in each of the site's languages.
    fn texts(&self, key: &str) -> Vec<Text> {
        let languages = &self.renderer.site().model.config.languages;
        let text = |language: &Language| Text {
            text: self.renderer.text(&language.code, key),
            lang: language.code.clone(),
        };
        languages.iter().map(text).collect()
    }
}

/// Codes of the EU's data themes that fit a kind of records: the work of public bodies, and what it is about.
fn themes(name: &str) -> Vec<&'static str> {
    match name {
        "budget" | "finansiering" | "uppvaxling" => vec!["GOVE", "ECON"],
        "portfolj" | "fokusomraden" | "utmaningar" | "samhallsmal" | "indikatorer" => vec!["GOVE", "SOCI"],
        "aktiviteter" | "serier" | "programpunkter" | "aterkoppling" => vec!["GOVE", "EDUC"],
        _ => vec!["GOVE"],
    }
}
