//! Swedish stems: what a noun's, an adjective's and a regular verb's forms have in common.
//!
//! Not Snowball's: its algorithm of 2026 parts *barn* from *barnet*, *fråga* from *frågan*, *projekt* from *projektet* and
//! *digital* from *digitalt*, and those are what readers type. This one takes endings off in the order in which Swedish puts
//! them on: genitive, definite, number, then what is left of a basic form. The browser's reader has the same rules in the
//! same order; a test compares them word by word.

/// Fewer letters are never left.
const LEAST: usize = 3;

/// Plurals that change their vowel, and what they are plurals of.
const CHANGED: [(&str, &str); 8] = [
    ("böcker", "bok"),
    ("städer", "stad"),
    ("länder", "land"),
    ("stränder", "strand"),
    ("händer", "hand"),
    ("tänder", "tand"),
    ("nätter", "natt"),
    ("möter", "mot"),
];

/// The stem of a folded word in small letters.
pub(super) fn stem(word: &str) -> String {
    let mut stem = Stem { text: word.to_owned(), n_letters: word.chars().count() };
    stem.genitive();
    stem.definite();
    stem.neuter();
    stem.number();
    stem.rest();
    stem.text
}

struct Stem {
    text: String,
    n_letters: usize,
}

impl Stem {
    fn ends(&self, end: &str) -> bool {
        // Most endings are told apart by their last byte.
        self.text.as_bytes().last() == end.as_bytes().last() && self.text.ends_with(end)
    }

