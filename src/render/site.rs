//! Everything rendering needs besides the page itself: the model, the theme's words and files, the pictures.

use std::collections::BTreeMap;
use std::fmt;

use crate::markdown::Components;
use crate::model::{Model, Resolved};
use crate::source::FilePath;

use super::texts::Texts;

/// What the renderer is given.
pub struct SiteInput {
    /// The site.
    pub model: Model,
    /// The theme's texts by language, the most basic theme's first.
    pub texts: BTreeMap<String, Vec<String>>,
    /// The addresses of the theme's files by their path in `assets`.
    pub assets: BTreeMap<String, String>,
    /// What the theme declares about components.
    pub components: Components,
    /// The template of each component.
    pub component_templates: BTreeMap<String, String>,
    /// The template of each kind of page.
    pub kinds: BTreeMap<String, String>,
    /// Pictures by the file they are made of.
    pub pictures: BTreeMap<FilePath, Picture>,
    /// Charts by the file and the arguments they are drawn from.
    pub charts: BTreeMap<ChartKey, Chart>,
    /// Where each menu line leads, by the line as written.
    pub menu_targets: BTreeMap<String, Resolved>,
    /// The feeds readers can subscribe to.
    pub feeds: Vec<Feed>,
}

/// A chart's place: the file it is written in and where in it.
pub type ChartKey = (FilePath, u32);

/// A picture as it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The address of the original.
    pub url: String,
    /// Its width in pixels, or in the drawing's units; 0 when it has none.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Smaller and lighter versions, each kind of file from narrow to wide.
    pub variants: Vec<Variant>,
}

/// A version of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its address.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// `image/webp` and the like.
    pub media_type: &'static str,
}

/// A chart as drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The picture.
    pub svg: String,
    /// What it shows, in a sentence.
    pub summary: String,
    /// The table's headings.
    pub columns: Vec<String>,
    /// The table's cells.
    pub rows: Vec<Vec<String>>,
    /// Where the numbers can be fetched.
    pub csv_url: String,
}

/// A feed a page can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What it holds.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The language of its entries.
    pub lang: String,
}

/// The site, ready for rendering.
pub struct Site {
    /// The site as planned.
    pub model: Model,
    pub(super) texts: Texts,
    pub(super) assets: BTreeMap<String, String>,
    pub(super) components: Components,
    pub(super) component_templates: BTreeMap<String, String>,
    pub(super) kinds: BTreeMap<String, String>,
    pub(super) pictures: BTreeMap<FilePath, Picture>,
    /// The file of each picture by its address.
    pub(super) picture_files: BTreeMap<String, FilePath>,
    pub(super) charts: BTreeMap<ChartKey, Chart>,
    pub(super) menu_targets: BTreeMap<String, Resolved>,
    pub(super) feeds: Vec<Feed>,
    /// The place of each initiative and focus area in the order of their ids, from 1.
    pub(super) numbers: BTreeMap<String, usize>,
}

impl Site {
    /// Makes a site ready.
    pub fn new(input: SiteInput) -> Self {
        let hub = &input.model.hub;
        let number = |ids: &mut dyn Iterator<Item = &String>| -> Vec<(String, usize)> {
            ids.enumerate().map(|(index, id)| (id.clone(), index + 1)).collect()
        };
        let mut numbers = BTreeMap::new();
        numbers.extend(number(&mut hub.initiatives.keys()));
        Self {
            texts: Texts::new(&input.texts),
            assets: input.assets,
            components: input.components,
            component_templates: input.component_templates,
            kinds: input.kinds,
            picture_files: input
                .pictures
                .iter()
                .map(|(file, picture)| (picture.url.clone(), file.clone()))
                .collect(),
            pictures: input.pictures,
            charts: input.charts,
            menu_targets: input.menu_targets,
            feeds: input.feeds,
            numbers,
            model: input.model,
        }
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("pages", &self.model.pages.len()).finish_non_exhaustive()
    }
}
