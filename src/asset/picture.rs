//! A picture as it is published: without its camera's and editor's notes, upright, and in smaller versions.

use std::collections::BTreeSet;
use std::io::Cursor;

use fast_image_resize::images::Image as Pixels;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::report::{Code, Diagnostic, codes};
use crate::source::{FilePath, Location, Span};

use super::probe::{Fault, Probe, Size, probe};
use super::svg::{self, SvgFault};
use super::webp as container;
use super::{Format, avif, gif, jpeg, png};

/// What has to change whenever the same bytes would be published differently, for those who remember results.
pub const VERSION: u32 = 1;

/// The widths, in pixels, at which pictures are published besides their own: a phone, a phone with a dense screen, a
/// text column, a wide screen.
pub const WIDTHS: [u32; 4] = [400, 800, 1200, 1600];

/// How a picture is compressed, for the two codecs that lose something.
#[derive(Clone, Copy)]
struct Quality {
    jpeg: u8,
    webp: f32,
}

const SMALLER: Quality = Quality { jpeg: 82, webp: 78.0 };

/// For a picture that is only turned: it is compressed a second time, and should not look it.
const TURNED: Quality = Quality { jpeg: 92, webp: 92.0 };

/// A picture in all its published versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its size as people see it; `None` for a drawing that gives none.
    pub size: Option<Size>,
    /// The picture itself first, then lighter versions: WebP from narrow to wide, then the picture's own format from
    /// narrow to wide. A version that would be no smaller in bytes than the picture itself is left out.
    pub versions: Vec<Version>,
}

/// One published file of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// What it is.
    pub format: Format,
    /// In pixels; `None` for a drawing that gives none.
    pub size: Option<Size>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Whether a file is to be published as a picture: by its name, or by its content where its name says nothing.
pub fn is_picture(name: &str, bytes: &[u8]) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    // Formats that cameras, phones and office programs write, and that no page can show.
    let is_foreign =
        matches!(extension.as_deref(), Some("bmp" | "heic" | "heif" | "jp2" | "jxl" | "tif" | "tiff"));
    let by_content = || Format::of(bytes).is_some_and(|format| format != Format::Svg);
    is_foreign || Format::of_name(name).is_some() || by_content()
}

/// Looks at a picture before it is published: what it is, or everything that is wrong with it.
pub fn inspect(file: &FilePath, bytes: &[u8], out: &mut Vec<Diagnostic>) -> Option<Probe> {
    let probe = match probe(bytes) {
        Ok(probe) => probe,
        Err(fault) => {
            out.push(self::fault(file, fault));
            return None;
        }
    };
    if let Some(said) = Format::of_name(file.file_name()).filter(|said| *said != probe.format) {
        out.push(
            named(codes::A0102, file)
                .arg("said", said.extension())
                .arg("found", probe.format.extension())
                .arg("better", format!("{}.{}", file.stem(), probe.format.extension())),
        );
        return None;
    }
    if probe.format == Format::Svg {
        let before = out.len();
        out.extend(drawing_faults(file, bytes));
        if out.len() > before {
            return None;
        }
    }
    Some(probe)
}

/// What to say of a file that [`publish`] or [`probe`] could not take.
pub fn fault(file: &FilePath, fault: Fault) -> Diagnostic {
    match fault {
        Fault::NoPicture => named(codes::A0101, file),
        Fault::Damaged => named(codes::A0104, file),
        Fault::TooLarge(size) => {
            named(codes::A0103, file).arg("width", size.width).arg("height", size.height)
        }
    }
}

fn named(code: Code, file: &FilePath) -> Diagnostic {
    Diagnostic::new(code, Location::start_of(file)).arg("name", file.file_name())
}

fn drawing_faults(file: &FilePath, bytes: &[u8]) -> Vec<Diagnostic> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let faults = svg::read(text).faults.into_iter();
    faults
        .map(|(fault, range)| {
            let at = Location::new(file, Span::new(range.start, range.end));
            match fault {
                SvgFault::Active(what) => Diagnostic::new(codes::A0105, at).arg("what", what),
                SvgFault::External(target) => Diagnostic::new(codes::A0106, at).arg("target", target),
                SvgFault::Broken(why) => Diagnostic::new(codes::A0107, at).arg("why", why),
            }
        })
        .collect()
}

