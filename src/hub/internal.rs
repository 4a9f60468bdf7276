//! The one way to what is internal, for a build that only a closed circle sees.
//!
//! Everything else in the house reaches records through [`Records`](super::Records), which give what is public. Here a
//! [`Clearance`] is asked for. It is made where a person asks for an internal build, and nowhere else: a test holds that.
//! Without one there is no way:
//!
//! ```compile_fail
//! let hub = torg::hub::Hub::default();
//! hub.assessments.all(); // private to the hub's room
//! ```
//!
//! ```compile_fail
//! let hub = torg::hub::Hub::default();
//! hub.internal(torg::hub::Clearance(())); // nobody can make one up
//! ```

use jiff::civil::Date;

use super::assessed::assess;
use super::{Assessed, Assessment, Base, CriteriaSet, Hub, Idea};

/// Proof that what is made is for a closed circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance(());

impl Clearance {
    /// The proof. To be made only where a person asks for an internal build.
    pub fn of_internal_build() -> Self {
        Self(())
    }
}

/// A portfolio as a closed circle sees it.
#[derive(Clone, Copy, Debug)]
pub struct Internal<'a> {
    hub: &'a Hub,
}

/// What parties gave something by some criteria, one by one and together.
#[derive(Clone, Debug)]
pub struct Verdicts<'a> {
    /// The criteria.
    pub set: &'a CriteriaSet,
    /// What they gave together.
    pub assessed: Assessed,
    /// What each gave, in the order of the parties' ids.
    pub given: Vec<&'a Assessment>,
}

impl Hub {
    /// The portfolio with what is internal.
    pub fn internal(&self, _clearance: Clearance) -> Internal<'_> {
        Internal { hub: self }
    }
}

impl<'a> Internal<'a> {
    /// Every idea, in the order of their ids.
    pub fn ideas(self) -> Vec<&'a Idea> {
        let mut ideas: Vec<&Idea> = self.hub.ideas.all().collect();
        ideas.sort_by_key(|idea| &idea.base.id);
        ideas
    }

    /// What parties gave an idea or an initiative until a day, for each of the criteria.
    pub fn verdicts(self, key: &'static str, id: &str, day: Date) -> Vec<Verdicts<'a>> {
        let sets = self.hub.criteria_sets.all();
        let verdicts = sets.filter_map(|set| {
            let given = self.hub.given(set, key, id, day);
            Some(Verdicts { set, assessed: assess(set, key, id, &given)?, given })
        });
        verdicts.collect()
    }

    /// What a record shares with all.
    pub fn base(self, key: &str, id: &str) -> Option<&'a Base> {
        self.hub.any_base(key, id)
    }
}
