//! `draw(kind, …)`: a chart of what a template gives it, such as a budget's lines. It reads nothing of the site by itself:
//! what a chart shows is asked of views by the template or here, and thereby noted.

use std::fmt::Write;

use jiff::civil::Date;
use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

use crate::chart::{self, Drawn, Kind, Levels, Look, Panel, Series, Step, Timeline, Wheel, WheelItem};

use super::Chart;
use super::view::{DateView, list, map, optional};

/// The chart of a kind, for a page in `lang`.
///
/// # Errors
/// Tells what is missing or of the wrong type: a mistake in the template.
pub(super) fn draw(kind: &str, options: &Kwargs, lang: &str) -> Result<Value, Error> {
    let asked = Asked { options, lang };
    let id: String = options.get("id")?;
    let drawn = match kind {
        "bars" => chart::draw(&asked.chart(Kind::Bars)?, &id),
        "grouped" => chart::draw(&asked.chart(Kind::GroupedBars)?, &id),
        "line" => chart::draw(&asked.chart(Kind::Line)?, &id),
        "radar" => chart::draw(&asked.chart(Kind::Radar)?, &id),
        "funnel" => chart::draw(&asked.chart(Kind::Funnel)?, &id),
        "timeline" => chart::draw_timeline(&asked.timeline()?, &id),
        "wheel" => chart::draw_wheel(&asked.wheel()?, &id),
        "levels" => chart::draw_levels(&asked.levels()?, &id),
        _ => return Err(wrong(format!("there is no kind of chart `{kind}`"))),
    };
    let title: String = options.get("title")?;
    options.assert_all_used()?;
    let url = csv_url(&drawn);
    let chart = chart_value(&Chart::new(drawn, url));
    Ok(Value::from_pairs([("chart", chart), ("id", Value::from(id)), ("title", Value::from(title))]))
}

/// A chart as templates see it.
pub(super) fn chart_value(chart: &Chart) -> Value {
    let row = |row: &Vec<String>| list(row.iter().map(|cell| Value::from(cell.as_str())));
    map([
        ("svg", Value::from_safe_string(chart.svg.clone())),
        ("beside", optional(chart.beside.clone().map(Value::from_safe_string))),
        ("summary", Value::from(chart.summary.as_str())),
        ("columns", row(&chart.columns)),
        ("rows", list(chart.rows.iter().map(row))),
        ("csv_url", Value::from(chart.csv_url.as_str())),
    ])
}

/// The table as an address that holds the whole file: what a page draws by itself needs no file beside it.
fn csv_url(drawn: &Drawn) -> String {
    let mut url = "data:text/csv;charset=utf-8,".to_owned();
    for byte in drawn.csv.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b';' | b',') {
            url.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

/// What a template asked for.
struct Asked<'a> {
    options: &'a Kwargs,
    lang: &'a str,
}

