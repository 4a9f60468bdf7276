//! From the model to the reports for those who steer. They are made of what may be published, on any day.

mod board;
mod changes;

use jiff::civil::Date;

use crate::export::report::{Board, Changes};
use crate::model::Model;
use crate::output::Error;
use crate::report::{Lang, Reported};
use crate::source::Files;

use super::exports::Mapper;
use super::{Cache, Options, glance};

/// The board's report as of the options' day, in the site's language unless another is asked for.
pub fn board(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    lang: Option<Lang>,
) -> Result<Reported<Board>, Error> {
    report(files, cache, options, lang, board::board)
}

/// What happened after the day `from` and not later than `to`, which is today if none is given.
pub fn changes(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    [from, to]: [Option<Date>; 2],
    lang: Option<Lang>,
) -> Result<Reported<Changes>, Error> {
    report(files, cache, options, lang, |mapper, lang| {
        let to = to.unwrap_or(mapper.model.today);
        changes::changes(mapper, from.unwrap_or(Date::MIN), to, lang)
    })
}

/// Reads and links the site, and makes a report of it. The report is of no use where there are errors.
fn report<T>(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    lang: Option<Lang>,
    make: impl FnOnce(Mapper<'_>, Lang) -> T,
) -> Result<Reported<T>, Error> {
    let ready = glance(files, cache, options, cache.notes(options).into())?;
    let model: &Model = &ready.renderer.site().model;
    let lang = lang.or_else(|| Lang::of_locale(&model.config.default_language)).unwrap_or_default();
    let value = make(Mapper { model }, lang);
    let mut diagnostics = ready.out;
    diagnostics.sort();
    diagnostics.dedup();
    Ok(Reported { value, diagnostics })
}
