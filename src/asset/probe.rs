//! What a picture is, by its content alone: its kind, its size, which way is up.

use super::exif::Turn;
use super::{Format, avif, gif, jpeg, png, svg, webp};

/// The most pixels a picture may have. A phone's camera makes 12 to 50 million; a file of a few kilobytes can claim
/// billions, and would take the memory of everybody who looks at it.
pub const MAX_PIXELS: u64 = 64_000_000;

/// The longest side, which is what WebP can hold.
pub const MAX_SIDE: u32 = 16_383;

/// What is told by a picture's own bytes, before it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// What it is.
    pub format: Format,
    /// In pixels, as people see it, that is upright. A drawing (SVG) may have no size of its own.
    pub size: Option<Size>,
    /// Whether it moves.
    pub animated: bool,
    pub(super) turn: Turn,
}

/// A width and a height in pixels, neither of them 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// Why bytes are no picture that can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing that browsers show as a picture.
    NoPicture,
    /// The file is cut or broken.
    Damaged,
    /// More than [`MAX_PIXELS`], or longer than [`MAX_SIDE`].
    TooLarge(Size),
}

/// What a picture's file says, as it is stored.
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) orientation: Turn,
    pub(super) animated: bool,
}

/// What the bytes are.
pub fn probe(bytes: &[u8]) -> Result<Probe, Fault> {
    let format = Format::of(bytes).ok_or(Fault::NoPicture)?;
    if format == Format::Svg {
        return Ok(Probe { format, size: svg::size(bytes), animated: false, turn: Turn::default() });
    }
    let frame = match format {
        Format::Png => png::frame(bytes),
        Format::Jpeg => jpeg::frame(bytes),
        Format::Webp => webp::frame(bytes),
        Format::Gif => gif::frame(bytes),
        Format::Avif => avif::frame(bytes),
        Format::Svg => None,
    };
    let frame = frame.filter(|frame| frame.width > 0 && frame.height > 0).ok_or(Fault::Damaged)?;
    let stored = Size { width: frame.width, height: frame.height };
    if stored.width.max(stored.height) > MAX_SIDE || stored.pixels() > MAX_PIXELS {
        return Err(Fault::TooLarge(stored));
    }
    let size = if frame.orientation.is_sideways() { stored.turned() } else { stored };
    Ok(Probe { format, size: Some(size), animated: frame.animated, turn: frame.orientation })
}

impl Size {
    /// How many pixels that is.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The same picture, `width` pixels across.
    #[must_use]
    pub fn scaled_to(self, width: u32) -> Self {
        let height = (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2)
            / u64::from(self.width.max(1));
        Self { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
    }

    fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}
