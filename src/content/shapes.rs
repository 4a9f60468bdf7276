//! What front matter may hold: keys that every page has, those of a section's own page, those of each kind.

use serde_json::Value as Json;

use crate::config::{Doc, Field, SITE, SOURCE_REF, Shape, TableShape, json_schema, json_schema_of_parts};

use super::words::{
    Accessibility, DocumentType, EventForm, EventStatus, Kind, LearningType, Measure, Precision, Records,
    SortBy,
};

/// Keys of every page.
pub static COMMON: TableShape = TableShape {
    name: "page",
    doc: Doc { sv: "Inledningen till en sida.", en: "The front matter of a page." },
    fields: &[
        Field::required("title", Shape::Text, "Sidans rubrik.", "The page's heading."),
        Field::optional(
            "description",
            Shape::Text,
            "En mening om sidan, högst 160 tecken.",
            "One sentence about the page, at most 160 characters.",
        ),
        Field::optional(
            "date",
            Shape::Date,
            "När sidan publiceras. Kan också stå först i filnamnet.",
            "When the page is published. May also begin the file name.",
        ),
        Field::optional("updated", Shape::Date, "När sidan senast ändrades.", "When it was last changed."),
        Field::optional(
            "expires",
            Shape::Date,
            "När sidan slutar att visas.",
            "When the page is no longer shown.",
        ),
        Field::optional("draft", Shape::Bool, "Om sidan är ett utkast.", "Whether it is a draft."),
        Field::optional(
            "kind",
            Shape::Choice(Kind::WORDS),
            "Vad sidan är. Annars vad avsnittet säger.",
            "What the page is. Else what its section says.",
        ),
        Field::optional("menu_title", Shape::Text, "Ett kort namn i menyer.", "A short name in menus."),
        Field::optional(
            "slug",
            Shape::Slug,
            "Sista delen av adressen. Annars filnamnet.",
            "The last part of the address. Else the file name.",
        ),
        Field::optional(
            "path",
            Shape::Text,
            "Hela adressen på webbplatsen.",
            "The whole address on the site.",
        ),
        Field::optional(
            "aliases",
            Shape::List(&Shape::Text),
            "Tidigare adresser, som leder hit.",
            "Former addresses, which lead here.",
        ),
        Field::optional(
            "weight",
            Shape::Integer { min: -1_000_000, max: 1_000_000 },
            "Ordningen i avsnittet, minst först.",
            "The order in the section, smallest first.",
        ),
        Field::optional("tags", Shape::List(&Shape::Text), "Ämnen.", "Subjects."),
        Field::optional("template", Shape::Text, "Temats mall för sidan.", "The theme's template for it."),
        Field::optional(
            "sources",
            Shape::List(&Shape::Table(&SOURCE_REF)),
            "Dokument som uppgifterna kommer från.",
            "Documents that the facts come from.",
        ),
        Field::optional(
            "initiatives",
            Shape::List(&Shape::Reference("initiative")),
            "Initiativ som sidan handlar om.",
            "Initiatives that the page is about.",
        ),
        Field::optional(
            "focus_areas",
            Shape::List(&Shape::Reference("focus_area")),
            "Fokusområden som sidan handlar om.",
            "Focus areas that the page is about.",
        ),
        Field::optional(
            "extra",
            Shape::Map(&Shape::Any),
            "Vad temat behöver därutöver.",
            "Whatever else the theme needs.",
        ),
    ],
};

/// Keys of a section's own page.
pub static SECTION: TableShape = TableShape {
    name: "section",
    doc: Doc {
        sv: "Inledningen till ett avsnitts egen sida.",
        en: "The front matter of a section's own page.",
    },
    fields: &[
        Field::optional(
            "page_kind",
            Shape::Choice(Kind::WORDS),
            "Vad sidorna i avsnittet är.",
            "What the pages in the section are.",
        ),
        Field::optional(
            "sort_by",
            Shape::Choice(SortBy::WORDS),
            "Sidornas ordning: nyast först, efter vikt eller efter rubrik.",
            "The pages' order: newest first, by weight or by title.",
        ),
        Field::optional(
            "paginate",
            Shape::Integer { min: 1, max: 1000 },
            "Hur många sidor en lista visar i taget.",
            "How many pages a list shows at a time.",
        ),
        Field::optional("feed", Shape::Bool, "Om avsnittet har ett eget flöde.", "Whether it has a feed."),
        Field::optional(
            "records",
            Shape::Choice(Records::WORDS),
            "De poster som avsnittets sidor görs av.",
            "The records that the section's pages are made of.",
        ),
    ],
};