impl Asked<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        self.options.get(name)
    }

    /// A list that has to be there.
    fn items(&self, name: &str) -> Result<Vec<Value>, Error> {
        let given: Value = self.options.get(name)?;
        Ok(given.try_iter()?.collect())
    }

    fn title(&self) -> Result<String, Error> {
        self.options.get("title")
    }

    /// Bars, lines, a radar or a funnel of numbers by category.
    fn chart(&self, kind: Kind) -> Result<chart::Chart, Error> {
        let series = |given: &Value| {
            let values = given.get_attr("values")?;
            Ok(Series {
                name: words(&given.get_attr("name")?),
                values: values.try_iter()?.map(|value| number(&value)).collect::<Result<_, Error>>()?,
            })
        };
        let compared = |name| number(&self.options.get::<Option<Value>>(name)?.unwrap_or_default());
        Ok(chart::Chart {
            kind,
            title: self.title()?,
            summary: self.text("summary")?,
            category_name: self.text("category")?.unwrap_or_default(),
            categories: self.items("categories")?.iter().map(words).collect(),
            series: self.items("series")?.iter().map(series).collect::<Result<_, Error>>()?,
            unit: self.text("unit")?.unwrap_or_default(),
            source: self.text("source")?,
            baseline: compared("baseline")?,
            target: compared("target")?,
            most: compared("most")?,
            lang: self.lang.to_owned(),
        })
    }

    /// A timeline of `steps`, such as an initiative's statuses: each has `name`, `since` and, if it is a status, `role`.
    fn timeline(&self) -> Result<Timeline, Error> {
        let steps: Vec<Step> = self.items("steps")?.iter().map(step).collect::<Result<_, Error>>()?;
        let ends: Vec<f64> = steps.iter().skip(1).map(|next| next.from).collect();
        let until = |(mut step, at): (Step, usize)| {
            step.to = ends.get(at).copied();
            step
        };
        Ok(Timeline {
            title: self.title()?,
            summary: self.text("summary")?,
            step_name: self.text("category")?.unwrap_or_default(),
            steps: steps.into_iter().zip(0..).map(until).collect(),
            source: self.text("source")?,
            lang: self.lang.to_owned(),
        })
    }

    /// A year wheel of `items`: records of what recurs.
    fn wheel(&self) -> Result<Wheel, Error> {
        let item = |given: &Value| {
            let relation = given.get_attr("relation")?;
            let months = given.get_attr("months")?;
            Ok(WheelItem {
                months: months.try_iter()?.filter_map(|month| u8::try_from(month).ok()).collect(),
                text: words(&given.get_attr("text")?),
                actor: words(&given.get_attr("actor")?.get_attr("title")?),
                relation: words(&relation.get_attr("name")?),
                is_support: relation.get_attr("id")?.as_str() == Some("supports"),
            })
        };
        Ok(Wheel {
            title: self.title()?,
            summary: self.text("summary")?,
            items: self.items("items")?.iter().map(item).collect::<Result<_, Error>>()?,
            source: self.text("source")?,
            lang: self.lang.to_owned(),
        })
    }

    /// Small multiples of `reports`: status reports, each with `date`, `colour` and the `initiative` or `goal` it is about.
    fn levels(&self) -> Result<Levels, Error> {
        let mut reports: Vec<Report> =
            self.items("reports")?.iter().map(Report::of).collect::<Result<_, Error>>()?;
        reports.sort_by(|a, b| (a.day, &a.of).cmp(&(b.day, &b.of)));
        // Four even if the worst is never reported, so that a level has the same height in every chart.
        let n_levels = reports.iter().map(|report| report.level + 1).max().unwrap_or(0).max(4);
        let mut levels = vec![String::new(); n_levels];
        let mut times: Vec<(Date, String)> = Vec::new();
        let mut panels: Vec<Panel> = Vec::new();
        for report in &reports {
            levels[report.level].clone_from(&report.colour);
            if times.last().is_none_or(|(day, _)| *day != report.day) {
                times.push((report.day, report.date.clone()));
            }
            if !panels.iter().any(|panel| panel.name == report.of) {
                panels.push(Panel { name: report.of.clone(), levels: Vec::new() });
            }
        }
        panels.sort_by(|a, b| a.name.cmp(&b.name));
        for panel in &mut panels {
            let on = |(day, _): &(Date, String)| {
                // The latest of a day, should there be several.
                reports.iter().rev().find(|report| report.day == *day && report.of == panel.name)
            };
            panel.levels = times.iter().map(|time| Some(on(time)?.level)).collect();
        }
        Ok(Levels {
            title: self.title()?,
            summary: self.text("summary")?,
            panel_name: self.text("category")?.unwrap_or_default(),
            levels,
            times: times.into_iter().map(|(_, date)| date).collect(),
            panels,
            source: self.text("source")?,
            lang: self.lang.to_owned(),
        })
    }
}

/// A status report in so far as it is drawn.
struct Report {
    /// What it is about.
    of: String,
    day: Date,
    date: String,
    /// The place of its colour among the colours, from 0, and its word.
    level: usize,
    colour: String,
}

impl Report {
    fn of(given: &Value) -> Result<Self, Error> {
        let about = ["initiative", "goal"].map(|name| given.get_attr(name).unwrap_or_default());
        let about = about.iter().find(|about| about.is_true()).cloned().unwrap_or_default();
        let (date, colour) = (given.get_attr("date")?, given.get_attr("colour")?);
        let number = usize::try_from(colour.get_attr("number")?)?;
        Ok(Self {
            of: words(&about.get_attr("title")?),
            day: days(&date)?.0,
            date: date.to_string(),
            level: number.saturating_sub(1),
            colour: words(&colour.get_attr("name")?),
        })
    }
}

/// A step of a timeline whose end is not known yet. How it is drawn follows from the role of its status.
fn step(given: &Value) -> Result<Step, Error> {
    let since = given.get_attr("since")?;
    let (first, last) = days(&since)?;
    let role = given.get_attr("role").unwrap_or_default();
    Ok(Step {
        name: words(&given.get_attr("name")?),
        since: since.to_string(),
        from: years(first),
        known: years(last),
        to: None,
        look: match role.as_str() {
            Some("proposed") => Look::Dashed,
            Some("chosen") => Look::Open,
            Some("parked") => Look::Striped,
            Some("waiting") => Look::Dotted,
            Some("finished" | "stopped") => Look::Point,
            _ => Look::Full,
        },
    })
}

/// The first and the last day a date can be.
fn days(date: &Value) -> Result<(Date, Date), Error> {
    let view = date.downcast_object_ref::<DateView>();
    view.map(DateView::days).ok_or_else(|| wrong(format!("`{date}` is no date")))
}

/// A day in years: the first of July 2022 is 2022.5, nearly.
fn years(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

/// A number, a sum of money, or nothing.
fn number(value: &Value) -> Result<Option<f64>, Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(None);
    }
    let kronor = value.get_attr("kronor").ok().filter(Value::is_number);
    Ok(Some(f64::try_from(kronor.unwrap_or_else(|| value.clone()))?))
}

fn words(value: &Value) -> String {
    if value.is_none() || value.is_undefined() { String::new() } else { value.to_string() }
}

fn wrong(problem: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, problem)
}
