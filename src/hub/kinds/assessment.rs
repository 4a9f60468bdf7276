//! Assessments: what one party gave an idea or an initiative. Never public; only means of several are.

use crate::config::When;
use crate::hub::field::{HowMany, Ref, Stated};
use crate::hub::record_macro::{part, record};
use crate::source::Spanned;

use super::{CriteriaSet, Idea, Initiative, Organisation};

part! {
    /// What was given by one criterion.
    "Vad som gavs enligt ett kriterium."
    Score = "score" {
        /// The criterion's id.
        criterion: Spanned<String> = "Kriteriets id.",
        /// What was given.
        score: HowMany = "Vad som gavs.",
    }
}

record! {
    /// What one party gave an idea or an initiative.
    "Vad en part gav en idé eller ett initiativ."
    Assessment = "assessment" in "assessments", closed, secret, typed {
        /// The idea.
        idea: Option<Ref<Idea>> = "Idén.",
        /// The initiative.
        initiative: Option<Ref<Initiative>> = "Initiativet.",
        /// The criteria it follows.
        set: Ref<CriteriaSet> = "Kriterierna den följer.",
        /// The version of the criteria, to see that they are the ones that were meant.
        version: Spanned<String> = "Kriteriernas version, för att se att det är de rätta.",
        /// Who assessed.
        party: Ref<Organisation> = "Vem som bedömde.",
        /// One score for each criterion.
        scores: Stated<Score> = "Ett betyg för varje kriterium.",
        /// Why.
        motivation: Option<String> = "Varför.",
        /// When.
        date: Spanned<When> = "När.",
    }
}