static LEARNING_TYPE: TableShape = TableShape {
    name: "learning-type",
    doc: Doc { sv: "Vad en lärsida är.", en: "What a learning page is." },
    fields: &[Field::required(
        "type",
        Shape::Choice(LearningType::WORDS),
        "Artikel, guide, metod, film eller modul i en kurs.",
        "An article, a guide, a method, a film, or a module of a course.",
    )],
};

static LEARNING: TableShape = TableShape {
    name: "learning",
    doc: Doc { sv: "En lärsida eller en kurs.", en: "A learning page or a course." },
    fields: &[
        Field::required("audience", Shape::List(&Shape::Text), "Vem den är till för.", "Who it is for."),
        Field::required(
            "minutes",
            Shape::Integer { min: 1, max: 100_000 },
            "Hur många minuter den tar.",
            "How many minutes it takes.",
        ),
        Field::required(
            "outcomes",
            Shape::List(&Shape::Text),
            "Vad man kan efteråt: ”Du kan …”.",
            "What one can do afterwards.",
        ),
        Field::required("origin", Shape::Table(&ORIGIN), "Var lärdomen kommer från.", "Where it was learnt."),
        Field::required("reviewed", Shape::Date, "När den senast granskades.", "When it was last reviewed."),
        Field::required("licence", Shape::Text, "Licensen, till exempel CC BY 4.0.", "The licence."),
    ],
};

static ORIGIN: TableShape = TableShape {
    name: "origin",
    doc: Doc {
        sv: "Den aktivitet, det initiativ eller det dokument som lärdomen kommer från: ett av dem.",
        en: "The event, initiative or document that it was learnt from: one of them.",
    },
    fields: &[
        Field::optional("event", Shape::Reference("event"), "Aktiviteten.", "The event."),
        Field::optional("initiative", Shape::Reference("initiative"), "Initiativet.", "The initiative."),
        Field::optional("document", Shape::Reference("document"), "Dokumentet.", "The document."),
    ],
};

static EVENT: TableShape = TableShape {
    name: "event",
    doc: Doc { sv: "En aktivitet.", en: "An event." },
    fields: &[
        Field::required("when", Shape::Table(&EVENT_WHEN), "När den är.", "When it takes place."),
        Field::required(
            "status",
            Shape::Choice(EventStatus::WORDS),
            "Om den blir av: planerad, hållen, inställd eller uppskjuten.",
            "Whether it takes place: planned, held, cancelled or postponed.",
        ),
        Field::required("form", Shape::Choice(EventForm::WORDS), "Var man deltar.", "Where one takes part."),
        Field::optional("place", Shape::Text, "Platsen.", "The place."),
        Field::required(
            "organisers",
            Shape::List(&Shape::Reference("organisation")),
            "Organisationerna som ordnar den.",
            "The organisations behind it.",
        ),
        Field::optional("counts", Shape::List(&Shape::Table(&COUNT)), "Hur många.", "How many."),
        Field::optional(
            "series",
            Shape::Reference("series"),
            "Serien den hör till.",
            "The series it belongs to.",
        ),
        Field::optional(
            "programme",
            Shape::List(&Shape::Table(&PROGRAMME_ITEM)),
            "Programpunkterna i ordning.",
            "The items of its programme, in order.",
        ),
        Field::optional("recording", Shape::Url, "Inspelningens adress.", "The recording's address."),
        CAPTIONS,
        Field::optional(
            "postponed_to",
            Shape::WhenOr(&["undecided"]),
            "Det nya datumet så noga det är känt, eller `undecided` när det inte är bestämt.",
            "The new date as exactly as it is known, or `undecided` when there is none yet.",
        ),
        Field::optional("former_title", Shape::Text, "Det namn den hade förut.", "The name it had before."),
    ],
};

static EVENT_WHEN: TableShape = TableShape {
    name: "event-when",
    doc: Doc { sv: "När en aktivitet är.", en: "When an event takes place." },
    fields: &[
        Field::required("start", Shape::When, "När den börjar.", "When it begins."),
        Field::optional("end", Shape::When, "När den slutar.", "When it ends."),
    ],
};

/// Whoever cannot hear must be able to follow a recording.
const CAPTIONS: Field = Field::optional(
    "captions",
    Shape::Text,
    "Inspelningens undertexter: filens adress, eller att de finns i inspelningen.",
    "The captions of the recording: the file's address, or that they are part of it.",
);

