//! The ranking: which pages answer a query, and in what order. The browser's reader does the same sums in the same order.
//!
//! Pages with all words come before pages with some of them; among those, pages with the word as it was typed before
//! pages that have it with dots only; then the score decides, then the address. A word gives a page the points of its
//! best term: rarity times the square of the impact times what the kind of match counts. Over several bundles the rarity
//! is that of all pages together, so that scores compare.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bundle::root::LanguageRoot;
use super::super::score::{rarity, worth};
use super::correct::{Meant, meant};
use super::phrase;
use super::query::{Query, QueryWord};
use super::resolve::{Candidate, itself, named, resolve};
use super::{Contribution, Found, Hit, MatchKind, Reader, Request, WordReport};

/// From so many letters on, the last word that is still being typed stands for longer ones; and any other word.
const OPEN_LEAST: usize = 3;
const CLOSED_LEAST: usize = 4;

/// A whole name counts half of what all words would at most, one of which only the beginning was typed less.
const NAME_QUALITY: u64 = 8;
const NAME_BEGIN_QUALITY: u64 = 3;

/// The pages of one language of one bundle.
struct Arena<'a> {
    bundle: usize,
    reader: &'a Reader,
    language: &'a LanguageRoot,
    /// The words that have to be found.
    slots: Vec<Slot>,
}

/// A word that has to be found, and what stands for it.
struct Slot {
    /// Its place in the query.
    word: usize,
    text: String,
    candidates: Vec<Candidate>,
    rarity: u64,
}

/// What a page has gathered.
#[derive(Clone, Copy, Default)]
struct Gathered {
    score: u64,
    n_words: usize,
    n_folded: usize,
}

/// Searches several bundles as one.
pub fn search_all(readers: &[&Reader], request: &Request) -> Found {
    for reader in readers {
        reader.take_unread();
    }
    let query = Query::parse(&request.text);
    let mut found = Found { is_cut: query.is_cut, ..Found::default() };
    let mut arenas: Vec<Arena<'_>> = Vec::new();
    for (bundle, reader) in readers.iter().enumerate() {
        for language in &reader.root.languages {
            if request.lang.as_ref().is_none_or(|lang| *lang == language.lang) {
                arenas.push(Arena { bundle, reader, language, slots: Vec::new() });
            }
        }
    }
    fill_slots(&mut arenas, &query);
    report(&arenas, &query, &mut found);

    let mut ranked: Vec<(bool, Gathered, usize, u32)> = Vec::new();
    for (number, arena) in arenas.iter().enumerate() {
        let n_slots = arena.slots.len();
        for (page, gathered) in gather(arena, &query, request) {
            let is_full = gathered.n_words == n_slots;
            if is_full {
                found.total += 1;
            } else if gathered.n_words * 2 >= n_slots {
                found.partial += 1;
            } else {
                continue;
            }
            ranked.push((is_full, gathered, number, page));
        }
    }
    ranked.sort_by(|(full_a, a, arena_a, page_a), (full_b, b, arena_b, page_b)| {
        full_b
            .cmp(full_a)
            .then(a.n_folded.cmp(&b.n_folded))
            .then(b.score.cmp(&a.score))
            .then(arena_a.cmp(arena_b))
            .then(page_a.cmp(page_b))
    });
    for (is_full, gathered, number, page) in ranked.into_iter().take(request.limit) {
        let Some(arena) = arenas.get(number) else { continue };
        found.hits.push(Hit {
            bundle: arena.bundle,
            lang: arena.language.lang.clone(),
            page,
            score: gathered.score,
            is_full,
            card: arena.reader.card(arena.language, page),
            contributions: contributions(arena, &query, page),
        });
    }
    let unread: BTreeSet<String> = readers.iter().flat_map(|reader| reader.take_unread()).collect();
    found.unread = unread.into_iter().collect();
    found
}