/// The picture in all its published versions. Decodes it, so that one that only looks whole is found out here.
pub fn publish(bytes: &[u8], probe: &Probe) -> Result<Picture, Fault> {
    let cleaned = clean(bytes, probe.format).ok_or(Fault::Damaged)?;
    let whole = |bytes| Version { format: probe.format, size: probe.size, bytes };
    let Some(size) = probe.size.filter(|_| probe.format.can_be_scaled() && !probe.animated) else {
        return Ok(Picture { size: probe.size, versions: vec![whole(cleaned)] });
    };
    let source = Decoded::new(bytes, probe)?;
    let original = if probe.turn.is_none() { cleaned } else { source.encode(probe.format, size, TURNED)? };
    let mut smaller = Vec::new();
    for width in WIDTHS.into_iter().filter(|width| *width < size.width) {
        smaller.extend(source.versions(size.scaled_to(width), true)?);
    }
    if size.width <= WIDTHS[WIDTHS.len() - 1] && probe.format != Format::Webp {
        smaller.extend(source.versions(size, false)?);
    }
    smaller.retain(|version| version.bytes.len() < original.len());
    // The lightest kind first: browsers take the first kind that they know.
    smaller.sort_by_key(|version| (version.format != Format::Webp, version.size.map(|size| size.width)));
    let mut versions = vec![whole(original)];
    versions.extend(smaller);
    Ok(Picture { size: probe.size, versions })
}

/// The picture itself as it is published, without smaller versions.
pub fn original(bytes: &[u8], probe: &Probe) -> Result<Vec<u8>, Fault> {
    match probe.size {
        Some(size) if !probe.turn.is_none() && probe.format.can_be_scaled() && !probe.animated => {
            Decoded::new(bytes, probe)?.encode(probe.format, size, TURNED)
        }
        _ => clean(bytes, probe.format).ok_or(Fault::Damaged),
    }
}

/// The same file without everything that is not needed to show it: places, names, dates, previews. Colour profiles
/// stay.
fn clean(bytes: &[u8], format: Format) -> Option<Vec<u8>> {
    match format {
        Format::Png => png::clean(bytes),
        Format::Jpeg => jpeg::clean(bytes),
        Format::Webp => container::clean(bytes),
        Format::Gif => gif::clean(bytes),
        Format::Avif => avif::clean(bytes),
        Format::Svg => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(svg::read(text).clean(text).into_bytes())
        }
    }
}

/// A picture's pixels, upright, with 8 bits a channel.
struct Decoded {
    format: Format,
    /// Whether its WebP versions keep every pixel.
    lossless: bool,
    pixels: DynamicImage,
    /// A profile of red, green and blue; profiles of other colours mean nothing once a picture is decoded.
    profile: Option<Vec<u8>>,
}

