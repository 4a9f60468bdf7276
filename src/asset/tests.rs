//! Pictures of every format from their file to what is published. Each picture in `tests/fixtures/pictures` carries the
//! word KANARIE in every kind of note that its format has.

use proptest::prelude::*;

use crate::source::FilePath;

use super::*;

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../tests/fixtures/pictures/", $name)).as_slice())),*]
    };
}

const PICTURES: [(&str, &[u8]); 8] = pictures![
    "exakt.webp",
    "film.gif",
    "film.webp",
    "genomskinlig.png",
    "liten.avif",
    "upp.jpg",
    "upp.png",
    "upp.webp",
];

fn picture(name: &str) -> &'static [u8] {
    PICTURES.iter().find(|(found, _)| *found == name).unwrap().1
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn published(bytes: &[u8]) -> Picture {
    publish(bytes, &probe(bytes).unwrap()).unwrap()
}

/// A photograph of a size: noise, so that no codec makes it tiny.
fn photograph(width: u32, height: u32) -> image::RgbImage {
    let mut state = 1u32;
    image::RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 27) as u8;
        image::Rgb([(x / 8) as u8 ^ noise, (y / 8) as u8, noise * 4])
    })
}

fn encoded(pixels: &image::RgbImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn pictures_are_known_by_their_content() {
    let found = PICTURES.map(|(name, bytes)| {
        let probe = probe(bytes).unwrap();
        let size = probe.size.unwrap();
        format!(
            "{name}: {} {}×{}{}",
            probe.format.extension(),
            size.width,
            size.height,
            if probe.animated { " moves" } else { "" }
        )
    });
    assert_eq!(
        found,
        [
            "exakt.webp: webp 48×32",
            "film.gif: gif 20×10 moves",
            "film.webp: webp 48×32 moves",
            "genomskinlig.png: png 48×32",
            "liten.avif: avif 48×32",
            "upp.jpg: jpg 32×48",
            "upp.png: png 32×48",
            "upp.webp: webp 32×48",
        ]
    );
}

#[test]
fn nothing_of_a_cameras_notes_is_published() {
    for (name, bytes) in PICTURES {
        let picture = published(bytes);
        for version in &picture.versions {
            for word in ["KANARIE", "Exif\0", "adobe:ns:meta", "8BIM", "tEXt", "iTXt", "zTXt", "eXIf"] {
                assert!(!holds(&version.bytes, word), "{name} as {:?} holds {word}", version.format);
            }
            let again = probe(&version.bytes).unwrap();
            assert_eq!((again.format, again.size), (version.format, version.size), "{name}");
            assert!(again.turn.is_none());
        }
        assert_eq!(picture.versions[0].size, probe(bytes).unwrap().size, "{name}");
    }
}

#[test]
fn colour_profiles_stay() {
    for name in ["upp.jpg", "upp.webp", "liten.avif"] {
        assert!(holds(&published(picture(name)).versions[0].bytes, "acsp"), "{name}");
    }
    let versions = published(picture("genomskinlig.png")).versions;
    assert!(holds(&versions[0].bytes, "iCCP"));
    assert!(
        versions
            .iter()
            .filter(|version| version.format == Format::Webp)
            .all(|version| holds(&version.bytes, "ICCP"))
    );
}

#[test]
fn pixels_stay_as_they_were_and_the_right_way_up() {
    let upright = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
    for name in ["upp.jpg", "upp.png", "upp.webp"] {
        for version in published(picture(name)).versions {
            // The blue half of the stored picture is on its left; turned upright it is on top.
            let pixels = upright(&version.bytes);
            let [top, bottom] = [pixels.get_pixel(16, 4).0, pixels.get_pixel(4, 44).0];
            assert!(top[2] > top[0] && bottom[0] > bottom[2], "{name}: {top:?} {bottom:?}");
        }
    }
    for name in ["exakt.webp", "genomskinlig.png"] {
        let before = image::load_from_memory(picture(name)).unwrap().into_rgba8();
        let after =
            image::load_from_memory(&published(picture(name)).versions[0].bytes).unwrap().into_rgba8();
        assert_eq!(before, after, "{name}");
    }
}

#[test]
fn smaller_versions_are_made_below_the_pictures_own_width() {
    let versions = |width, height, format| -> Vec<_> {
        let picture = published(&encoded(&photograph(width, height), format));
        let name = |version: &Version| {
            let size = version.size.unwrap();
            format!("{} {}×{}", version.format.extension(), size.width, size.height)
        };
        picture.versions.iter().map(name).collect()
    };
    assert_eq!(
        versions(1000, 500, image::ImageFormat::Jpeg),
        ["jpg 1000×500", "webp 400×200", "webp 800×400", "webp 1000×500", "jpg 400×200", "jpg 800×400"]
    );
    assert_eq!(versions(2000, 10, image::ImageFormat::Png)[0], "png 2000×10");
    assert!(versions(2000, 10, image::ImageFormat::Png).iter().all(|name| name != "webp 2000×10"));
    assert_eq!(versions(1, 900, image::ImageFormat::Jpeg)[0], "jpg 1×900");
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let bytes = encoded(&photograph(900, 300), image::ImageFormat::Jpeg);
    assert_eq!(published(&bytes), published(&bytes));
}

#[test]
fn what_is_no_picture_is_said() {
    let codes = |name: &str, bytes: &[u8]| {
        let mut out = Vec::new();
        let probe = inspect(&FilePath::new(name), bytes, &mut out);
        assert_eq!(probe.is_none(), !out.is_empty());
        out.iter().map(|diagnostic| diagnostic.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(codes("a.png", b"<!doctype html><p><svg/>"), ["A0101"]);
    assert_eq!(codes("a.tif", b"II*\0"), ["A0101"]);
    assert_eq!(codes("a.jpg", picture("film.gif")), ["A0102"]);
    assert!(is_picture("a.heic", b"") && is_picture("utan-andelse", picture("upp.jpg")));
    assert!(!is_picture("a.html", b"<svg/>") && !is_picture("a.csv", b"a;b"));
    assert_eq!(codes("a.JPEG", picture("upp.jpg")), [""; 0]);
    assert_eq!(
        codes("a.gif", b"GIF89a\xff\xff\xff\xff\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"),
        ["A0103"]
    );
    assert_eq!(codes("a.png", &picture("upp.png")[..60]), ["A0104"]);
    assert_eq!(codes("a.svg", b"<svg onload='x()'><use href='b.svg#c'/>"), ["A0105", "A0106", "A0107"]);
}

#[test]
fn a_bomb_is_not_decoded() {
    let mut bytes = picture("upp.png").to_vec();
    bytes[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert_eq!(probe(&bytes), Err(Fault::TooLarge(Size { width: 30_000, height: 30_000 })));
}

#[test]
fn a_picture_that_only_looks_whole_is_found_out() {
    let mut bytes = picture("genomskinlig.png").to_vec();
    let middle = bytes.windows(4).position(|window| window == b"IDAT").unwrap() + 20;
    bytes[middle] ^= 0xff;
    assert_eq!(publish(&bytes, &probe(&bytes).unwrap()), Err(Fault::Damaged));
}

/// A picture with a few bytes changed and its end cut off.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (0..PICTURES.len(), changes, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(which, changes, end, cut)| {
            let mut bytes = PICTURES[which].1.to_vec();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if cut {
                bytes.truncate(end.index(bytes.len()));
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_bytes_are_a_picture_or_a_fault(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for start in [&b""[..], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x90\x01\0\0WEBPVP8X", b"GIF89a", b"\0\0\0\x14ftypavif\0\0\0\0mif1"] {
            let bytes = [start, &bytes].concat();
            if let Ok(probe) = probe(&bytes) {
                let _ = publish(&bytes, &probe);
            }
        }
    }

    #[test]
    fn a_damaged_picture_is_a_picture_or_a_fault(bytes in damaged()) {
        if let Ok(probe) = probe(&bytes) {
            let _ = publish(&bytes, &probe);
        }
    }
}
