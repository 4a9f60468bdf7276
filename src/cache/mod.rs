//! What is kept between builds, so that nothing is worked out twice: the [`Store`].
//!
//! Nothing that is read from the disk is trusted: what is damaged, foreign or gone is as if it had never been kept, and
//! whatever the disk refuses to take, the build goes on. This room must not know what it keeps.

mod blob;
#[cfg(feature = "remote-cache")]
mod bucket;
mod clean;
mod commit;
mod disk;
mod fresh;
mod index;
mod pack;
mod problem;
mod remote;
mod snapshot;
mod store;
mod traces;

#[cfg(test)]
mod tests;

pub use crate::source::Digest;
pub use clean::clean;
pub use commit::{Committed, Section};
pub use problem::{Problem, Trouble};
pub use remote::{HERE, Parcel, Remote, SharedPack, connect};
pub use store::{Options, Store};
