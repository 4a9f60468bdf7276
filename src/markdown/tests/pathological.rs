//! Texts that are made to be slow.

use std::time::{Duration, Instant};

use super::super::AsWritten;
use super::read;

/// Far more than any of these takes, even unoptimised on a busy machine, and far less than a quadratic one would.
const SOON: Duration = Duration::from_mins(1);

#[test]
fn pathological_texts_end_soon() {
    const N: usize = 10_000;
    let repeated = |text: &str| text.repeat(N);
    let numbered = |text: fn(usize) -> String| (0..N).map(text).collect::<Vec<_>>().concat();
    let texts = [
        ("quotes", repeated(">")),
        ("quotes with space", repeated("> ")),
        ("list markers", repeated("- ")),
        ("numbers", repeated("1. ")),
        ("indented lists", (0..500).map(|level| "  ".repeat(level) + "- a\n").collect()),
        ("opening brackets", repeated("[")),
        ("closing brackets", repeated("]")),
        ("links in links", repeated("[a](") + &repeated(")")),
        ("images", repeated("![")),
        ("empty images", repeated("![](x) ")),
        ("emphasis", repeated("*a **b ")),
        ("nested emphasis", repeated("*a") + &repeated("*")),
        ("backticks", (0..1_000).map(|run| "`".repeat(run % 90 + 1) + "a").collect()),
        ("containers", repeated(":::faktaruta\n")),
        ("containers in one line", repeated(":::faktaruta")),
        ("fences", repeated(":::\n")),
        ("longer and longer fences", (3..400).rev().map(|run| ":".repeat(run) + "faktaruta\n").collect()),
        ("leaves", repeated("::figur[a]{bild=b alt=c}\n")),
        ("leaves without an end", repeated("::figur[")),
        ("text directives", repeated(":sprak[a]{kod=b} ")),
        ("nested text directives", repeated(":sprak[") + &repeated("]{kod=a}")),
        ("text directives without an end", repeated(":sprak[")),
        ("arguments without an end", repeated(":sprak[a]{kod=\"")),
        ("colons", repeated(":")),
        ("colons apart", repeated("a: ")),
        ("masked code", repeated("`:sprak[a]{kod=b}` ")),
        ("definitions", numbered(|n| format!("[a{n}]: b\n"))),
        ("references", "[a]: b\n\n".to_owned() + &repeated("[a] ")),
        (
            "many references",
            numbered(|n| format!("[a{n}]: b{n}\n")) + "\n" + &numbered(|n| format!("[a{n}] ")),
        ),
        ("footnotes", numbered(|n| format!("[^{n}]\n"))),
        ("undefined footnotes", repeated("[^a] ")),
        ("headings", repeated("# a\n")),
        ("ids", repeated("# a {#b}\n")),
        ("tables", "|a".repeat(300) + "\n" + &"|-".repeat(300) + "\n" + &"|\n".repeat(300)),
        ("quotation marks", repeated("\"'")),
        ("entities", repeated("[a](b&auml;c) ")),
        ("html", repeated("<b id=\"a\">")),
        ("nul", repeated("\0")),
    ];
    for (name, text) in texts {
        let start = Instant::now();
        let (_, read) = read(&text);
        read.value.html(&mut AsWritten);
        assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    }
}
