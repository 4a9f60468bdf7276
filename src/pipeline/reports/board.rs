//! The board's page for each focus area: what its status reports say, and what is under way.

use crate::config::When;
use crate::export::report::{Area, Board, Colour, Counted, Line, Told};
use crate::hub::{FocusArea, Initiative, SocietalGoal, StatusReport, StatusRole};
use crate::model::Model;
use crate::pipeline::exports::Mapper;
use crate::render;
use crate::report::Lang;

pub(super) fn board(mapper: Mapper<'_>, lang: Lang) -> Board {
    let model = mapper.model;
    let areas: Vec<&FocusArea> = model.hub.focus_areas_on(model.as_of).collect();
    let in_no_area = |initiative: &&Initiative| {
        !initiative.focus_areas.iter().any(|id| areas.iter().any(|area| area.base.id == id.value))
    };
    Board {
        lang,
        site: model.config.title_in(lang.as_str()).to_owned(),
        as_of: told(mapper, model.as_of.into(), lang),
        n_elsewhere: model.hub.portfolio(model.as_of).filter(in_no_area).count(),
        areas: areas.iter().map(|area| Reporter { mapper, model, lang }.area(area)).collect(),
    }
}

/// A time as the report tells it: when something began, if it has an end too.
fn told(mapper: Mapper<'_>, when: When, lang: Lang) -> Told {
    Told {
        iso: mapper.start(when).to_string(),
        words: render::when_in_words(When::at(when.start), lang.as_str()),
    }
}

#[derive(Clone, Copy)]
struct Reporter<'a> {
    mapper: Mapper<'a>,
    model: &'a Model,
    lang: Lang,
}

impl<'a> Reporter<'a> {
    fn area(self, area: &FocusArea) -> Area {
        let Self { mapper, model, .. } = self;
        let is_inside =
            |initiative: &&Initiative| initiative.focus_areas.iter().any(|other| other.value == area.base.id);
        let inside: Vec<&Initiative> = model.hub.portfolio(model.as_of).filter(is_inside).collect();
        let (mut told, others): (Vec<&Initiative>, Vec<&Initiative>) =
            inside.iter().partition(|initiative| self.is_told(initiative));
        told.sort_by_key(|initiative| self.urgency(initiative));
        let goals = model.hub.societal_goals.values();
        let goals = goals.filter(|goal| goal.focus_areas.iter().any(|id| id.value == area.base.id));
        Area {
            id: area.base.id.clone(),
            name: area.base.name(model.as_of).to_owned(),
            url: mapper.record("focus_area", &area.base.id).url,
            purpose: area.purpose.clone(),
            counts: self.by_status(&inside),
            goals: goals.map(|goal| self.goal(goal)).collect(),
            lines: told.into_iter().map(|initiative| self.initiative(initiative)).collect(),
            others: self.by_status(&others),
            ..Area::default()
        }
    }

    /// Whether an initiative has a line of its own: it is chosen, under way or waiting, or there is a report about it.
    fn is_told(self, initiative: &Initiative) -> bool {
        let role = self.role(initiative);
        matches!(role, Some(StatusRole::Chosen | StatusRole::Active | StatusRole::Waiting))
            || self.report_on(initiative).is_some()
    }

    /// What needs the board most stands first: by colour, then what is under way before what is chosen, then by name.
    fn urgency(self, initiative: &Initiative) -> (usize, Option<StatusRole>, String) {
        let report = self.report_on(initiative);
        let place = report.map_or(0, |report| self.colour(report).place);
        let role = self.role(initiative).filter(|role| *role == StatusRole::Chosen);
        (usize::MAX - place, role, initiative.base.name(self.model.as_of).to_lowercase())
    }

    fn role(self, initiative: &Initiative) -> Option<StatusRole> {
        let step = initiative.status_on(self.model.as_of)?;
        self.model.hub.vocabulary.statuses.get(&step.value.value).map(|status| status.role)
    }

    fn report_on(self, initiative: &Initiative) -> Option<&'a StatusReport> {
        let is_about = |report: &StatusReport| {
            report.initiative.as_ref().is_some_and(|id| id.value == initiative.base.id)
        };
        self.model.hub.last_report(self.model.as_of, is_about)
    }

    fn colour(self, report: &StatusReport) -> Colour {
        let named = self.mapper.word_in("colour", &report.colour.value, self.lang.as_str());
        let ids = self.model.hub.vocabulary.ids("colour");
        let place = ids.iter().position(|id| *id == named.id).map_or(0, |index| index + 1);
        Colour { id: named.id, name: named.name, place }
    }

    fn initiative(self, initiative: &Initiative) -> Line {
        let step = initiative.status_on(self.model.as_of);
        let is_waiting = self.role(initiative) == Some(StatusRole::Waiting);
        Line {
            id: initiative.base.id.clone(),
            name: initiative.base.name(self.model.as_of).to_owned(),
            url: self.mapper.record("initiative", &initiative.base.id).url,
            status: step
                .map(|step| self.mapper.word_in("status", &step.value.value, self.lang.as_str()).name),
            since: step.map(|step| told(self.mapper, step.when.value, self.lang)),
            blocker: initiative.blocker.clone().filter(|_| is_waiting),
            ..self.reported(self.report_on(initiative))
        }
    }

    fn goal(self, goal: &SocietalGoal) -> Line {
        let is_about =
            |report: &StatusReport| report.goal.as_ref().is_some_and(|id| id.value == goal.base.id);
        Line {
            id: goal.base.id.clone(),
            name: goal.wording.value.clone(),
            url: self.mapper.record("societal_goal", &goal.base.id).url,
            ..self.reported(self.model.hub.last_report(self.model.as_of, is_about))
        }
    }

    /// What a report says.
    fn reported(self, report: Option<&StatusReport>) -> Line {
        let Some(report) = report else { return Line::default() };
        Line {
            colour: Some(self.colour(report)),
            reported: Some(told(self.mapper, report.date.value, self.lang)),
            points: report.points.to_vec(),
            ..Line::default()
        }
    }

    /// The statuses that initiatives have, in the order of the vocabulary.
    fn by_status(self, initiatives: &[&Initiative]) -> Vec<Counted> {
        let ids = self.model.hub.vocabulary.statuses.keys();
        let counted = ids.map(|id| {
            let has = |initiative: &&&Initiative| {
                initiative.status_on(self.model.as_of).is_some_and(|step| step.value.value == *id)
            };
            let mut names: Vec<String> = initiatives
                .iter()
                .filter(has)
                .map(|initiative| initiative.base.name(self.model.as_of).to_owned())
                .collect();
            names.sort_by_key(|name| name.to_lowercase());
            Counted {
                name: self.mapper.word_in("status", id, self.lang.as_str()).name,
                n: names.len(),
                names,
            }
        });
        counted.filter(|counted| counted.n > 0).collect()
    }
}
