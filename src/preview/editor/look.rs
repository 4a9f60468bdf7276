//! What is written in a form, as its page will look: before it is saved, for nobody else, and in the world that the preview shows.

use axum::http::StatusCode;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::pipeline::Look;

use super::checks::{self, Problem};
use super::form::{self, Around};
use super::overlay::Overlay;
use super::save;
use super::target::Target;
use super::words::text;
use super::{Editor, conflict};
use crate::preview::own::{Answer, Asked};
use crate::preview::world::World;

/// A page as it would be, in words and in HTML.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Shown {
    /// The page; none where it cannot be shown.
    html: Option<String>,
    /// How it stands, in a sentence.
    said: String,
    problems: Vec<Line>,
}

/// Something that is wrong.
#[derive(Clone, Debug, Serialize)]
struct Line {
    kind: String,
    message: String,
    /// Where it is, in words.
    place: String,
    /// The row of the body that it is in, from 1.
    row: Option<usize>,
}

/// Shows a page as a form would make it: as data for a script, or beside the form for those who have none.
pub(super) fn show(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let mut target = match Target::find(editor, &outline, asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let before = target.draft.source().clone();
    let notice = match save::fill(&mut target, asked) {
        Ok(()) => String::new(),
        Err(refused) => save::told(editor, &refused),
    };
    let shown = Shown::of(editor, &target, &outline.config.time_zone);
    if asked.text("as") == "data" {
        return Answer::Json(serde_json::to_string(&shown).unwrap_or_default());
    }
    if asked.text("digest") != target.digest.to_string() {
        return conflict::show(editor, &before, target.draft.source());
    }
    let around = Around { notice: &notice, look: Some(shown), ..Around::default() };
    form::form(editor, &outline, &target, StatusCode::OK, around)
}

impl Shown {
    fn of(editor: &Editor, target: &Target, zone: &TimeZone) -> Self {
        let source = target.draft.source();
        let files = Overlay::of_source(&editor.files, source);
        let options = (editor.made_with)();
        let look = editor.desk.look(&files, &options, &source.path, &target.listed.source);
        let Look { html, is_left_out, diagnostics } = look;
        let own: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.at.file == source.path).collect();
        let first = target.draft.body_span().map(|body| source.line_column(body.start).line);
        let line = |problem: Problem| {
            let row = first.filter(|_| problem.field == "!body").map(|first| problem.line + 1 - first);
            let (key, n) = row.map_or(("line", problem.line), |row| ("row", row));
            let place = text(editor.lang, key, &[("n", &n.to_string())]);
            Line { kind: problem.kind, message: problem.message, place, row }
        };
        let problems: Vec<Line> = checks::problems(editor, target, &own).into_iter().map(line).collect();
        let key = match (&html, problems.is_empty()) {
            (None, _) => "look-none",
            (Some(_), true) => "look-fine",
            (Some(_), false) => "look-wrong",
        };
        // Why it may be another page than the one that is published now.
        let world = World::of(&options).mark(zone, editor.lang).map(|mark| mark.text);
        let left_out = (is_left_out && html.is_some()).then(|| text(editor.lang, "look-left-out", &[]));
        let said = [world, left_out, Some(text(editor.lang, key, &[]))];
        let said: Vec<String> = said.into_iter().flatten().collect();
        Self { html, said: said.join(" "), problems }
    }
}
