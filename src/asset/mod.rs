//! Pictures, style sheets and scripts on their way to the reader: checked, relieved of what must not be published,
//! given names that change with their content.
//!
//! Pure functions over bytes: this room reads no file, and what it makes can be remembered by the digest of what it was
//! given. It must not know which page shows what.

mod avif;
mod bundle;
mod bytes;
mod css;
mod exif;
mod fingerprint;
mod format;
mod gif;
mod jpeg;
mod js;
mod js_names;
mod js_tokens;
mod js_write;
mod picture;
mod png;
mod probe;
mod styles;
mod svg;
mod webp;

#[cfg(test)]
mod bundle_tests;
#[cfg(test)]
mod tests;

pub use bundle::{Bundle, File, bundle};
pub use fingerprint::{fingerprinted, relative};
pub use format::Format;
pub use picture::{Picture, VERSION, Version, WIDTHS, fault, inspect, is_picture, original, publish};
pub use probe::{Fault, MAX_PIXELS, MAX_SIDE, Probe, Size, probe};
pub use svg::SvgFault;
