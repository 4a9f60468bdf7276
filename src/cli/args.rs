//! What can be typed: the commands and their options, as `torg --help` and the manual show them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::edit::ideas::Encoding;

/// Builds a public website from Markdown and structured portfolio data.
#[derive(Debug, Parser)]
#[command(name = "torg", version, disable_help_subcommand = true, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Exit status: 0 when all is well (warnings are allowed), 1 when the site has errors, 2 when the arguments are wrong or \
the environment fails.";

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The project folder [default: the nearest parent with site/site.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// The form of diagnostics
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) format: FormatArg,
    /// Colours in the human format; `NO_COLOR` is honoured
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(crate) color: ColorArg,
    /// The language of messages [default: from `LC_ALL`, `LC_MESSAGES` or `LANG`, else en]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LangArg>,
    /// Let warnings stop the site like errors
    #[arg(long, global = true)]
    pub(crate) deny_warnings: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// With the source line, for people
    #[default]
    Human,
    /// One line each, for grep and editors
    Short,
    /// One JSON object a line, for scripts
    Json,
    /// Workflow commands for GitHub
    Github,
    /// Markdown, for reports only
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal
    #[default]
    Auto,
    /// Also in files and pipes
    Always,
    /// Nowhere
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    /// Swedish
    Sv,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build the site
    Build(BuildArgs),
    /// Check everything and write nothing
    Check(SiteArgs),
    /// Serve the site while it is edited
    #[command(visible_alias = "serve")]
    Preview(PreviewArgs),
    /// Start a page or a record
    New(NewArgs),
    /// Start a site
    Init {
        /// The new site's folder
        dir: PathBuf,
    },
    /// Write JSON Schemas for editors and scripts
    Schema(SchemaArgs),
    /// Explain a diagnostic code
    Explain {
        /// The code, for instance H0102; without one, all codes are listed
        code: Option<String>,
    },
    /// Tell why the next build would render a page again
    ExplainRebuild {
        /// The page: its address, the path of its output, or the file it is written in
        path: String,
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Turn a table into records
    Import {
        #[command(subcommand)]
        import: ImportCommand,
    },
    /// Report on the portfolio
    Report {
        #[command(subcommand)]
        report: ReportCommand,
    },
    /// Search the built site as a reader's browser does
    Search(SearchArgs),
    /// Tell when the site will next look different by itself
    NextChange(SiteArgs),
    /// Remove what earlier builds left for later ones; the site stays
    Clean {
        /// The folder published to, beside which the previous site is kept [default: public in the project]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Write completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual page, or one for each command into a folder
    Man {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// What the site is to look like.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct SiteArgs {
    /// The address the site will have, instead of the one in site.toml
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Include drafts
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Show the portfolio as it was on a day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Date>,
    /// Build as if it were this moment
    #[arg(long, value_name = "RFC3339")]
    pub(crate) now: Option<Timestamp>,
    /// Neither read nor write the cache
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Make nothing to search in, whatever site.toml says
    #[arg(long)]
    pub(crate) no_search: bool,
}

#[derive(Args, Debug)]
pub(crate) struct BuildArgs {
    /// The folder to publish to [default: public in the project, internal with --internal]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Build for a closed circle: every page is marked, and ideas are compared with what each party gave them
    #[arg(long)]
    pub(crate) internal: bool,
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// Tell how long each stage took, what was kept, and what was slowest
    #[arg(long)]
    pub(crate) timings: bool,
    /// Write what was done and when, for a browser's performance tools or Perfetto
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Ideas from a form's export as CSV; each becomes an internal record
    Ideas(IdeasArgs),
}

#[derive(Args, Debug)]
pub(crate) struct IdeasArgs {
    /// The table
    pub(crate) file: PathBuf,
    /// Which column is what: a TOML file, or `title=Rubrik,text=Idé,received=Datum,sender_type=Vem,contact=Namn|E-post` [default: the
    /// columns are called title, text, received, `sender_type`, status, collection]
    #[arg(long, value_name = "MAP")]
    pub(crate) map: Option<String>,
    /// Give every idea a value in place of a column, for instance `sender_type=resident`
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// What stands between cells [default: found out]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// utf-8, utf-16 or windows-1252 [default: utf-8]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "," => Ok(b','),
        ";" => Ok(b';'),
        "\t" | "\\t" | "tab" => Ok(b'\t'),
        _ => Err("one of: , ; tab".to_owned()),
    }
}

fn encoding(word: &str) -> Result<Encoding, String> {
    Encoding::from_word(word).ok_or_else(|| format!("one of: {}", Encoding::words().join(", ")))
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// The board's report: an A4 page for each focus area, as HTML made for print
    Board(BoardArgs),
    /// What changed in the portfolio between two days
    Changes(ChangesArgs),
}

#[derive(Args, Debug)]
pub(crate) struct BoardArgs {
    /// The day to report on [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ChangesArgs {
    /// The day after which changes count
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) from: Date,
    /// The last day that counts [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) to: Option<Date>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// How a report is given.
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// Short for `--format json`
    #[arg(long)]
    pub(crate) json: bool,
    /// The file to write, which is replaced if it is there [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Report as if it were this moment
    #[arg(long, value_name = "RFC3339")]
    pub(crate) now: Option<Timestamp>,
}

#[derive(Args, Debug)]
pub(crate) struct PreviewArgs {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// The port to listen on
    #[arg(long, default_value_t = 1111)]
    pub(crate) port: u16,
    /// Open the site in a browser
    #[arg(long)]
    pub(crate) open: bool,
    /// The address that opens a file in your editor, with {file}, {line} and {column} [default: `TORG_EDITOR`, else that of Visual Studio Code]
    #[arg(long, value_name = "URL")]
    pub(crate) editor: Option<String>,
    #[command(flatten)]
    pub(crate) site: SiteArgs,
}

#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// page, news, learning, course, event, document, or any kind of record: organisation, initiative, status-report, idea …
    pub(crate) kind: String,
    /// The page's or record's name in addresses, for instance var-nya-lokal; a page may name its folder: om/kontakt
    pub(crate) id: String,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("asked").required(true).multiple(true).args(["query", "stats", "export"]))]
pub(crate) struct SearchArgs {
    /// Words, "words in a row", -unwanted
    pub(crate) query: Option<String>,
    /// The most pages shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Tell how each page came to its place: rarity × impact² = points
    #[arg(long)]
    pub(crate) explain: bool,
    /// Only pages in a language, for instance sv [default: all]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// A published site; named several times, they are searched as one [default: public in the project]
    #[arg(long = "site", value_name = "DIR")]
    pub(crate) sites: Vec<PathBuf>,
    /// Tell what search makes of the published pages: files, terms, and every word that is split
    #[arg(long)]
    pub(crate) stats: bool,
    /// Write the published pages and an index configuration for another engine
    #[arg(long, value_enum)]
    pub(crate) export: Option<ExportArg>,
    /// Where an export goes
    #[arg(long, value_name = "DIR", default_value = "search-export")]
    pub(crate) out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportArg {
    /// Quickwit, a distributed engine: newline-delimited JSON and an index configuration
    Quickwit,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Which schema; without a name, the names are listed
    pub(crate) name: Option<String>,
    /// Write all schemas, or the named one, into a folder
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_may_stand_after_the_command() {
        let cli = Cli::try_parse_from(["torg", "serve", "--port", "8000", "--lang", "sv"]).unwrap();
        assert_eq!(cli.global.lang, Some(LangArg::Sv));
        assert!(matches!(cli.command, Command::Preview(PreviewArgs { port: 8000, .. })));
    }
}
