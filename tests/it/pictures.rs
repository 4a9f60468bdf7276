//! Pictures from the page that shows them to the published files.

use crate::site::SiteTest;

const PICTURE: &[u8] = include_bytes!("../fixtures/pictures/upp.jpg");

const PAGE: &str = "+++\ntitle = \"Sida\"\ndescription = \"En sida.\"\n+++\n![Ett torg](torget.jpg)\n";

/// A photograph of a width, with the notes of the small one.
fn photograph(width: u32) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(width, width / 2, |x, y| {
        image::Rgb([(x ^ y) as u8, (x / 3) as u8, (x * y % 251) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    let bytes = bytes.into_inner();
    // The notes stand between the first two bytes and the table of the small picture's colours.
    let notes = PICTURE.windows(4).position(|window| window == b"ICC_").unwrap() - 4;
    [&PICTURE[..notes], &bytes[2..]].concat()
}

#[test]
fn nothing_that_a_camera_noted_is_published() {
    let site = SiteTest::new()
        .file("content/sida.md", PAGE)
        .file("content/torget.jpg", photograph(900))
        .file("site/static/utan-namn", PICTURE)
        .file("themes/mini/assets/torg.jpg", PICTURE);
    let built = site.build();
    built.no_errors();
    for (path, bytes) in &built.outputs {
        for word in ["KANARIE", "Exif\0", "ns.adobe.com"] {
            assert!(
                !bytes.windows(word.len()).any(|window| window == word.as_bytes()),
                "{path} holds {word}"
            );
        }
    }
}

#[test]
fn the_lightest_kind_is_offered_first_and_sizes_are_upright() {
    let built =
        SiteTest::new().file("content/sida.md", PAGE).file("content/torget.jpg", photograph(900)).build();
    let html = built.no_errors().find("/sida/").unwrap();
    let picture = &html[html.find("<picture>").unwrap()..html.find("</picture>").unwrap()];
    assert!(picture.starts_with("<picture><source type=\"image/webp\" srcset=\""), "{picture}");
    // The camera lay on its side: 900 × 450 as stored.
    assert!(picture.contains("width=\"450\" height=\"900\""), "{picture}");
    assert!(picture.contains("alt=\"Ett torg\""), "{picture}");
    for part in picture.split(['"', ' ']).filter(|part| part.starts_with('/')) {
        let bytes = &built.outputs[&part[1..]];
        let kind = if part.rsplit_once('.').is_some_and(|(_, extension)| extension == "webp") {
            image::ImageFormat::WebP
        } else {
            image::ImageFormat::Jpeg
        };
        assert_eq!(image::guess_format(bytes).unwrap(), kind, "{part}");
        assert!(image::load_from_memory(bytes).is_ok(), "{part}");
    }
}

#[test]
fn a_phones_own_format_is_refused_rather_than_published() {
    let built = SiteTest::new().file("site/static/bild.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").build();
    built.reports("site/static/bild.heic:1:1: error A0101: `bild.heic` is not a picture that browsers show");
}
