//! `torg explain CODE`: the long text of a diagnostic code; without a code, the list of all.

use crate::report::{self, Code, codes};

use super::failure::Failure;
use super::screen::Screen;
use super::{Outcome, screen};

pub(super) fn run(code: Option<&str>, screen: Screen) -> Result<Outcome, Failure> {
    let text = match code {
        None => report::list(screen.lang),
        Some(name) => report::explain(find(name)?, screen.lang),
    };
    screen::say(&text);
    Ok(Outcome::Fine)
}

fn find(name: &str) -> Result<Code, Failure> {
    let known: Vec<&str> = codes::ALL.iter().map(|(code, _)| code.as_str()).collect();
    Code::find(name)
        .ok_or_else(|| Failure::unknown(["unknown-code", "unknown-code-near"], "code", name, &known))
}
