//! What is kept between builds, so that nothing is worked out twice.

mod digest;

pub use digest::Digest;
