//! Initiatives: what the portfolio consists of.

use jiff::civil::Date;

use crate::config::{Amount, When};
use crate::hub::field::{Prose, Ref, Stated};
use crate::hub::record_macro::record;
use crate::hub::step::{Dated, Steps};
use crate::hub::target::{FunctionWord, KindWord, LearningPage, PerspectiveWord, PhaseWord, Sdg, StatusWord};
use crate::source::Spanned;

use super::{Challenge, FocusArea, Idea, Organisation, SocietalGoal};

record! {
    /// An innovation, an education, a research project, a need or a plan in the portfolio.
    "En innovation, en utbildning, ett forskningsprojekt, ett behov eller en plan i portföljen."
    Initiative = "initiative" in "initiatives", named, public, typed {
        /// What kind of initiative it is.
        kind: Ref<KindWord> = "Slag av initiativ.",
        /// The focus areas it belongs to; none for what lies across or came before them.
        focus_areas: Stated<Ref<FocusArea>> = "Fokusområden; inga för det som ligger över eller kom före dem.",
        /// What it is, in one or two sentences of plain text.
        summary: String = "Vad det är, i en mening eller två.",
        /// Its statuses over time; at least one.
        statuses["status"]: Steps<StatusWord, true> = "Status över tid.",
        /// Its phases over time.
        phases["phase"]: Steps<PhaseWord, false> = "Fas över tid.",
        /// The arena's functions that work with it.
        functions: Vec<Ref<FunctionWord>> = "Funktionerna som arbetar med det.",
        /// The challenges it answers.
        challenges: Vec<Ref<Challenge>> = "Utmaningarna det svarar på.",
        /// The societal goals it pulls towards.
        societal_goals: Vec<Ref<SocietalGoal>> = "Samhällsmålen det drar åt.",
        /// The perspectives it takes.
        perspectives: Vec<Ref<PerspectiveWord>> = "Perspektiven det har.",
        /// Organisations that take part.
        parties: Stated<Ref<Organisation>> = "Organisationerna som deltar.",
        /// Organisations that lead it.
        leads: Vec<Ref<Organisation>> = "Organisationerna som leder det.",
        /// What the arena contributes.
        support: Vec<String> = "Stöd från arenan.",
        /// The global goals it serves, by number.
        sdgs: Vec<Ref<Sdg>> = "De globala målen det bidrar till.",
        /// Where it takes place.
        place: Option<String> = "Plats.",
        /// For whom it is.
        audience: Option<String> = "För vem det är.",
        /// When it began.
        start: Option<Spanned<When>> = "När det började.",
        /// When it ended or is to end.
        end: Option<Spanned<When>> = "När det slutade eller ska sluta.",
        /// What it may cost.
        budget: Option<Amount> = "Vad det får kosta.",
        /// Why it is done.
        why: Option<Prose> = "Varför det görs.",
        /// What comes next.
        next_step: Option<Prose> = "Vad som kommer härnäst.",
        /// What came of it.
        result: Option<Prose> = "Vad det blev av det.",
        /// What was learnt.
        lessons: Option<Prose> = "Vad man lärde sig.",
        /// What it waits for, in plain text.
        blocker: Option<String> = "Vad det väntar på.",
        /// The initiative it is a part of.
        parent: Option<Ref<Initiative>> = "Initiativet det är en del av.",
        /// The initiative it took over from.
        replaces: Option<Ref<Initiative>> = "Initiativet det ersätter.",
        /// The ideas it came from.
        from_ideas: Vec<Ref<Idea>> = "Idéerna det kom av.",
        /// The learning pages that came of it.
        learning: Vec<Ref<LearningPage>> = "Lärandesidorna som kom av det.",
    }
}

impl Initiative {
    /// The status on `day`: the last one that had begun.
    pub fn status_on(&self, day: Date) -> Option<&Dated> {
        self.statuses.on(day)
    }

    /// The phase on `day`.
    pub fn phase_on(&self, day: Date) -> Option<&Dated> {
        self.phases.on(day)
    }
}