/// Finds what stands for each word, first as it was typed, then, where no arena has it, as it may have been meant.
fn fill_slots(arenas: &mut [Arena<'_>], query: &Query) {
    let last = query.words.len().saturating_sub(1);
    for arena in arenas.iter_mut() {
        for number in wanted(query, arena.language) {
            let Some(word) = query.words.get(number) else { continue };
            let least = if query.is_open && number == last { OPEN_LEAST } else { CLOSED_LEAST };
            let candidates = resolve(arena.reader, arena.language, &word.text, least);
            arena.slots.push(Slot { word: number, text: word.text.clone(), candidates, rarity: 0 });
        }
    }
    let n_all: u64 = arenas.iter().map(|arena| u64::from(arena.language.n_pages)).sum();
    let mut n_with: BTreeMap<usize, u64> = BTreeMap::new();
    for slot in arenas.iter().flat_map(|arena| &arena.slots) {
        *n_with.entry(slot.word).or_default() += n_pages(&slot.candidates);
    }
    for arena in arenas {
        let (reader, language) = (arena.reader, arena.language);
        let here = u64::from(language.n_pages);
        let slots = std::mem::take(&mut arena.slots);
        for mut slot in slots {
            let n_with = n_with.get(&slot.word).copied().unwrap_or(0);
            if n_with > 0 {
                slot.rarity = rarity(n_all, n_with);
                arena.slots.push(slot);
                continue;
            }
            match meant(reader, language, &slot.text) {
                Some(Meant::Corrected(candidates, text)) => {
                    let rarity = rarity(here, n_pages(&candidates));
                    arena.slots.push(Slot { word: slot.word, text, candidates, rarity });
                }
                Some(Meant::Parts(parts)) => {
                    for (text, candidates) in parts {
                        let rarity = rarity(here, n_pages(&candidates));
                        arena.slots.push(Slot { word: slot.word, text, candidates, rarity });
                    }
                }
                // What stands nowhere cannot be asked of a page; the report tells it.
                None => {}
            }
        }
    }
}

/// The places of the words that pages must have: those that say something, or all when none does.
fn wanted(query: &Query, language: &LanguageRoot) -> Vec<usize> {
    let is_wanted = |word: &QueryWord| !word.is_unwanted;
    let says = |word: &QueryWord| !language.stop_words.split(' ').any(|stop| stop == word.text);
    let all = |keep: &dyn Fn(&QueryWord) -> bool| -> Vec<usize> {
        let mut kept: Vec<usize> = Vec::new();
        for (number, word) in query.words.iter().enumerate() {
            let is_new =
                kept.iter().all(|other| query.words.get(*other).is_none_or(|other| other.text != word.text));
            if keep(word) && is_new {
                kept.push(number);
            }
        }
        kept
    };
    let saying = all(&|word| is_wanted(word) && says(word));
    if saying.is_empty() { all(&is_wanted) } else { saying }
}

/// The number of pages by which a word's rarity is told: those with the word itself, or with the most common term for it.
fn n_pages(candidates: &[Candidate]) -> u64 {
    let n = |candidate: &Candidate| candidate.term().map_or(0, |term| term.pages.len() as u64);
    match candidates.first() {
        Some(first) if first.kind == MatchKind::Exact => n(first),
        _ => candidates.iter().map(n).max().unwrap_or(0),
    }
}

fn report(arenas: &[Arena<'_>], query: &Query, found: &mut Found) {
    let mut corrected: BTreeMap<usize, &str> = BTreeMap::new();
    for (number, word) in query.words.iter().enumerate() {
        if word.is_unwanted || !arenas.iter().any(|arena| wanted(query, arena.language).contains(&number)) {
            continue;
        }
        let slots: Vec<&Slot> =
            arenas.iter().flat_map(|arena| &arena.slots).filter(|slot| slot.word == number).collect();
        let candidates = || slots.iter().flat_map(|slot| &slot.candidates);
        let kind = candidates().map(|candidate| candidate.kind).min();
        if kind == Some(MatchKind::Corrected) {
            corrected.extend(slots.first().map(|slot| (number, slot.text.as_str())));
        }
        let mut terms: Vec<String> = Vec::new();
        for term in candidates().filter_map(Candidate::term) {
            if !terms.contains(&term.key) {
                terms.push(term.key.clone());
            }
        }
        found.words.push(WordReport { word: word.text.clone(), kind, terms });
    }
    if !corrected.is_empty() {
        let words = query.words.iter().enumerate().map(|(number, word)| {
            let text = corrected.get(&number).copied().unwrap_or(&word.text);
            if word.is_unwanted { format!("-{text}") } else { text.to_owned() }
        });
        found.corrected = Some(words.collect::<Vec<_>>().join(" "));
    }
}

/// Every page with a word of the query that no filter, phrase or unwanted word leaves out.
fn gather(arena: &Arena<'_>, query: &Query, request: &Request) -> BTreeMap<u32, Gathered> {
    let mut pages: BTreeMap<u32, Gathered> = BTreeMap::new();
    for slot in &arena.slots {
        // The points of the best term, and whether none but folded ones are on the page.
        let mut best: BTreeMap<u32, (u64, bool)> = BTreeMap::new();
        for candidate in &slot.candidates {
            let Some(term) = candidate.term() else { continue };
            let is_folded = candidate.kind == MatchKind::Folded;
            for (page, impact) in term.pages.iter().zip(&term.impacts) {
                let points = slot.rarity * worth(*impact) * candidate.quality;
                let entry = best.entry(*page).or_insert((0, is_folded));
                entry.0 = entry.0.max(points);
            }
        }
        for (page, (points, is_folded)) in best {
            let gathered = pages.entry(page).or_default();
            gathered.score += points;
            gathered.n_words += 1;
            gathered.n_folded += usize::from(is_folded);
        }
    }
    let all: u64 = arena.slots.iter().map(|slot| slot.rarity).sum();
    for (page, (_, points)) in names(arena, query) {
        if let Some(gathered) = pages.get_mut(&page) {
            gathered.score += all * points;
        }
    }
    leave_out(arena, query, &mut pages);
    for (facet, values) in request.facets.iter().filter(|(_, values)| !values.is_empty()) {
        let mut kept = BTreeSet::new();
        for value in arena.reader.facet_pages(arena.language, facet) {
            if values.contains(&value.value) {
                let mut next = 0_u32;
                for gap in value.gaps {
                    let page = next.saturating_add(gap);
                    kept.insert(page);
                    next = page.saturating_add(1);
                }
            }
        }
        pages.retain(|page, _| kept.contains(page));
    }
    pages
}

/// The pages whose name was typed, with its impact and its points before rarity.
fn names(arena: &Arena<'_>, query: &Query) -> BTreeMap<u32, (u8, u64)> {
    let mut pages = BTreeMap::new();
    if query.words.iter().any(|word| word.is_unwanted) || arena.slots.is_empty() {
        return pages;
    }
    let words: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
    for (page, impact, goes_on) in named(arena.reader, arena.language, &words.join(" ")) {
        let points = worth(impact) * if goes_on { NAME_BEGIN_QUALITY } else { NAME_QUALITY };
        let entry = pages.entry(page).or_insert((impact, points));
        if points > entry.1 {
            *entry = (impact, points);
        }
    }
    pages
}

/// Leaves out pages with unwanted words, and those without the phrases.
fn leave_out(arena: &Arena<'_>, query: &Query, pages: &mut BTreeMap<u32, Gathered>) {
    let (reader, language) = (arena.reader, arena.language);
    let in_phrase: BTreeSet<usize> = query.phrases.iter().flatten().copied().collect();
    for (number, word) in query.words.iter().enumerate() {
        if word.is_unwanted && !in_phrase.contains(&number) {
            for candidate in one_kind(itself(reader, language, &word.text)) {
                for page in candidate.term().map(|term| term.pages.as_slice()).unwrap_or_default() {
                    pages.remove(page);
                }
            }
        }
    }
    for phrase in &query.phrases {
        let words: Vec<&QueryWord> = phrase.iter().filter_map(|number| query.words.get(*number)).collect();
        let is_unwanted = words.iter().any(|word| word.is_unwanted);
        let says = |word: &&QueryWord| !language.stop_words.split(' ').any(|stop| stop == word.text);
        let mut kept: Vec<&QueryWord> = words.iter().copied().filter(says).collect();
        if kept.is_empty() {
            kept = words;
        }
        let candidates: Vec<(&QueryWord, Vec<Candidate>)> =
            kept.into_iter().map(|word| (word, itself(reader, language, &word.text))).collect();
        let chosen: Vec<(&QueryWord, &Candidate)> =
            candidates.iter().filter_map(|(word, found)| Some((*word, found.first()?))).collect();
        let with =
            if chosen.len() == candidates.len() { phrase::pages(reader, &chosen) } else { Some(Vec::new()) };
        // A phrase that could not be looked up leaves nothing out; the answer tells which file is missing.
        if let Some(with) = with {
            pages.retain(|page, _| with.binary_search(page).is_ok() != is_unwanted);
        }
    }
}

/// The word itself, or with dots where it stands nowhere as it was typed.
fn one_kind(candidates: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    let kind = candidates.first().map(|candidate| candidate.kind);
    candidates.into_iter().filter(move |candidate| Some(candidate.kind) == kind)
}

/// Where a page's score comes from.
fn contributions(arena: &Arena<'_>, query: &Query, page: u32) -> Vec<Contribution> {
    let mut all = Vec::new();
    for slot in &arena.slots {
        let mut best: Option<Contribution> = None;
        for candidate in &slot.candidates {
            let Some(term) = candidate.term() else { continue };
            let Ok(at) = term.pages.binary_search(&page) else { continue };
            let impact = term.impacts.get(at).copied().unwrap_or(0);
            let points = slot.rarity * worth(impact) * candidate.quality;
            if best.as_ref().is_none_or(|best| points > best.points) {
                best = Some(Contribution {
                    word: slot.text.clone(),
                    term: term.key.clone(),
                    kind: candidate.kind,
                    impact,
                    rarity: slot.rarity,
                    points,
                });
            }
        }
        all.extend(best);
    }
    let rarity: u64 = arena.slots.iter().map(|slot| slot.rarity).sum();
    if let Some((impact, points)) = names(arena, query).get(&page) {
        let name: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        let (word, kind, points) = (name.join(" "), MatchKind::Name, rarity * points);
        all.push(Contribution { term: word.clone(), word, kind, impact: *impact, rarity, points });
    }
    all
}