    fn ends_any(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.ends(end))
    }

    /// Takes letters off if enough are left.
    fn cut(&mut self, n: usize) -> bool {
        let is_enough = self.n_letters >= n + LEAST;
        if is_enough {
            self.drop(n);
        }
        is_enough
    }

    /// Takes letters off.
    fn drop(&mut self, n: usize) {
        for _ in 0..n {
            self.text.pop();
        }
        self.n_letters -= n;
    }

    /// A letter by the number of those behind it.
    fn letter(&self, n_behind: usize) -> Option<char> {
        self.text.chars().rev().nth(n_behind)
    }

    /// The letter before the last one.
    fn before_last(&self) -> char {
        self.letter(1).unwrap_or(' ')
    }

    /// `kommunens`, `utvecklas`; not `hus`, `pris`, `buss`.
    fn genitive(&mut self) {
        if self.ends("s") && !"siuyoxz".contains(self.before_last()) {
            self.cut(1);
        }
    }

    /// `bilarna`, `mötena`, `frågan`, `miljön`, `faktorn`, `cykeln`, `centrum`, `bilen`, `huset`.
    fn definite(&mut self) {
        let is_noun_in_an =
            self.ends_any(&["plan", "organ", "roman", "veteran"]) || self.ends("man") && !self.ends("mman");
        let is_noun_in_et = self.ends_any(&[
            "het", "itet", "paket", "budget", "internet", "planet", "magnet", "alfabet", "raket",
        ]);
        if self.ends_any(&["rna", "ena"]) && self.n_letters > 5 {
            self.cut(2);
        } else if self.ends("an") && !is_noun_in_an && self.n_letters > 4
            || self.ends("ön") && self.n_letters > 4
            || self.ends_any(&["orn", "ern", "eln"]) && self.n_letters > 5
        {
            self.cut(1);
        } else if self.ends("en") || self.ends("et") && !is_noun_in_et {
            self.cut(2);
        }
        if self.ends("um") && self.n_letters > 5 {
            self.cut(2);
        }
    }

    /// `hållbart`, `möjligt`, `kommunalt`.
    fn neuter(&mut self) {
        if self.ends_any(&["bart", "gt", "iskt", "alt", "samt", "ellt", "ivt", "fullt", "löst"])
            && self.n_letters > 4
        {
            self.cut(1);
        }
    }

    /// `böcker`, `lärare`, `flickor`, `bilar`, `skolor`, `hållbara`, `utvecklade`, `resultat`.
    fn number(&mut self) {
        for (plural, singular) in CHANGED {
            if self.ends(plural) {
                self.drop(plural.chars().count());
                self.text.push_str(singular);
                self.n_letters += singular.len();
                return;
            }
        }
        let is_adjective = self.ends("bar") && !self.ends("bbar");
        let is_noun_in_or = self.ends_any(&["ktor", "ator", "ntor", "otor", "essor"]);
        let is_agent = self.ends("are") && self.cut(3);
        if !is_agent && !is_adjective && !is_noun_in_or {
            if self.ends_any(&["ar", "er", "or"]) {
                self.cut(2);
            } else if self.ends_any(&["a", "e"]) {
                self.cut(1);
            }
        }
        if self.ends_any(&["ad", "at"]) && self.n_letters > 4 {
            self.cut(2);
        }
    }

    /// `kurs` as `kursen`, `program` as `programmet`, `fönster` as `fönstret`, `cykel` as `cyklar`, `vatten` as `vattnet`.
    fn rest(&mut self) {
        if self.ends("s") && !"siuyoxzaeåäö".contains(self.before_last()) {
            self.cut(1);
        }
        let is_doubled = self.ends_any(&["mm", "nn", "ttn", "ckn", "ppn"]);
        if is_doubled || self.ends("r") && "tdkgpbfsm".contains(self.before_last()) {
            self.cut(1);
        } else if self.ends("el")
            && self.n_letters > 4
            && !"aeiouyåäö".contains(self.letter(2).unwrap_or('a'))
        {
            self.drop(2);
            self.text.push('l');
            self.n_letters += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            "barn barnet barnen barnens barns",
            "land landet länder länderna",
            "fråga frågan frågor frågorna frågornas frågans",
            "projekt projektet projekten projektens",
            "digital digitalt digitala",
            "hållbar hållbart hållbara",
            "lärare läraren lärarna lärarnas lärares",
            "skola skolan skolor skolorna skolans",
            "område området områden områdena områdets",
            "boende boendet boenden boendena",
            "möte mötet möten mötena",
            "resultat resultatet resultaten resultatens",
            "styrelse styrelsen styrelser styrelsens",
            "möjlighet möjligheten möjligheter möjligheterna",
            "utveckla utvecklar utvecklas utvecklade utvecklat utvecklad",
            "kurs kursen kurser kurserna",
            "plats platsen platser platserna",
            "hus huset husen husens",
            "program programmet programmen",
            "fönster fönstret fönstren",
            "centrum centret center centrumet",
            "dialogforum dialogforumet",
            "cykel cykeln cyklar cyklarna",
            "exempel exemplet exemplen",
            "vatten vattnet",
            "öppen öppet öppna",
            "miljö miljön miljöer miljöerna",
            "studie studien studier studierna",
            "bok böcker böckerna",
            "handbok handböcker",
            "ledamot ledamöter ledamöterna",
            "faktor faktorn faktorer faktorerna",
            "gymnasium gymnasiet gymnasier",
            "medlem medlemmar medlemmen medlemmarna",
            "ungdom ungdomar ungdomarna ungdomens",
            "idrottsplan idrottsplanen idrottsplaner",
            "kommun kommunen kommuner kommunens kommunerna",
            "vinter vintern vintrar",
            "hare haren harar hararna",
            "fördel fördelar fördelen fördelarna",
        ] {
            let stems: Vec<String> = forms.split(' ').map(stem).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{forms}: {stems:?}");
        }
    }

    #[test]
    fn other_words_have_other_stems() {
        for (a, b) in [
            ("faktor", "fakta"),
            ("dator", "data"),
            ("plan", "plats"),
            ("hus", "hud"),
            ("kontor", "konto"),
            ("barn", "bar"),
            ("station", "stat"),
            ("kommun", "kommunikation"),
            ("skola", "sko"),
            ("land", "landskap"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(
            (stem(""), stem("a"), stem("år"), stem("ön")),
            (String::new(), "a".into(), "år".into(), "ön".into())
        );
    }
}
