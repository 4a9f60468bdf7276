//! The live preview: keeps the last good site in memory, serves it to the browser on the same machine, builds it again
//! when a file changes, and tells the open pages. An edit that one page alone can show is shown before the build (`publish`).
//!
//! Only the HTTP layer adds anything to a page (`inject`): the site in memory is byte for byte what a build writes.
//! Only [`SiteMaker`] knows how a site is built. This room must not know where its messages are printed. All that is
//! async in torg while people edit lives here.

mod address;
mod bell;
mod browser;
mod burst;
mod change;
mod check;
mod editor;
mod error;
mod events;
mod guard;
mod http;
mod inject;
mod keys;
mod listen;
mod maker;
mod mend;
mod mime;
mod network;
mod notice;
mod overlay;
mod own;
mod publish;
mod rebuild;
mod server;
mod shared;
mod site;
mod site_maker;
mod stand_in;
mod watch;
mod words;
mod world;

pub use error::Error;
pub use maker::{Built, Early, MakePage, Maker};
pub use notice::Notice;
pub use server::{Preview, run};
pub use site_maker::SiteMaker;
pub use world::World;

use std::path::PathBuf;

use crate::report::Lang;
use crate::source::DiskFiles;

/// Where and how to preview.
#[derive(Clone, Debug)]
pub struct Options {
    /// The project that is watched, and read when a diagnostic shows a source line.
    pub files: DiskFiles,
    /// Folders whose changes never matter, absolute: the output folder of `torg build`. `.torg` is always one.
    pub ignored: Vec<PathBuf>,
    /// The name or address to listen on, as the user wrote it.
    pub host: String,
    /// The port; 0 lets the system choose a free one.
    pub port: u16,
    /// Whether the browser is opened once there is something to see.
    pub open: bool,
    /// The language of lines and of the overlay.
    pub lang: Lang,
    /// The address that opens a file in the author's editor: `{file}`, `{line}` and `{column}` are filled in.
    pub editor: String,
}

impl Options {
    /// The address that `torg preview` listens on unless told otherwise.
    pub const HOST: &'static str = "127.0.0.1";
    /// The port that `torg preview` listens on unless told otherwise.
    pub const PORT: u16 = 1111;

    /// Opens files in Visual Studio Code; most other editors can be told to answer to an address as well.
    pub const EDITOR: &'static str = "vscode://file/{file}:{line}:{column}";

    /// The project's preview as it is without any argument.
    pub fn new(files: DiskFiles) -> Self {
        let host = Self::HOST.to_owned();
        let (lang, editor) = (Lang::default(), Self::EDITOR.to_owned());
        Self { files, ignored: Vec::new(), host, port: Self::PORT, open: false, lang, editor }
    }
}
