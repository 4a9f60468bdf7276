//! PDF files: what is read of them, and how documents are found by it.

pub(crate) mod file;
mod site;
mod text;
