//! Pictures, films, recordings and sound.

use crate::config::When;
use crate::hub::field::{Ref, Url};
use crate::hub::record_macro::record;
use crate::hub::target::EventPage;
use crate::hub::words::MediaKind;
use crate::source::Spanned;

record! {
    /// A picture, a film, a recording or sound.
    "En bild, en film, en inspelning eller ljud."
    Media = "media" in "media", plain, public, sheet {
        /// What it is.
        kind: MediaKind = "Vad det är.",
        /// The file, from the project's root.
        file: Option<Spanned<String>> = "Filen, från projektets rot.",
        /// Its address, when it is elsewhere.
        url: Option<Url> = "Dess adress, om den finns någon annanstans.",
        /// What those who cannot see it need to know.
        alt: Option<String> = "Vad den som inte kan se den behöver veta.",
        /// Whether it says nothing and only adorns.
        decorative: Option<bool> = "Om den inget säger utan bara pryder.",
        /// When it was published.
        published: Spanned<When> = "När den publicerades.",
        /// Whether it was sent while it happened.
        live: Option<bool> = "Om den sändes direkt.",
        /// The file with its captions.
        captions: Option<String> = "Filen med undertexter.",
        /// The file with what is seen told in words.
        audio_description: Option<String> = "Filen med syntolkning.",
        /// That those who are seen agreed, and how that is known.
        consent: Option<String> = "Att de som syns har samtyckt, och hur man vet det.",
        /// The event it is from.
        event: Option<Ref<EventPage>> = "Aktiviteten den är från.",
    }
}
