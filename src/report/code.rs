//! The registry of diagnostic codes. Each code is one Markdown file in `codes/` that holds its messages, its
//! explanation and a project that provokes it, together with the exact output it must give.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A diagnostic code such as `H0102`.
///
/// The letter tells the room: `S` files, `C` configuration and data syntax, `F` front matter, `M` Markdown,
/// `L` links, `H` hub, `I` imports, `P` pages and routes, `T` themes and templates, `A` assets, `W` whole-site checks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published.
    Warning,
}

macro_rules! codes {
    ($($code:ident)*) => {
        /// Every code, by its name.
        #[expect(missing_docs, reason = "each code is documented in its own file, shown by `torg explain`")]
        pub mod codes {
            use super::Code;
            $(pub const $code: Code = Code(stringify!($code));)*
            /// All codes in alphabetical order, each with the text of its file.
            pub static ALL: &[(Code, &str)] =
                &[$(($code, include_str!(concat!("codes/", stringify!($code), ".md")))),*];
        }
    };
}

codes! {
    A0101
    A0102
    A0103
    A0104
    A0105
    A0106
    A0107
    A0201
    A0202
    A0203
    A0204
    A0205
    A0301
    A0302
    A0501
    A0502
    A0503
    A0504
    A0505
    A0506
    C0101
    C0102
    C0103
    C0104
    C0105
    C0106
    C0107
    C0108
    C0201
    C0202
    C0203
    C0204
    C0205
    C0206
    C0207
    C0208
    C0209
    C0210
    C0211
    C0302
    C0303
    C0304
    C0305
    C0306
    C0307
    C0308
    C0309
    F0101
    F0102
    F0103
    F0104
    F0105
    F0106
    F0107
    F0108
    F0109
    F0110
    F0111
    F0112
    F0113
    F0114
    F0115
    F0116
    F0117
    F0118
    H0101
    H0102
    H0103
    H0104
    H0105
    H0106
    H0107
    H0108
    H0109
    H0110
    H0111
    H0112
    H0113
    H0114
    H0115
    H0116
    H0117
    H0118
    H0119
    H0120
    H0121
    H0122
    H0123
    H0124
    H0125
    H0126
    H0127
    H0128
    H0129
    H0130
    H0131
    H0132
    H0133
    H0134
    H0135
    H0136
    H0137
    I0101
    I0102
    I0103
    I0104
    I0105
    I0106
    I0107
    L0101
    L0102
    L0103
    L0104
    L0105
    L0106
    L0107
    L0108
    M0101
    M0102
    M0103
    M0104
    M0105
    M0106
    M0107
    M0108
    M0109
    M0110
    M0111
    M0112
    M0113
    M0114
    M0115
    M0116
    M0117
    P0101
    P0102
    P0103
    P0104
    P0105
    S0101
    S0102
    T0101
    T0102
    T0103
    T0104
    T0105
    T0106
    T0107
    T0108
    T0201
    T0202
    T0203
    W0101
}

impl Code {
    /// The code as it is written.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The code with this name, in any case.
    pub fn find(name: &str) -> Option<Self> {
        codes::ALL.iter().map(|(code, _)| *code).find(|code| code.0.eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::find(&name).ok_or_else(|| serde::de::Error::custom(format!("unknown code {name}")))
    }
}
