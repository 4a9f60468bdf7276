//! A sentence or two that say what the numbers say, for charts whose author gave none.

use std::cmp::Ordering;

use super::number::Numbers;
use super::words::Words;
use super::{Chart, Kind};

/// What the chart says.
pub(super) fn summary(chart: &Chart, words: &Words, numbers: &Numbers) -> String {
    let teller = Teller { chart, numbers, words };
    let each = |tell: &dyn Fn(usize) -> Option<String>| {
        (0..chart.series.len())
            .filter_map(|series| Some(teller.of(series, tell(series)?)))
            .collect::<Vec<_>>()
    };
    let mut sentences = match (chart.kind, chart.series.len()) {
        (Kind::Line, _) => each(&|series| teller.course(series)),
        (_, 2) => teller.comparison().unwrap_or_else(|| each(&|series| teller.extremes(series))),
        _ => each(&|series| teller.extremes(series)),
    };
    sentences.extend(teller.lines());
    sentences.extend(teller.missing());
    sentences.join(" ")
}

struct Teller<'a> {
    chart: &'a Chart,
    numbers: &'a Numbers,
    words: &'a Words,
}

impl Teller<'_> {
    /// The largest, the smallest, and their sum, or their difference where a sum means nothing.
    fn extremes(&self, series: usize) -> Option<String> {
        let known = self.chart.known(series);
        let (low, high) = range(&known)?;
        let (least, most) = (self.numbers.full(low), self.numbers.full(high));
        if let [(at, _)] = known[..] {
            let category = &self.chart.categories[at];
            return Some(self.say(format!("Bara {category}: {most}."), format!("Only {category}: {most}.")));
        }
        if is_same(low, high) {
            let swedish = format!("Alla har samma värde: {most}.");
            return Some(self.say(swedish, format!("All have the same value: {most}.")));
        }
        let (largest, smallest) = (self.named(&known, high), self.named(&known, low));
        if self.adds_up() {
            let sum = self.numbers.full(known.iter().map(|(_, value)| value).sum());
            return Some(self.say(
                format!("Störst är {largest} med {most}, minst är {smallest} med {least}. Summan är {sum}."),
                format!("Largest: {largest}, {most}. Smallest: {smallest}, {least}. The sum is {sum}."),
            ));
        }
        let difference = self.difference(low, high);
        Some(self.say(
            format!(
                "Högst är {largest} med {most}, lägst är {smallest} med {least}. Skillnaden är {difference}."
            ),
            format!(
                "Highest: {largest}, {most}. Lowest: {smallest}, {least}. The difference is {difference}."
            ),
        ))
    }

    /// Two series: what each makes together, and where they differ most. `None` when no category has both.
    fn comparison(&self) -> Option<Vec<String>> {
        let both = |at| Some((at, self.chart.value(0, at)?, self.chart.value(1, at)?));
        let pairs: Vec<_> = (0..self.chart.categories.len()).filter_map(both).collect();
        let apart = |pair: &(usize, f64, f64)| (pair.1 / 2.0 - pair.2 / 2.0).abs();
        let &(at, first, second) = pairs.iter().rev().max_by(|a, b| apart(a).total_cmp(&apart(b)))?;
        let mut sentences = Vec::new();
        if self.adds_up() && pairs.len() > 1 {
            let sum = |series| self.chart.known(series).iter().map(|(_, value)| value).sum::<f64>();
            let (first, second) = (sum(0), sum(1));
            let difference = self.difference(first, second);
            let (a, b) = (self.name(0), self.name(1));
            let (first, second) = (self.numbers.full(first), self.numbers.full(second));
            sentences.push(self.say(
                format!("{a}: {first} tillsammans. {b}: {second}. Skillnaden är {difference}."),
                format!("{a}: {first} in all. {b}: {second}. The difference is {difference}."),
            ));
        }
        let category = &self.chart.categories[at];
        let (first, second) = (self.numbers.full(first), self.numbers.full(second));
        sentences.push(self.say(
            format!("Mest skiljer {category}: {first} mot {second}."),
            format!("They differ most for {category}: {first} and {second}."),
        ));
        Some(sentences)
    }

    /// Where a line began and ended, and how far beyond both it went between.
    fn course(&self, series: usize) -> Option<String> {
        let known = self.chart.known(series);
        let (&(from, first), &(to, last)) = (known.first()?, known.last()?);
        if from == to {
            return self.extremes(series);
        }
        let (low, high) = range(&known)?;
        let full = |value| self.numbers.full(value);
        let difference = self.change(first, last);
        let change = match last.total_cmp(&first) {
            Ordering::Greater => {
                self.say(format!("en ökning med {difference}"), format!("an increase of {difference}"))
            }
            Ordering::Less => {
                self.say(format!("en minskning med {difference}"), format!("a decrease of {difference}"))
            }
            Ordering::Equal => self.say("alltså samma värde".to_owned(), "the same value".to_owned()),
        };
        let (from, to) = (&self.chart.categories[from], &self.chart.categories[to]);
        let (began, ended) = (full(first), full(last));
        let mut told = self.say(
            format!("Från {began} ({from}) till {ended} ({to}), {change}."),
            format!("From {began} ({from}) to {ended} ({to}), {change}."),
        );
        if high > first.max(last) {
            let (most, largest) = (full(high), self.named(&known, high));
            told +=
                &self.say(format!(" Högst: {most} ({largest})."), format!(" Highest: {most} ({largest})."));
        }
        if low < first.min(last) {
            let (bottom, smallest) = (full(low), self.named(&known, low));
            told += &self
                .say(format!(" Lägst: {bottom} ({smallest})."), format!(" Lowest: {bottom} ({smallest})."));
        }
        Some(told)
    }

    /// The baseline and the target.
    fn lines(&self) -> Option<String> {
        let told: Vec<_> =
            [(self.chart.baseline, self.words.baseline), (self.chart.target, self.words.target)]
                .into_iter()
                .filter_map(|(value, word)| Some(format!("{word}: {}.", self.numbers.full(finite(value)?))))
                .collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// How many numbers are not known.
    fn missing(&self) -> Option<String> {
        let n_all = self.chart.series.len() * self.chart.categories.len();
        let n_missing = n_all - self.chart.values().count();
        let swedish = format!("Uppgift saknas för {n_missing} av {n_all}.");
        (n_missing > 0).then(|| self.say(swedish, format!("{n_missing} of {n_all} are not known.")))
    }

    /// Whether a sum means anything: shares, indexes, means and what is given on a scale do not add up.
    fn adds_up(&self) -> bool {
        const NOT: &[&str] = &[
            "%", "procent", "percent", "andel", "share", "index", "grad", "degree", "poäng", "point",
            "skala", "scale", "medel", "mean", "snitt", "average", " per ", "/",
        ];
        let unit = self.chart.unit.to_lowercase();
        self.chart.kind != Kind::Radar
            && self.chart.most.is_none()
            && !NOT.iter().any(|word| unit.contains(word))
    }

    /// How far apart two numbers are. Two shares differ by percentage points, not by per cent.
    fn difference(&self, a: f64, b: f64) -> String {
        let number = self.numbers.plain((a - b).abs());
        match self.chart.unit.trim() {
            "%" | "procent" | "percent" => {
                let (swedish, english) = if number == "1" {
                    ("procentenhet", "percentage point")
                } else {
                    ("procentenheter", "percentage points")
                };
                self.say(format!("{number}\u{a0}{swedish}"), format!("{number}\u{a0}{english}"))
            }
            // The unit of a scale says how far it goes, such as `av 5`.
            _ if self.chart.most.is_some() => number,
            _ => self.numbers.full((a - b).abs()),
        }
    }

    /// The same after an amount with its unit, which need not be said again.
    fn change(&self, a: f64, b: f64) -> String {
        let difference = self.difference(a, b);
        if difference.contains("procent") || difference.contains("percent") {
            difference
        } else {
            self.numbers.plain((a - b).abs())
        }
    }

    /// The names of the categories that have a value; of more than three only how many.
    fn named(&self, known: &[(usize, f64)], value: f64) -> String {
        let same = known.iter().filter(|(_, other)| is_same(*other, value));
        let names: Vec<_> = same.map(|(at, _)| self.chart.categories[*at].as_str()).collect();
        match &names[..] {
            [one] => (*one).to_owned(),
            [most @ .., last] if names.len() <= 3 => format!("{} {} {last}", most.join(", "), self.words.and),
            _ => self.say(
                format!("{} av {}", names.len(), known.len()),
                format!("{} of {}", names.len(), known.len()),
            ),
        }
    }

    /// What is told about a series, with its name in front when there are several.
    fn of(&self, series: usize, told: String) -> String {
        if self.chart.series.len() < 2 {
            return told;
        }
        let (first, rest) = told.split_at(told.chars().next().map_or(0, char::len_utf8));
        format!("{}: {}{rest}", self.name(series), first.to_lowercase())
    }

    fn name(&self, series: usize) -> &str {
        self.chart.series[series].name.trim()
    }

    fn say(&self, swedish: String, english: String) -> String {
        if self.words.is_swedish() { swedish } else { english }
    }
}

fn range(known: &[(usize, f64)]) -> Option<(f64, f64)> {
    let values = || known.iter().map(|(_, value)| *value);
    Some((values().reduce(f64::min)?, values().reduce(f64::max)?))
}

fn is_same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}
