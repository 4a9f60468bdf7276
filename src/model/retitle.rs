//! What a page is called, changed without linking the site anew: everything stays where it is but in lists that are in the order of
//! titles.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::{Document, SortBy};

use super::Model;
use super::page::{Origin, PageId, description};
use super::pages::Pages;
use super::section::compare;

impl Model {
    /// The site after an edit of a page's file that changed nothing but what the page is called, of what others see of it:
    /// `document` is the file now, `summary` what its text begins with. It is what linking the site anew would make, but for the
    /// places in that file. None for sections, whose titles are in more than pages.
    pub fn retitled(&self, id: PageId, document: Arc<Document>, summary: &str) -> Option<Self> {
        let old = self.page(id);
        let (parent, lang, is_moved) =
            (old.parent, old.lang.clone(), old.title != document.front.title.value);
        let is_in_section = parent.is_none_or(|parent| self.page(parent).section.is_some());
        if old.section.is_some() || !is_in_section {
            return None;
        }
        let tags: BTreeSet<String> = old.tags.iter().map(|(slug, _)| slug.clone()).collect();
        let mut model = self.clone();
        let page = model.pages.revise(id);
        page.title.clone_from(&document.front.title.value);
        page.menu_title = document.front.menu_title.as_ref().map(|title| title.value.clone());
        page.description = description(&document, summary);
        page.origin = Origin::Content(document);
        if is_moved {
            if let Some(parent) = parent {
                in_section(&mut model.pages, parent, id);
            }
            if !tags.is_empty() {
                let terms = Arc::make_mut(&mut model.terms).iter_mut();
                let terms = terms.filter(|((_, other), _)| *other == lang).flat_map(|(_, terms)| terms);
                for term in terms.filter(|term| tags.contains(&term.slug)) {
                    in_order(&mut term.pages, &model.pages, id, SortBy::Date);
                }
            }
        }
        Some(model)
    }
}

/// Puts a page where it belongs in its section, between its neighbours.
fn in_section(pages: &mut Pages, parent: PageId, id: PageId) {
    let Some(section) = &pages[parent].section else { return };
    let (mut children, sort_by) = (section.children.clone(), section.sort_by);
    let Some((from, to)) = in_order(&mut children, pages, id, sort_by) else { return };
    if from == to {
        return;
    }
    // Where it was others have become neighbours; the shorter list ends before the longer one's last place.
    let places = [from.checked_sub(1), Some(from), Some(from + 1), to.checked_sub(1), Some(to), Some(to + 1)];
    for place in places.into_iter().flatten() {
        let Some(child) = children.get(place) else { continue };
        let page = pages.revise(*child);
        page.previous = place.checked_sub(1).and_then(|before| children.get(before)).copied();
        page.next = children.get(place + 1).copied();
    }
    if let Some(section) = &mut pages.revise(parent).section {
        section.children = children;
    }
}

/// Puts one page of a list where it belongs among the others, which are in order. From where to where; none if it is not there.
fn in_order(list: &mut Vec<PageId>, pages: &Pages, id: PageId, sort_by: SortBy) -> Option<(usize, usize)> {
    let from = list.iter().position(|other| *other == id)?;
    list.remove(from);
    let to = list.partition_point(|other| compare(sort_by, &pages[*other], &pages[id]).is_lt());
    list.insert(to, id);
    Some((from, to))
}
