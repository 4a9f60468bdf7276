//! How much room text takes, guessed: a drawing is made before anyone knows its font.

/// The width of a text in `em`, in the widest of the fonts that systems have for interfaces (Verdana and its kin).
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> f64 {
    match c {
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{ad}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.34,
        ' ' | '\u{a0}' | 'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 0.97,
        '\u{1100}'.. => 1.1,
        c if c.is_uppercase() => 0.73,
        _ => 0.63,
    }
}

/// The text in lines of at most `max` em, broken at spaces and, where a word alone is too long, at its soft hyphens
/// or, for want of such, anywhere. Nothing of it is ever left out.
pub(super) fn wrap(text: &str, max: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut()
            && width(line) + width(" ") + width(word) <= max
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        lines.extend(pieces(word, max));
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// A word in pieces that each fit, all but the last with a hyphen.
fn pieces(word: &str, max: f64) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = word;
    while width(rest) > max {
        let at = break_at(rest, max - width("-"));
        if at == rest.len() {
            break;
        }
        let (piece, after) = rest.split_at(at);
        pieces.push(format!("{}-", piece.trim_end_matches(['\u{ad}', '-'])));
        rest = after;
    }
    pieces.push(rest.to_owned());
    pieces
}

/// The byte where to break a word that is too long; never 0, and never before a mark that belongs to the letter it follows.
fn break_at(word: &str, max: f64) -> usize {
    let mut so_far = 0.0;
    let mut anywhere = None;
    let mut soft = None;
    for (at, c) in word.char_indices() {
        if so_far > max && anywhere.is_some() {
            break;
        }
        if at > 0 && char_width(c) > 0.0 {
            anywhere = Some(at);
        }
        if at > 0 && matches!(c, '\u{ad}' | '-') {
            soft = Some(at + c.len_utf8());
        }
        so_far += char_width(c);
    }
    soft.filter(|at| *at < word.len()).or(anywhere).unwrap_or(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(wrap("Ledning och administration", 12.0), ["Ledning och", "administration"]);
        assert_eq!(wrap("kort", 12.0), ["kort"]);
        assert_eq!(wrap("  ", 12.0), [""]);
    }

    #[test]
    fn long_words_break_at_soft_hyphens_or_anywhere() {
        assert_eq!(wrap("kommunikations\u{ad}strategi", 10.0), ["kommunikations-", "strategi"]);
        let lines = wrap(&"ö".repeat(40), 10.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line) <= 10.0), "{lines:?}");
        assert_eq!(wrap("e\u{301}e\u{301}", 0.1), ["e\u{301}-", "e\u{301}"]);
    }

    #[test]
    fn room_that_is_too_small_does_not_hang() {
        assert_eq!(wrap("ab", 0.0).len(), 2);
        assert_eq!(wrap("ab", -5.0).concat(), "a-b");
    }
}
