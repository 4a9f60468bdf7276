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
};

impl Words {
    /// The words of a language; English for those we have no words in.
    pub(super) fn of(lang: &str) -> &'static Self {
        if lang.split('-').next() == Some("sv") { &SWEDISH } else { &ENGLISH }
    }

    pub(super) fn is_swedish(&self) -> bool {
        std::ptr::eq(self, &raw const SWEDISH)
    }
}
