//! The portfolio.

use crate::export::{Initiative, Named};

use super::record::{Cell, Record, Time, of_kind};

impl Record for Initiative {
    const LIST: &'static str = "initiatives";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "kind",
        "focus_areas",
        "status",
        "status_since",
        "phase",
        "parties",
        "societal_goals",
        "sdgs",
        "perspectives",
        "url",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::from(&*self.name),
            Cell::from(&*self.kind.id),
            Cell::ids(&self.focus_areas),
            Cell::maybe(self.status.as_ref().map(|status| &status.id)),
            Cell::maybe(self.status_since.as_ref()),
            Cell::maybe(self.phase.as_ref().map(|phase| &phase.id)),
            Cell::ids(&self.parties),
            Cell::ids(&self.societal_goals),
            Cell::list(&self.sdgs),
            Cell::ids(&self.perspectives),
            Cell::from(&*self.url),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        let statuses = self.status_history.iter().map(|step| &step.value).chain(&self.status);
        let phases = self.phase_history.iter().map(|step| &step.value).chain(&self.phase);
        of_kind("kind", [&self.kind])
            .chain(of_kind("status", statuses))
            .chain(of_kind("phase", phases))
            .chain(of_kind("focus_area", &self.focus_areas))
            .chain(of_kind("organisation", self.parties.iter().chain(&self.leads)))
            .chain(of_kind("societal_goal", &self.societal_goals))
            .chain(of_kind("perspective", &self.perspectives))
            .chain(of_kind("function", &self.functions))
            .chain(of_kind("challenge", &self.challenges))
            .chain(of_kind("idea", &self.from_ideas))
            .chain(of_kind("learning", &self.learning))
            .chain(of_kind("initiative", self.parent.iter().chain(&self.replaces)))
            .collect()
    }

    fn times(&self) -> Vec<Time> {
        let steps = self.status_history.iter().chain(&self.phase_history).map(|step| Time::start(&step.when));
        steps.chain(Time::of_names(&self.names)).chain(Time::period(&self.start, &self.end)).collect()
    }
}
