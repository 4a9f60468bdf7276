//! What is kept between builds, so that nothing is worked out twice.

mod store;

pub use crate::source::Digest;
pub use store::Store;
