//! The few words a chart says by itself, in Swedish and English.

/// The words of a language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) decimal_mark: char,
    pub(super) thousands_mark: char,
    /// Whether `%` follows its number after a space.
    pub(super) space_before_percent: bool,
    pub(super) and: &'static str,
    pub(super) source: &'static str,
    pub(super) baseline: &'static str,
    pub(super) target: &'static str,
    pub(super) missing: &'static str,
    pub(super) category: &'static str,
    /// The head of a column of times when something began.
    pub(super) since: &'static str,
    pub(super) latest: &'static str,
    /// Where nobody reported.
    pub(super) no_report: &'static str,
    pub(super) months: [&'static str; 12],
    pub(super) short_months: [&'static str; 12],
    /// What has no time in the year.
    pub(super) no_month: &'static str,
    /// The heads of a year wheel's table.
    pub(super) wheel_heads: [&'static str; 5],
    outer_ring: &'static str,
    middle_ring: &'static str,
    inner_ring: &'static str,
}

const HARD_SPACE: char = '\u{a0}';

static SWEDISH: Words = Words {
    decimal_mark: ',',
    thousands_mark: HARD_SPACE,
    space_before_percent: true,
    and: "och",
    source: "Källa",
    baseline: "Utgångsläge",
    target: "Mål",
    missing: "uppgift saknas",
    category: "Kategori",
    since: "Från och med",
    latest: "Senast",
    no_report: "Ingen rapport",
    months: [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    short_months: ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    no_month: "ingen månad angiven",
    wheel_heads: ["Nummer", "Månad", "Vad", "Vem", "Uppgift"],
    outer_ring: "yttre ringen",
    middle_ring: "mellersta ringen",
    inner_ring: "inre ringen",
};

static ENGLISH: Words = Words {
    decimal_mark: '.',
    thousands_mark: ',',
    space_before_percent: false,
    and: "and",
    source: "Source",
    baseline: "Baseline",
    target: "Target",
    missing: "not known",
    category: "Category",
    since: "Since",
    latest: "Latest",
    no_report: "No report",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    short_months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    no_month: "no month given",
    wheel_heads: ["Number", "Month", "What", "Who", "Task"],
    outer_ring: "outer ring",
    middle_ring: "middle ring",
    inner_ring: "inner ring",
};

/// The names of the months in a language, as they stand inside a sentence; `None` for languages we have no words in. Dates
/// beside a chart say them as the chart does.
pub fn months(lang: &str) -> Option<&'static [&'static str; 12]> {
    match lang {
        "sv" => Some(&SWEDISH.months),
        "en" => Some(&ENGLISH.months),
        _ => None,
    }
}

impl Words {
    /// The words of a language; English for those we have no words in.
    pub(super) fn of(lang: &str) -> &'static Self {
        if lang.split('-').next() == Some("sv") { &SWEDISH } else { &ENGLISH }
    }

    pub(super) fn is_swedish(&self) -> bool {
        std::ptr::eq(self, &raw const SWEDISH)
    }

    /// Which ring of a year wheel one is, the outermost being 0.
    pub(super) fn ring(&self, ring: usize, n_rings: usize) -> &'static str {
        match ring {
            0 => self.outer_ring,
            ring if ring + 1 == n_rings => self.inner_ring,
            _ => self.middle_ring,
        }
    }
}