static PROGRAMME_ITEM: TableShape = TableShape {
    name: "programme-item",
    doc: Doc { sv: "En programpunkt.", en: "An item of a programme." },
    fields: &[
        Field::required("title", Shape::Text, "Vad den heter.", "What it is called."),
        Field::optional("text", Shape::Text, "Vad den handlar om.", "What it is about."),
        Field::optional(
            "when",
            Shape::Table(&EVENT_WHEN),
            "När den är, inom aktivitetens tid.",
            "When it is, within the time of the event.",
        ),
        Field::optional("place", Shape::Text, "Platsen.", "The place."),
        Field::optional(
            "initiatives",
            Shape::List(&Shape::Reference("initiative")),
            "Initiativen den handlar om.",
            "The initiatives it is about.",
        ),
        Field::optional("recording", Shape::Url, "Inspelningens adress.", "The recording's address."),
        CAPTIONS,
    ],
};

static COUNT: TableShape = TableShape {
    name: "count",
    doc: Doc { sv: "Hur många, och vad som räknades.", en: "How many, and what was counted." },
    fields: &[
        Field::required("n", Shape::Integer { min: 0, max: 1_000_000_000 }, "Antalet.", "The number."),
        // Required too, but its absence has a message of its own, see `rules`.
        Field::optional("measure", Shape::Choice(Measure::WORDS), "Vad som räknades.", "What was counted."),
        Field::optional(
            "precision",
            Shape::Choice(Precision::WORDS),
            "Hur exakt det är. Annars exakt.",
            "How exact it is. Else exact.",
        ),
    ],
};

static DOCUMENT: TableShape = TableShape {
    name: "document",
    doc: Doc { sv: "Ett dokument.", en: "A document." },
    fields: &[
        Field::required("type", Shape::Choice(DocumentType::WORDS), "Vad det är.", "What it is."),
        Field::optional("version", Shape::TextOrNumber, "Versionen.", "The version."),
        Field::optional("reference_number", Shape::Text, "Diarienumret.", "The reference number."),
        Field::optional("file", Shape::Text, "Filen bredvid sidan.", "The file beside the page."),
        Field::optional("url", Shape::Url, "Adressen.", "The address."),
        Field::optional(
            "held_by",
            Shape::Reference("organisation"),
            "Organisationen som lämnar ut originalet.",
            "The organisation that hands out the original.",
        ),
        Field::required(
            "accessibility",
            Shape::Choice(Accessibility::WORDS),
            "Hur tillgängligt det är.",
            "How accessible it is.",
        ),
        Field::optional("accessibility_note", Shape::Text, "Varför det är undantaget.", "Why it is exempt."),
        Field::optional(
            "attachments",
            Shape::List(&Shape::Table(&ATTACHMENT)),
            "Bilagorna i ordning.",
            "Its attachments, in order.",
        ),
    ],
};

static ATTACHMENT: TableShape = TableShape {
    name: "attachment",
    doc: Doc { sv: "En bilaga till ett dokument.", en: "An attachment of a document." },
    fields: &[
        Field::required("title", Shape::Text, "Vad den heter.", "What it is called."),
        Field::optional("file", Shape::Text, "Filen bredvid sidan.", "The file beside the page."),
        Field::optional("url", Shape::Url, "Adressen.", "The address."),
    ],
};

/// The shapes that together give the keys of a page of a kind.
pub fn parts(kind: Kind, is_section: bool) -> Vec<&'static TableShape> {
    let mut parts = vec![&COMMON];
    if is_section {
        parts.push(&SECTION);
    }
    parts.extend(own(kind));
    parts
}

/// The shapes of the keys that only pages of a kind have.
pub(super) fn own(kind: Kind) -> &'static [&'static TableShape] {
    const LEARNING_PARTS: &[&TableShape] = &[&LEARNING_TYPE, &LEARNING];
    const COURSE_PARTS: &[&TableShape] = &[&LEARNING];
    const EVENT_PARTS: &[&TableShape] = &[&EVENT];
    const DOCUMENT_PARTS: &[&TableShape] = &[&DOCUMENT];
    match kind {
        Kind::Page | Kind::News => &[],
        Kind::Learning => LEARNING_PARTS,
        Kind::Course => COURSE_PARTS,
        Kind::Event => EVENT_PARTS,
        Kind::Document => DOCUMENT_PARTS,
    }
}

/// The kinds of page.
pub(super) const KINDS: [Kind; 6] =
    [Kind::Page, Kind::News, Kind::Learning, Kind::Course, Kind::Event, Kind::Document];

/// JSON Schemas by name: that of `site.toml`, those of the front matter of each kind, and that of a section's own page.
pub fn schemas() -> Vec<(&'static str, Json)> {
    let mut schemas = vec![("site", json_schema(&SITE))];
    for kind in KINDS {
        let is_section = kind == Kind::Course;
        schemas.push((kind.word(), json_schema_of_parts(kind.word(), &parts(kind, is_section))));
    }
    schemas.push(("section", json_schema_of_parts("section", &parts(Kind::Page, true))));
    schemas
}
