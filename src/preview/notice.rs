//! What the preview says in the terminal. Printing is the command line's affair.

use std::sync::Arc;

use crate::report::Diagnostic;

/// Something to print.
#[derive(Clone, Copy, Debug)]
pub enum Notice<'a> {
    /// What happens: one line, without a line end.
    Line(&'a str),
    /// What the user should mind: one line, without a line end.
    Warning(&'a str),
    /// What the last build noticed, sorted; never empty. To be shown in the format that was asked for.
    Diagnostics(&'a [Diagnostic]),
}

/// Takes what is to be printed, from several threads.
pub(super) type Say = Arc<dyn Fn(Notice<'_>) + Send + Sync>;