impl Decoded {
    fn new(bytes: &[u8], probe: &Probe) -> Result<Self, Fault> {
        let format = match probe.format {
            Format::Jpeg => ImageFormat::Jpeg,
            Format::Webp => ImageFormat::WebP,
            _ => ImageFormat::Png,
        };
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(1 << 30);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|_| Fault::Damaged)?;
        let profile = decoder.icc_profile().ok().flatten().filter(|icc| icc.get(16..20) == Some(b"RGB "));
        let mut pixels = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Damaged)?;
        pixels.apply_orientation(probe.turn.0);
        let pixels = if is_see_through(&pixels) {
            DynamicImage::ImageRgba8(pixels.into_rgba8())
        } else {
            DynamicImage::ImageRgb8(pixels.into_rgb8())
        };
        let was_lossless = match probe.format {
            Format::Webp => container::is_lossless(bytes),
            format => format == Format::Png,
        };
        let lossless = was_lossless && is_drawn(&pixels);
        Ok(Self { format: probe.format, lossless, pixels, profile })
    }

    /// The picture at one size: as WebP, and with `own_format` also as what it is.
    fn versions(&self, size: Size, own_format: bool) -> Result<Vec<Version>, Fault> {
        let scaled = self.scaled(size)?;
        let mut formats = vec![Format::Webp];
        if own_format && self.format != Format::Webp {
            formats.push(self.format);
        }
        let version =
            |format| Ok(Version { format, size: Some(size), bytes: scaled.encode(format, size, SMALLER)? });
        formats.into_iter().map(version).collect()
    }

    fn scaled(&self, size: Size) -> Result<Self, Fault> {
        let see_through = self.pixels.color().has_alpha();
        let kind = if see_through { PixelType::U8x4 } else { PixelType::U8x3 };
        let mut scaled = Pixels::new(size.width, size.height, kind);
        Resizer::new()
            .resize(&self.pixels, &mut scaled, &ResizeOptions::new())
            .map_err(|_| Fault::Damaged)?;
        let bytes = scaled.into_vec();
        let pixels = if see_through {
            image::RgbaImage::from_raw(size.width, size.height, bytes).map(DynamicImage::ImageRgba8)
        } else {
            image::RgbImage::from_raw(size.width, size.height, bytes).map(DynamicImage::ImageRgb8)
        };
        let pixels = pixels.ok_or(Fault::Damaged)?;
        Ok(Self { format: self.format, lossless: self.lossless, pixels, profile: self.profile.clone() })
    }

    fn encode(&self, format: Format, size: Size, quality: Quality) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        match format {
            Format::Webp => return self.webp(size, quality.webp),
            Format::Jpeg => self.write(JpegEncoder::new_with_quality(&mut bytes, quality.jpeg), size)?,
            _ => {
                let (compression, filter) = (CompressionType::Best, FilterType::Adaptive);
                self.write(PngEncoder::new_with_quality(&mut bytes, compression, filter), size)?;
            }
        }
        Ok(bytes)
    }

    fn write(&self, mut encoder: impl ImageEncoder, size: Size) -> Result<(), Fault> {
        if let Some(profile) = &self.profile {
            // An encoder without profiles writes the picture all the same.
            let _ = encoder.set_icc_profile(profile.clone());
        }
        let color = ExtendedColorType::from(self.pixels.color());
        encoder
            .write_image(self.pixels.as_bytes(), size.width, size.height, color)
            .map_err(|_| Fault::Damaged)
    }

    fn webp(&self, size: Size, quality: f32) -> Result<Vec<u8>, Fault> {
        let encoder = match &self.pixels {
            DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels, size.width, size.height),
            pixels => webp::Encoder::from_rgb(pixels.as_bytes(), size.width, size.height),
        };
        let bytes = encoder.encode_simple(self.lossless, quality).map_err(|_| Fault::Damaged)?;
        let profile = self.profile.as_deref();
        profile
            .map_or(Some(bytes.to_vec()), |profile| container::with_profile(&bytes, profile))
            .ok_or(Fault::Damaged)
    }
}

/// Whether a picture is a diagram, a screen or a drawing rather than a photograph: among some ten thousand of its
/// pixels, most colours come again. Such a picture is blurred by lossy compression, and small without it.
fn is_drawn(pixels: &DynamicImage) -> bool {
    const SAMPLES: usize = 16_384;
    let n_bytes = usize::from(pixels.color().bytes_per_pixel());
    let n_pixels = pixels.as_bytes().len() / n_bytes;
    let step = (n_pixels / SAMPLES).max(1);
    let sampled = pixels.as_bytes().chunks_exact(n_bytes).step_by(step);
    let n_sampled = sampled.len();
    let colours: BTreeSet<&[u8]> = sampled.collect();
    colours.len() < 1024 || colours.len() * 4 < n_sampled
}

fn is_see_through(pixels: &DynamicImage) -> bool {
    pixels.color().has_alpha() && pixels.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}
