//! What writes authors' files: imports, so far. Pure functions from what is there to what is to be written; the command
//! line does the writing.

pub mod ideas;
