//! The innovation hub as a whole: records of every kind, their rules, what they look like on a day, and the project's own.

mod assessments;
mod canary;
mod csv;
mod mistakes;
mod open_data;
mod own_site;
mod pages;
mod secrets;

use crate::site::SiteTest;

/// An initiative to be written as `site/hub/initiatives/<id>.toml`, with more lines before its first status.
fn initiative(name: &str, more: &str) -> String {
    format!(
        "names = [{{ text = \"{name}\", standing = \"decided\" }}]\nkind = \"innovation\"\nfocus_areas = [\"skolan\"]\n\
         summary = \"Ett försök.\"\nparties = [\"kommunen\"]\nleads = [\"kommunen\"]\n{more}\n\
         [[status]]\nvalue = \"ongoing\"\nwhen = 2024-01-01\n"
    )
}

/// The minimal site with these files below `site/hub`.
fn hub(files: &[(&str, &str)]) -> SiteTest {
    let mut site = SiteTest::new();
    for (path, text) in files {
        site.write(&format!("site/hub/{path}"), *text);
    }
    site
}
