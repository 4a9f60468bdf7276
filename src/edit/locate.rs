//! Where in a Markdown text a block of the page it became is written. A page knows nothing of sources, so the block is found
//! by its letters: those it shows stand in the same order in the text, with marks and addresses between them.

/// How many letters of a block are looked for: enough to tell it from others, few enough that a component inside it does not
/// end the search.
const MAX_LETTERS: usize = 48;

/// The least that is worth looking for.
const MIN_LETTERS: usize = 4;

/// The byte in `body` at which the line begins that a block with this text begins on.
pub fn locate(body: &str, block: &str) -> Option<usize> {
    let wanted: Vec<char> = letters(block).map(|(_, c)| c).take(MAX_LETTERS).collect();
    let written: Vec<(usize, char)> = letters(body).collect();
    // A shorter beginning will do where something stands in the block that the text does not spell out.
    let at = [MAX_LETTERS, 24, 12].into_iter().find_map(|n| {
        let wanted = &wanted[..n.min(wanted.len())];
        if wanted.len() < MIN_LETTERS {
            return None;
        }
        let fits = |window: &[(usize, char)]| window.iter().map(|(_, c)| c).eq(wanted);
        written.windows(wanted.len()).position(fits)
    })?;
    let byte = written[at].0;
    Some(body[..byte].rfind('\n').map_or(0, |newline| newline + 1))
}

/// Letters and digits, in small letters, where they stand. Addresses of links and arguments of components are left out.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut hidden: Option<char> = None;
    let mut last = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let before = std::mem::replace(&mut last, c);
        match hidden {
            Some(end) if c == end || c == '\n' => hidden = None,
            Some(_) => return None,
            None if c == '(' && before == ']' => hidden = Some(')'),
            None if c == '{' => hidden = Some('}'),
            None => {}
        }
        (hidden.is_none() && c.is_alphanumeric()).then(|| (at, c.to_lowercase().next().unwrap_or(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_found_by_its_letters() {
        let body = "Inledning om *Mälardalen*.\n\n## Två områden\n\nVi har [barn och unga](hub:fokusomraden/x) samt **äldre**.\n\n\
                    :::faktaruta{titel=\"A\"}\nFakta här inne.\n:::\n\n| a | b |\n|---|---|\n| ett | två |\n";
        let line = |block: &str| locate(body, block).map(|at| body[at..].lines().next().unwrap_or_default());
        assert_eq!(line("Inledning om Mälardalen."), Some("Inledning om *Mälardalen*."));
        assert_eq!(line("Två områden #"), Some("## Två områden"));
        assert_eq!(
            line("Vi har barn och unga samt äldre."),
            Some("Vi har [barn och unga](hub:fokusomraden/x) samt **äldre**.")
        );
        assert_eq!(line("Fakta här inne."), Some("Fakta här inne."));
        assert_eq!(line("ett två"), Some("| ett | två |"));
        assert_eq!(line("står inte här"), None);
        assert_eq!(line(""), None);
    }
}
