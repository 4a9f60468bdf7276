//! How a theme declares a component: its form, what it holds, the arguments it takes.

use std::collections::BTreeMap;

use crate::config::{Doc, Field, Shape, Table, TableShape};
use crate::markdown::{ArgKind, ArgShape, BodyShape, ComponentShape, Form, LabelShape};

static ARGUMENT_ITEM: Shape = Shape::Table(&ARGUMENT);
static TEXT: Shape = Shape::Text;

/// What a component's table may hold.
pub(super) static COMPONENT: TableShape = TableShape {
    name: "component",
    doc: Doc { sv: "En komponent.", en: "A component." },
    fields: &[
        Field::required(
            "form",
            Shape::Choice(&["container", "leaf", "text"]),
            "Hur den skrivs: `:::`, `::` eller `:`.",
            "How it is written: `:::`, `::` or `:`.",
        ),
        Field::optional(
            "label",
            Shape::Choice(&["required", "optional", "none"]),
            "Om den har en etikett inom hakparenteser.",
            "Whether it has a label in brackets.",
        ),
        Field::optional(
            "body",
            Shape::Choice(&["markdown", "list", "task-list", "none"]),
            "Vad som står i den.",
            "What it holds.",
        ),
        Field::required("template", Shape::Text, "Mallen som visar den.", "The template that shows it."),
        Field::optional("args", Shape::Map(&ARGUMENT_ITEM), "Dess argument.", "Its arguments."),
        Field::optional(
            "chart",
            Shape::Table(&CHART),
            "Vilka argument som ritar ett diagram.",
            "Which arguments draw a chart.",
        ),
    ],
};

static CHART: TableShape = TableShape {
    name: "component-chart",
    doc: Doc { sv: "Argumenten som ritar ett diagram.", en: "The arguments that draw a chart." },
    fields: &[
        Field::required("data", Shape::Text, "Argumentet med CSV-filen.", "The argument with the CSV file."),
        Field::optional(
            "kind",
            Shape::Text,
            "Argumentet med diagrammets slag.",
            "The argument with its kind.",
        ),
        Field::optional("unit", Shape::Text, "Argumentet med enheten.", "The argument with the unit."),
        Field::optional("source", Shape::Text, "Argumentet med källan.", "The argument with the source."),
        Field::optional(
            "summary",
            Shape::Text,
            "Argumentet med sammanfattningen.",
            "The argument with the summary.",
        ),
        Field::optional(
            "baseline",
            Shape::Text,
            "Argumentet med utgångsläget.",
            "The argument with the baseline.",
        ),
        Field::optional("target", Shape::Text, "Argumentet med målet.", "The argument with the target."),
        Field::optional(
            "most",
            Shape::Text,
            "Argumentet med det högsta som kan ges.",
            "The argument with the highest that can be given.",
        ),
        Field::optional(
            "kinds",
            Shape::Map(&KIND),
            "Vad orden för slag betyder: bars, grouped, line, radar eller funnel.",
            "What the words for kinds mean: bars, grouped, line, radar or funnel.",
        ),
    ],
};

static KIND: Shape = Shape::Choice(&["bars", "grouped", "line", "radar", "funnel"]);

/// Which of a component's arguments draw a chart. Their names are the theme's, in its own language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartShape {
    /// The argument that names the CSV file.
    pub data: String,
    /// The argument that names the kind.
    pub kind: Option<String>,
    /// The argument with the unit of the numbers.
    pub unit: Option<String>,
    /// The argument with their source.
    pub source: Option<String>,
    /// The argument with what the chart shows, in a sentence.
    pub summary: Option<String>,
    /// The argument with the number it began at.
    pub baseline: Option<String>,
    /// The argument with the number it is to come to.
    pub target: Option<String>,
    /// The argument with the highest number that can be given.
    pub most: Option<String>,
    /// For each word of `kind`: `bars`, `grouped`, `line`, `radar` or `funnel`.
    pub kinds: BTreeMap<String, String>,
}

/// The chart that a component draws, if it does.
pub(super) fn chart(table: &Table) -> Option<ChartShape> {
    let chart = table.table("chart")?;
    let text = |key| chart.text(key).map(|text| text.value.to_owned());
    let kinds = chart.table("kinds").into_iter().flat_map(|kinds| &kinds.entries);
    Some(ChartShape {
        data: text("data")?,
        kind: text("kind"),
        unit: text("unit"),
        source: text("source"),
        summary: text("summary"),
        baseline: text("baseline"),
        target: text("target"),
        most: text("most"),
        kinds: kinds
            .filter_map(|entry| Some((entry.key.value.clone(), entry.value.as_text()?.value.to_owned())))
            .collect(),
    })
}

static ARGUMENT: TableShape = TableShape {
    name: "component-argument",
    doc: Doc { sv: "Ett argument.", en: "An argument." },
    fields: &[
        Field::required(
            "type",
            Shape::Choice(&[
                "text",
                "integer",
                "flag",
                "choice",
                "link",
                "image",
                "file",
                "page",
                "initiative",
                "focus_area",
                "organisation",
                "budget_year",
                "financing",
            ]),
            "Vad det kan vara.",
            "What it may be.",
        ),
        Field::optional("values", Shape::List(&TEXT), "Ord att välja mellan.", "Words to choose between."),
        Field::optional("required", Shape::Bool, "Om det måste anges.", "Whether it must be given."),
        Field::optional(
            "unless",
            Shape::Text,
            "Argumentet som gör att det inte behövs.",
            "The argument in whose presence it is not needed.",
        ),
        Field::optional(
            "default",
            Shape::Text,
            "Värdet när det inte anges.",
            "Its value when it is not given.",
        ),
    ],
};

/// The component that a table declares.
pub(super) fn shape(table: &Table) -> ComponentShape {
    let word = |key| table.text(key).map_or("", |text| text.value);
    ComponentShape {
        form: match word("form") {
            "leaf" => Form::Leaf,
            "text" => Form::Text,
            _ => Form::Container,
        },
        label: match word("label") {
            "required" => LabelShape::Required,
            "none" => LabelShape::None,
            _ => LabelShape::Optional,
        },
        body: match word("body") {
            "list" => BodyShape::List,
            "task-list" => BodyShape::TaskList,
            "none" => BodyShape::None,
            _ => BodyShape::Markdown,
        },
        args: table
            .table("args")
            .into_iter()
            .flat_map(|args| &args.entries)
            .filter_map(|entry| Some(argument(&entry.key.value, entry.value.as_table()?)))
            .collect(),
    }
}

fn argument(name: &str, table: &Table) -> ArgShape {
    let text = |key| table.text(key).map(|text| text.value.to_owned());
    ArgShape {
        name: name.to_owned(),
        kind: match table.text("type").map_or("", |kind| kind.value) {
            "integer" => ArgKind::Integer,
            "flag" => ArgKind::Flag,
            "choice" => {
                ArgKind::Choice(table.texts("values").into_iter().map(|word| word.value.to_owned()).collect())
            }
            "link" => ArgKind::Link,
            "image" => ArgKind::Image,
            "file" => ArgKind::File,
            "page" => ArgKind::Page,
            record @ ("initiative" | "focus_area" | "organisation" | "budget_year" | "financing") => {
                ArgKind::Record(record.to_owned())
            }
            _ => ArgKind::Text,
        },
        required: table.boolean("required").is_some_and(|required| required.value),
        unless: text("unless"),
        default: text("default"),
    }
}
