//! The fixed words of front matter. They belong to the generator; what another arena would word differently is in the
//! vocabulary instead.

pub use crate::config::Precision;
use crate::config::words;

words! {
    /// What a page is.
    Kind {
        /// Nothing in particular.
        Page = "page",
        /// News of a day.
        News = "news",
        /// Something to learn from.
        Learning = "learning",
        /// Modules in order; the page of their section.
        Course = "course",
        /// Something that takes place.
        Event = "event",
        /// A document and what is in it.
        Document = "document",
    }

    /// How a section orders its pages.
    SortBy {
        /// Newest first.
        Date = "date",
        /// By `weight`, smallest first.
        Weight = "weight",
        /// By title, in the order of the language.
        Title = "title",
    }

    /// The records a section's pages are made from.
    Records {
        /// The portfolio.
        Initiatives = "initiatives",
        /// The focus areas.
        FocusAreas = "focus_areas",
        /// The organisations.
        Organisations = "organisations",
        /// What is to be reached in society.
        SocietalGoals = "societal_goals",
        /// Questions that people answer with ideas.
        Collections = "collections",
        /// What people sent.
        Ideas = "ideas",
        /// What is looked at when something is assessed.
        CriteriaSets = "criteria_sets",
    }

    /// What a learning page is.
    LearningType {
        /// A text to read.
        Article = "article",
        /// How to do something.
        Guide = "guide",
        /// A way of working.
        Method = "method",
        /// A film.
        Film = "film",
        /// A part of a course.
        Module = "module",
    }

    /// Whether an event takes place.
    EventStatus {
        /// It will.
        Planned = "planned",
        /// It has.
        Held = "held",
        /// It will not.
        Cancelled = "cancelled",
        /// It will at another time.
        Postponed = "postponed",
    }

    /// Where people take part.
    EventForm {
        /// In a place.
        Physical = "physical",
        /// At a distance.
        Digital = "digital",
        /// Both.
        Hybrid = "hybrid",
        /// Not known.
        Unknown = "unknown",
    }

    /// What a number of people counts.
    Measure {
        /// Those who said they would come. Never shown as participants.
        Registered = "registered",
        /// Those who came.
        Attended = "attended",
        /// Views of a recording or a broadcast.
        Viewed = "viewed",
        /// Visitors of a fair.
        Visitors = "visitors",
        /// Exhibitors of a fair.
        Exhibitors = "exhibitors",
        /// Organisations.
        Organisations = "organisations",
        /// The mean of several occasions.
        Average = "average",
    }

    /// What a document is.
    DocumentType {
        /// An annual report.
        AnnualReport = "annual_report",
        /// A plan.
        Plan = "plan",
        /// Minutes of a meeting.
        Minutes = "minutes",
        /// A report.
        Report = "report",
        /// Notes.
        Notes = "notes",
        /// A page of another site.
        Webpage = "webpage",
        /// A budget.
        Budget = "budget",
        /// An agreement.
        Agreement = "agreement",
    }

    /// Whether a document can be read by everyone.
    Accessibility {
        /// A tagged PDF.
        Tagged = "tagged",
        /// A page.
        Html = "html",
        /// Exempt by law; a note says why.
        Exempt = "exempt",
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the macro makes all enums alike, and only this one has a default"
)]
impl Default for SortBy {
    fn default() -> Self {
        Self::Title
    }
}

impl Records {
    /// The key of the kind of record, as references name it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Initiatives => "initiative",
            Self::FocusAreas => "focus_area",
            Self::Organisations => "organisation",
            Self::SocietalGoals => "societal_goal",
            Self::Collections => "collection",
            Self::Ideas => "idea",
            Self::CriteriaSets => "criteria_set",
        }
    }
}
