//! What `site/site.toml` may hold.

use super::ideas::IDEAS;
use super::search::SEARCH;
use super::shape::{Doc, Field, Shape, TableShape};

/// The site's settings.
pub static SITE: TableShape = TableShape {
    name: "site",
    doc: Doc { sv: "Webbplatsens inställningar.", en: "The site's settings." },
    fields: &[
        Field::required("title", Shape::Text, "Webbplatsens namn.", "The site's name."),
        Field::optional(
            "description",
            Shape::Text,
            "En mening om webbplatsen, för sökmotorer och flöden.",
            "One sentence about the site, for search engines and feeds.",
        ),
        Field::required(
            "base_url",
            Shape::Text,
            "Adressen där webbplatsen ligger, till exempel `https://exempel.se`.",
            "The address the site is published at, for instance `https://example.org`.",
        ),
        Field::required(
            "default_language",
            Shape::Text,
            "Språket för sidor utan språk i filnamnet, till exempel `sv`.",
            "The language of pages without one in their file name, for instance `sv`.",
        ),
        Field::optional(
            "languages",
            Shape::List(&Shape::Table(&LANGUAGE)),
            "Språken, i den ordning de visas. Utelämnas de finns bara `default_language`.",
            "The languages, in the order they are shown. Without them there is only `default_language`.",
        ),
        Field::optional(
            "time_zone",
            Shape::Text,
            "Tidszonen som datum utan zon gäller i, till exempel `Europe/Stockholm`. Annars `UTC`.",
            "The time zone of dates without one, for instance `Europe/Stockholm`. Else `UTC`.",
        ),
        Field::optional(
            "theme",
            Shape::Text,
            "Mappen i `themes/` som ger utseendet. Annars `torget`.",
            "The folder in `themes/` that gives the looks. Else `torget`.",
        ),
        Field::optional(
            "menu",
            Shape::Map(&Shape::List(&Shape::Table(&MENU_ITEM))),
            "Huvudmenyn, en lista per språk: `[[menu.sv]]`.",
            "The main menu, one list for each language: `[[menu.en]]`.",
        ),
        Field::optional(
            "footer",
            Shape::Map(&Shape::List(&Shape::Table(&MENU_ITEM))),
            "Länkarna i sidfoten, en lista per språk.",
            "The links in the footer, one list for each language.",
        ),
        Field::optional("feeds", Shape::Table(&FEEDS), "Flödena.", "The feeds."),
        Field::optional("markdown", Shape::Table(&MARKDOWN), "Hur Markdown läses.", "How Markdown is read."),
        Field::optional(
            "taxonomies",
            Shape::List(&Shape::Table(&TAXONOMY)),
            "Nycklar vars värden får egna sidor.",
            "Keys whose values get pages of their own.",
        ),
        Field::optional("open_data", Shape::Table(&OPEN_DATA), "Öppna data.", "Open data."),
        Field::optional("calendar", Shape::Table(&CALENDAR), "Kalenderfilerna.", "The calendar files."),
        Field::optional(
            "ideas",
            Shape::Table(&IDEAS),
            "Dit människor lämnar idéer.",
            "Where people send ideas.",
        ),
        Field::optional("search", Shape::Table(&SEARCH), "Sökningen.", "Search."),
        Field::optional(
            "organisation",
            Shape::Table(&ORGANISATION),
            "Den som står bakom webbplatsen.",
            "Who is behind the site.",
        ),
        Field::optional(
            "statement",
            Shape::Table(&STATEMENT),
            "Uppgifter till tillgänglighetsredogörelsen.",
            "What the accessibility statement says.",
        ),
        Field::optional("cache", Shape::Table(&CACHE), "Det som byggen minns.", "What builds remember."),
        Field::optional(
            "gone",
            Shape::List(&Shape::Text),
            "Adresser som är borta för gott, till exempel `/nyheter/gammal/`. Andra leds om med `aliases`.",
            "Addresses that are gone for good, for instance `/news/old/`. Others are led on by `aliases`.",
        ),
        Field::optional(
            "extra",
            Shape::Map(&Shape::Any),
            "Vad temat eller ni själva behöver därutöver.",
            "Whatever else the theme or you need.",
        ),
    ],
};

static LANGUAGE: TableShape = TableShape {
    name: "language",
    doc: Doc { sv: "Ett språk som webbplatsen finns på.", en: "A language of the site." },
    fields: &[
        Field::required(
            "code",
            Shape::Text,
            "Språkkoden, till exempel `sv`.",
            "The code, for instance `en`.",
        ),
        Field::required("name", Shape::Text, "Namnet på språket självt.", "The language's name in itself."),
        Field::optional("title", Shape::Text, "Webbplatsens namn på språket.", "The site's name in it."),
        Field::optional("description", Shape::Text, "Beskrivningen på språket.", "The description in it."),
    ],
};

static MENU_ITEM: TableShape = TableShape {
    name: "menu-item",
    doc: Doc { sv: "En länk i en meny.", en: "A link in a menu." },
    fields: &[
        Field::required(
            "target",
            Shape::Text,
            "En sida (`@/om/_index.md`), en sökväg (`/feed.xml`) eller en adress.",
            "A page (`@/om/_index.md`), a path (`/feed.xml`) or an address.",
        ),
        Field::optional(
            "title",
            Shape::Text,
            "Länkens text. Annars sidans namn i menyer.",
            "The link's text. Else the page's name in menus.",
        ),
        Field::optional(
            "children",
            Shape::List(&Shape::Table(&MENU_ITEM)),
            "Länkar under länken.",
            "Links below the link.",
        ),
    ],
};

