//! Makes an area's report fit on one A4 page: smaller type first, then fewer points, then fewer initiatives. What is left
//! out is counted, never silently dropped.
//!
//! A printer cannot be asked how long a text becomes, so that lines are estimated from letters, on the safe side. The
//! browser tests print the fullest pages and count them.

use super::{Area, Line};

/// How much a page holds in one size of type: `print.css` has the sizes by the same names.
struct Size {
    name: &'static str,
    /// Lines on the page, below its heading.
    lines: usize,
    /// Letters of a line across the page.
    across: usize,
    /// Letters of a line in the column of names.
    name_column: usize,
    /// Letters of a line in the column of points.
    point_column: usize,
}

const SIZES: [Size; 3] = [
    Size { name: "large", lines: 46, across: 88, name_column: 28, point_column: 40 },
    Size { name: "medium", lines: 56, across: 104, name_column: 34, point_column: 50 },
    Size { name: "small", lines: 66, across: 122, name_column: 40, point_column: 58 },
];

/// The most letters of a point that are shown where there is little room.
const MAX_POINT: usize = 240;

/// The most letters of a purpose or a list that are shown where there is little room.
const MAX_PARAGRAPH: usize = 700;

/// Cuts the area's report to one page, and notes the size of type.
pub(super) fn fit(area: &mut Area) {
    for size in &SIZES {
        area.paper.size = size.name;
        if height(area, size) <= size.lines {
            return;
        }
    }
    let [_, _, small] = &SIZES;
    shorten(area);
    for most in (1..=4).rev() {
        for line in area.goals.iter_mut().chain(&mut area.lines) {
            let cut = line.points.len().saturating_sub(most);
            line.points.truncate(most);
            line.n_more += cut;
        }
        if height(area, small) <= small.lines {
            return;
        }
    }
    while height(area, small) > small.lines && area.lines.pop().is_some() {
        area.paper.n_more += 1;
    }
    while height(area, small) > small.lines && area.goals.pop().is_some() {
        area.paper.n_more_goals += 1;
    }
}

fn shorten(area: &mut Area) {
    cut(&mut area.purpose, MAX_PARAGRAPH);
    for line in area.goals.iter_mut().chain(&mut area.lines) {
        cut(&mut line.name, MAX_POINT);
        line.points.iter_mut().chain(&mut line.blocker).for_each(|text| cut(text, MAX_POINT));
    }
    for group in &mut area.others {
        let mut room = MAX_PARAGRAPH / 2;
        let fitting = group.names.iter().take_while(|name| {
            let fits = name.chars().count() + 2 <= room;
            room = room.saturating_sub(name.chars().count() + 2);
            fits
        });
        let n = fitting.count();
        group.names.truncate(n);
    }
}

fn cut(text: &mut String, most: usize) {
    if let Some((at, _)) = text.char_indices().nth(most) {
        let end = text[..at].rfind(' ').unwrap_or(at);
        text.truncate(end);
        text.push('…');
    }
}

/// The lines that an area's report takes, in one size of type.
fn height(area: &Area, size: &Size) -> usize {
    let across = |letters: usize| letters.div_ceil(size.across).max(1);
    let rows = |lines: &[Line]| -> usize { lines.iter().map(|line| row(line, size)).sum() };
    // Headings take two lines each, a table's head two.
    let goals = if area.goals.is_empty() { 0 } else { 4 + rows(&area.goals) };
    let others = area.others.iter().map(|group| {
        let letters: usize = group.names.iter().map(|name| name.chars().count() + 2).sum();
        across(group.name.chars().count() + 6 + letters)
    });
    let others = if area.others.is_empty() { 0 } else { 2 + others.sum::<usize>() };
    across(area.purpose.chars().count()) + 1 + goals + 4 + rows(&area.lines) + others + 3
}

fn row(line: &Line, size: &Size) -> usize {
    let lines = |text: &str, width: usize| text.chars().count().div_ceil(width).max(1);
    let blocker = line.blocker.as_ref().map_or(0, |text| lines(text, size.name_column) + 1);
    // Facts are set smaller than names.
    let since = line.since.as_ref().map_or(0, |since| since.words.chars().count() + " sedan ".len());
    let status = line.status.as_ref().map_or(0, |status| status.chars().count() + since);
    let status = status.div_ceil(size.name_column + 4).max(1);
    let name = lines(&line.name, size.name_column) + status + blocker;
    let points: usize = line.points.iter().map(|point| lines(point, size.point_column)).sum();
    name.max(points + usize::from(line.n_more > 0)).max(2) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(n: usize, n_points: usize) -> Area {
        let line = Line {
            name: "Ett initiativ med ett långt namn".to_owned(),
            points: vec!["En punkt som säger något om läget och är rätt lång.".to_owned(); n_points],
            ..Line::default()
        };
        Area { lines: vec![line; n], ..Area::default() }
    }

    #[test]
    fn type_shrinks_before_anything_is_left_out() {
        let fitted = |n, n_points| {
            let mut area = area(n, n_points);
            fit(&mut area);
            (area.paper.size, area.lines.len(), area.lines[0].points.len(), area.paper.n_more)
        };
        assert_eq!(fitted(4, 2), ("large", 4, 2, 0));
        assert_eq!(fitted(5, 4), ("medium", 5, 4, 0));
        assert_eq!(fitted(11, 4), ("small", 11, 4, 0));
        assert_eq!(fitted(13, 5), ("small", 13, 2, 0));
        assert_eq!(fitted(40, 5), ("small", 19, 1, 21));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let mut area = area(40, 5);
        fit(&mut area);
        assert_eq!(area.lines.len() + area.paper.n_more, 40);
        assert!(area.lines.iter().all(|line| line.points.len() + line.n_more == 5));
    }

    #[test]
    fn a_text_is_cut_between_words() {
        let mut text = "ett två tre".to_owned();
        cut(&mut text, 9);
        assert_eq!(text, "ett två…");
    }
}
