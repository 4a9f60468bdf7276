//! Builds that use what earlier builds left: whatever is edited, they give what a clean build gives, and they render no
//! more than must be.

mod edits;
mod equal;