static FEEDS: TableShape = TableShape {
    name: "feeds",
    doc: Doc { sv: "Flödena.", en: "The feeds." },
    fields: &[
        Field::optional(
            "limit",
            Shape::Integer { min: 1, max: 1000 },
            "Hur många nyheter ett flöde har. Annars 20.",
            "How many entries a feed has. Else 20.",
        ),
        Field::optional("author", Shape::Text, "Avsändaren.", "The author."),
    ],
};

static MARKDOWN: TableShape = TableShape {
    name: "markdown",
    doc: Doc { sv: "Hur Markdown läses.", en: "How Markdown is read." },
    fields: &[
        Field::optional(
            "smart_quotes",
            Shape::Bool,
            "Om raka citattecken blir språkets egna. Annars ja.",
            "Whether straight quotes become those of the language. Else yes.",
        ),
        Field::optional(
            "highlight",
            Shape::Bool,
            "Om kod färgläggs. Annars ja.",
            "Whether code is highlighted. Else yes.",
        ),
    ],
};

static TAXONOMY: TableShape = TableShape {
    name: "taxonomy",
    doc: Doc { sv: "En nyckel vars värden får egna sidor.", en: "A key whose values get pages." },
    fields: &[
        Field::required(
            "key",
            Shape::Choice(&["tags"]),
            "Nyckeln i sidornas inledning.",
            "The key in the pages' front matter.",
        ),
        Field::optional(
            "slug",
            Shape::Names,
            "Mappen i adressen, per språk. Annars nyckeln.",
            "The folder in the address, by language. Else the key.",
        ),
        Field::required("names", Shape::Names, "Rubriken, per språk.", "The heading, by language."),
    ],
};

/// ADMS's words for publishers, which DCAT-AP-SE takes.
const PUBLISHER_TYPES: &[&str] = &[
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "PrivateIndividual",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
];

static OPEN_DATA: TableShape = TableShape {
    name: "open-data",
    doc: Doc { sv: "Öppna data.", en: "Open data." },
    fields: &[
        Field::optional(
            "path",
            Shape::Slug,
            "Mappen i adressen. Annars `oppna-data`.",
            "The folder in the address. Else `oppna-data`.",
        ),
        Field::optional(
            "licence",
            Shape::Url,
            "Licensens adress. Annars CC0 1.0.",
            "The licence's address. Else CC0 1.0.",
        ),
        Field::optional(
            "email",
            Shape::Text,
            "E-postadressen för frågor om data. Datakatalogen kräver en.",
            "The e-mail address for questions about the data. The data catalogue demands one.",
        ),
        Field::optional(
            "publisher_type",
            Shape::Choice(PUBLISHER_TYPES),
            "Vad för slags utgivare ni är. Datakatalogen kräver ett slag.",
            "What kind of publisher you are. The data catalogue demands one.",
        ),
        Field::optional(
            "issued",
            Shape::Date,
            "Dagen då data först publicerades.",
            "The day the data was first published.",
        ),
        Field::optional(
            "places",
            Shape::List(&Shape::Url),
            "Platserna som data gäller, till exempel ur Geonames.",
            "The places the data is about, such as those of Geonames.",
        ),
    ],
};

static CALENDAR: TableShape = TableShape {
    name: "calendar",
    doc: Doc { sv: "Kalenderfilerna.", en: "The calendar files." },
    fields: &[
        Field::optional(
            "all",
            Shape::Slug,
            "Namnet på filen med alla aktiviteter, utan `.ics`. Annars `kalender`.",
            "The name of the file with every event, without `.ics`. Else `kalender`.",
        ),
        Field::optional(
            "event",
            Shape::Slug,
            "Namnet på filen med en aktivitet, utan `.ics`. Annars `event`.",
            "The name of the file with one event, without `.ics`. Else `event`.",
        ),
    ],
};

static ORGANISATION: TableShape = TableShape {
    name: "publisher",
    doc: Doc { sv: "Den som står bakom webbplatsen.", en: "Who is behind the site." },
    fields: &[
        Field::required("name", Shape::Text, "Namnet.", "The name."),
        Field::optional("legal_name", Shape::Text, "Namnet i register.", "The registered name."),
        Field::optional("org_number", Shape::Text, "Organisationsnumret.", "The registration number."),
        Field::optional("url", Shape::Url, "Organisationens egen webbplats.", "Its own site."),
        Field::optional("email", Shape::Text, "E-postadressen.", "The e-mail address."),
        Field::optional("phone", Shape::Text, "Telefonnumret.", "The telephone number."),
        Field::optional("address", Shape::Text, "Postadressen.", "The postal address."),
    ],
};

static CACHE: TableShape = TableShape {
    name: "cache",
    doc: Doc { sv: "Det som byggen minns för varandra.", en: "What builds remember for each other." },
    fields: &[Field::optional(
        "remote",
        Shape::Text,
        "Där flera maskiner delar det: `s3://bucket/prefix`, `https://host/bucket/prefix` eller `file:///mapp`.",
        "Where machines share it: `s3://bucket/prefix`, `https://host/bucket/prefix` or `file:///folder`.",
    )],
};

static STATEMENT: TableShape = TableShape {
    name: "statement",
    doc: Doc {
        sv: "Uppgifter till tillgänglighetsredogörelsen.",
        en: "What the accessibility statement says.",
    },
    fields: &[
        Field::optional(
            "conformance",
            Shape::Choice(&["full", "partial", "none"]),
            "Hur väl webbplatsen följer kraven.",
            "How far the site conforms.",
        ),
        Field::optional("assessed", Shape::Date, "När den senast prövades.", "When it was last assessed."),
        Field::optional("method", Shape::Names, "Hur den prövades.", "How it was assessed."),
        Field::optional("email", Shape::Text, "Dit man rapporterar brister.", "Where to report barriers."),
        Field::optional("page", Shape::Text, "Redogörelsens sida.", "The statement's page."),
    ],
};
