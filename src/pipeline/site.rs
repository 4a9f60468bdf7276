//! Brings together what rendering needs, with one digest of everything that pages can see of each other. While that
//! digest stays the same, a page can only look different because of a text or a template that it read.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::config::SITE_FILE;
use crate::model::Model;
use crate::render::{Bodies, Chart, ChartKey, Names, Picture, SiteInput};
use crate::report::Diagnostic;
use crate::source::{Digest, FilePath};
use crate::theme::Theme;

use super::read::Digests;
use super::sources::Sources;
use super::{Cache, Options, exports, internal, menus, structured};

/// What was read and asked for.
pub(super) struct Origins<'a> {
    pub(super) files: &'a Sources<'a>,
    pub(super) options: &'a Options,
    pub(super) read: Digests,
}

/// What stands beside the pages.
#[derive(Serialize)]
pub(super) struct Beside<'a> {
    /// The addresses of the theme's files by name.
    pub(super) assets: BTreeMap<String, String>,
    pub(super) pictures: BTreeMap<FilePath, Picture>,
    /// Digests of the texts of files that pages offer.
    pub(super) file_texts: BTreeMap<FilePath, Digest>,
    /// Their places move with every edit of a text, and say nothing about a page.
    #[serde(serialize_with = "in_order")]
    pub(super) charts: BTreeMap<ChartKey, Chart>,
    /// The addresses of all files.
    pub(super) addresses: &'a [String],
    /// For a page's address, the addresses of pages like it.
    pub(super) related: BTreeMap<String, Vec<String>>,
}

/// The site, ready to be rendered. `names` have numbers since the last build.
pub(super) fn assemble(
    origins: &Origins<'_>,
    theme: Theme,
    model: Model,
    beside: Beside<'_>,
    cache: &Cache,
    names: Names,
    out: &mut Vec<Diagnostic>,
) -> SiteInput {
    let facts = facts(origins, &theme, &model, &beside);
    let template = |(name, source): (_, &crate::source::Source)| (name, Digest::of(source.text.as_bytes()));
    SiteInput {
        internal: origins.options.clearance.map(|_| format!("/{}", internal::IDEAS_PATH)),
        facts,
        menu_targets: menus::targets(&model, out),
        feeds: exports::announced(&model),
        texts: theme.texts,
        components: theme.components,
        component_templates: theme.component_templates,
        kinds: theme.kinds,
        templates: theme.templates.iter().map(|(name, source)| template((name.clone(), source))).collect(),
        assets: beside.assets,
        pictures: beside.pictures,
        file_texts: beside.file_texts,
        charts: beside.charts,
        related: beside.related,
        bundle: format!("/{}/", crate::search::FOLDER),
        bodies: Arc::clone(cache.shelf()) as Arc<dyn Bodies>,
        json_ld: structured::json_ld,
        names,
        model,
    }
}

fn facts(origins: &Origins<'_>, theme: &Theme, model: &Model, beside: &Beside<'_>) -> Digest {
    let settings = origins.files.read_digest(&FilePath::new(SITE_FILE));
    // Which pages are shown depends on the moment, and addresses on what else is shown.
    let shown: Vec<&str> = model.pages.iter().map(|page| page.url.as_str()).collect();
    let theme = (&theme.texts, &theme.kinds, &theme.components, &theme.component_templates);
    let moment = (model.as_of, model.today);
    Digest::of_encoded(&(settings, &origins.options.base_url, moment, origins.read, theme, shown, beside))
}

fn in_order<S: serde::Serializer>(
    charts: &BTreeMap<ChartKey, Chart>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(charts.values())
}
