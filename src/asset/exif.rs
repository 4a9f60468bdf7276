//! The one thing that is read from a camera's notes: which way is up.

pub(super) use image::metadata::Orientation;

/// The orientation in an Exif block that begins with its TIFF header.
pub(super) fn orientation(block: &[u8]) -> Option<Turn> {
    Orientation::from_exif_chunk(block).map(Turn)
}

/// How a picture must be turned to be seen upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn(pub(super) Orientation);

impl Default for Turn {
    fn default() -> Self {
        Self(Orientation::NoTransforms)
    }
}

impl Turn {
    pub(super) fn is_none(self) -> bool {
        self.0 == Orientation::NoTransforms
    }

    /// Whether width and height change places.
    pub(super) fn is_sideways(self) -> bool {
        use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
        matches!(self.0, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
    }
}
