//! The languages torg itself speaks: messages, explanations, the command line.

use serde::{Deserialize, Serialize};

/// A language of torg's own words. Has nothing to do with the languages a site is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish.
    Sv,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Both, in the order the code files give them.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The language's code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language a tag or a locale's name asks for: `sv`, `sv-SE` and `sv_SE.UTF-8` are Swedish. `None` for
    /// languages that torg does not speak.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['-', '_', '.', '@']).next()?;
        Self::ALL.into_iter().find(|lang| lang.as_str().eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_languages() {
        assert_eq!(Lang::of_locale("sv_SE.UTF-8"), Some(Lang::Sv));
        assert_eq!(Lang::of_locale("en"), Some(Lang::En));
        assert_eq!(Lang::of_locale("C.UTF-8"), None);
    }
}
