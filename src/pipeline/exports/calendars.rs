//! Calendars: one file for each event, and one for each section of events to subscribe to.

use crate::content::Kind;
use crate::export::{Calendar, Event, File, calendar, event_calendar};
use crate::model::PageKind;
use crate::render::Renderer;

use super::Mapper;

pub(super) fn files(renderer: &Renderer, files: &mut Vec<File>) {
    let model = &renderer.site().model;
    let mapper = Mapper { model };
    let config = &model.config;
    for section in model.pages.iter().filter(|page| page.kind == PageKind::Section(Kind::Event)) {
        let folder = section.url.trim_start_matches('/');
        let mut events: Vec<Event> = Vec::new();
        for page in model.children(section) {
            let Some(event) = mapper.event(page) else { continue };
            if let Some(bytes) = event_calendar(&event) {
                let path = format!("{}{}", page.url.trim_start_matches('/'), config.calendar.event);
                files.push(File { path, bytes });
            }
            events.push(event);
        }
        let name = format!("{folder}{}", config.calendar.all);
        let about = Calendar {
            name: format!("{} – {}", section.title, config.title_in(&section.lang)),
            description: section.description.clone(),
            url: mapper.absolute(&format!("/{name}")),
            time_zone: config.time_zone_name.clone(),
        };
        files.extend(calendar(&about, &events).map(|bytes| File { path: name, bytes }));
    }
}
