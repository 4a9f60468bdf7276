//! What goes wrong with the outside when a site is written. Authors' mistakes are no errors of this kind.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a site could not be taken or published. The site that was there before is untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file or folder it is about, as it is shown.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is no room left, on the disk or in the user's quota.
    Full,
    /// The folder or its file system cannot be written to.
    ReadOnly,
    /// The user may not write there.
    Denied,
    /// A file where a folder is needed.
    NotAFolder,
    /// A file that torg did not write is in the way of one that it would write.
    Foreign,
    /// Two parts of the site gave the same path.
    Twice,
    /// A path that is a file for one part of the site and a folder for another.
    FileAndFolder,
    /// The list of what torg wrote cannot be read, so its files cannot be told from others.
    DamagedManifest,
    /// The output folder holds, or lies in, the folder named here.
    Overlap(String),
    /// Another build is writing to the folder.
    Busy,
    /// The operating system's own words.
    Other(String),
}

impl Error {
    /// `problem`, at the path of a published file.
    pub(super) fn at(path: &str, problem: Problem) -> Self {
        Self { path: path.to_owned(), problem }
    }

    /// What the operating system answered about `path`.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        let problem = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Problem::Full,
            io::ErrorKind::ReadOnlyFilesystem => Problem::ReadOnly,
            io::ErrorKind::PermissionDenied => Problem::Denied,
            io::ErrorKind::NotADirectory => Problem::NotAFolder,
            _ => Problem::Other(error.to_string()),
        };
        Self { path: path.display().to_string(), problem }
    }

    /// One line for a person; `lang` is `sv` or anything else, which means English.
    pub fn text(&self, lang: &str) -> String {
        let what = if lang == "sv" { self.problem.swedish() } else { self.problem.english() };
        format!("`{}`: {what}", self.path)
    }
}

impl Problem {
    fn english(&self) -> String {
        match self {
            Self::Full => "the disk is full".into(),
            Self::ReadOnly => "it is read-only".into(),
            Self::Denied => "permission to write there is missing".into(),
            Self::NotAFolder => "it is not a folder".into(),
            Self::Foreign => "a file that torg did not write is in the way; move it or choose another folder".into(),
            Self::Twice => "two parts of the site have this address".into(),
            Self::FileAndFolder => "it would be both a file and a folder".into(),
            Self::DamagedManifest => {
                "it cannot be read, so torg cannot tell its own files from yours; move the whole folder away and \
                 build again"
                    .into()
            }
            Self::Overlap(other) => format!("the output folder and `{other}` may not lie inside each other"),
            Self::Busy => "another build is writing there".into(),
            Self::Other(words) => words.clone(),
        }
    }

    fn swedish(&self) -> String {
        match self {
            Self::Full => "disken är full".into(),
            Self::ReadOnly => "den är skrivskyddad".into(),
            Self::Denied => "rättighet att skriva där saknas".into(),
            Self::NotAFolder => "det är inte en mapp".into(),
            Self::Foreign => "en fil som torg inte har skrivit står i vägen; flytta den eller välj en annan mapp".into(),
            Self::Twice => "två delar av webbplatsen har den adressen".into(),
            Self::FileAndFolder => "den skulle bli både fil och mapp".into(),
            Self::DamagedManifest => {
                "den går inte att läsa, så torg kan inte skilja sina filer från dina; flytta undan hela mappen och \
                 bygg igen"
                    .into()
            }
            Self::Overlap(other) => format!("utmappen och `{other}` får inte ligga i varandra"),
            Self::Busy => "ett annat bygge skriver där".into(),
            Self::Other(words) => words.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text("en"))
    }
}

impl std::error::Error for Error {}
