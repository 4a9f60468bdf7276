//! The event stream at `/_torg/events`: what an open page is told. `client/reload.js` is its other end.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State as Extract};
use axum::response::IntoResponse;
use axum::response::sse::{self, KeepAlive, Sse};
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::output::OutputPath;

use super::address;
use super::change::{Change, Swap};
use super::http::Context;
use super::overlay::{Trouble, Warnings};
use super::shared::{Open, Shared, State};
use super::world::Shown;

/// How often a silent stream shows that it lives.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long a page waits before it connects again.
const RETRY: Duration = Duration::from_millis(500);

/// One event: its name and its data as JSON.
#[derive(Clone, Debug)]
pub(super) struct Event {
    name: &'static str,
    data: Arc<str>,
}

impl Event {
    fn new(name: &'static str, data: &Value) -> Self {
        Self { name, data: data.to_string().into() }
    }

    /// Where things stand: the first event of every stream.
    /// `token` goes with requests that write.
    fn hello(state: &State, token: &str) -> Self {
        let State { build, version, shown, .. } = state;
        let (errors, world) = (state.trouble.is_some(), &shown.mark);
        let data =
            json!({ "build": build, "version": version, "errors": errors, "token": token, "world": world });
        Self::new("hello", &data)
    }

    /// The site differs from the version `since` by these files: pages at other addresses are as they were.
    /// `mark` is the word beside what changed.
    pub(super) fn change(state: &State, since: &str, change: &Change, mark: &str) -> Self {
        let State { build, version, .. } = state;
        let addresses = &change.addresses;
        let data = json!({ "build": build, "version": version, "since": since, "addresses": addresses, "mark": mark });
        Self::new("change", &data)
    }

    /// The site differs from the version `since` by style sheets only.
    pub(super) fn css(state: &State, since: &str, swaps: &[Swap]) -> Self {
        let data = json!({ "build": state.build, "version": state.version, "since": since, "swaps": swaps });
        Self::new("css", &data)
    }

    /// The last build gave no site.
    pub(super) fn errors(trouble: &Trouble) -> Self {
        Self::new("errors", &json!(trouble))
    }

    /// What the last build noticed besides errors.
    pub(super) fn warnings(warnings: Option<&Warnings>) -> Self {
        Self::new("warnings", &json!(warnings))
    }

    /// The site shows something else of the project.
    pub(super) fn world(shown: &Shown) -> Self {
        Self::new("world", &json!(shown.mark))
    }

    /// The errors are gone.
    pub(super) fn cleared(state: &State) -> Self {
        Self::new("cleared", &json!({ "build": state.build }))
    }

    fn to_sse(&self) -> sse::Event {
        sse::Event::default().event(self.name).data(&*self.data)
    }
}

/// Who listens.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// The path of the page's address, as the browser has it.
    page: Option<String>,
}

/// Answers with the stream.
pub(super) async fn stream(
    Extract(context): Extract<Arc<Context>>,
    Query(asked): Query<Asked>,
) -> impl IntoResponse {
    let page = asked.page.and_then(|page| address::decode(&page).ok());
    let listener = Listener::new(&context, page.as_deref());
    Sse::new(stream::unfold(listener, Listener::next)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

/// One open page.
struct Listener {
    shared: Arc<Shared>,
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    /// What is to be said before anything new.
    first: VecDeque<sse::Event>,
    token: String,
    /// Says that the page is open for as long as somebody listens.
    _open: Option<Open>,
}

impl Listener {
    fn new(context: &Context, page: Option<&str>) -> Self {
        let (shared, token) = (Arc::clone(&context.shared), context.guard.keys().write().to_owned());
        let (stopping, (state, events)) = (shared.stopping(), shared.listen());
        let path = page.and_then(address::page).and_then(|path| OutputPath::new(&path).ok());
        let open = path.map(|path| shared.opened(path));
        Self { shared, events, stopping, first: standing(&state, &token), token, _open: open }
    }

    async fn next(mut self) -> Option<(Result<sse::Event, Infallible>, Self)> {
        loop {
            if let Some(event) = self.first.pop_front() {
                return Some((Ok(event), self));
            }
            let received = tokio::select! {
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                received = self.events.recv() => received,
            };
            match received {
                Ok(event) => return Some((Ok(event.to_sse()), self)),
                Err(RecvError::Closed) => return None,
                Err(RecvError::Lagged(_)) => {
                    let (state, events) = self.shared.listen();
                    (self.first, self.events) = (standing(&state, &self.token), events);
                }
            }
        }
    }
}

fn standing(state: &State, token: &str) -> VecDeque<sse::Event> {
    let hello = Event::hello(state, token).to_sse().retry(RETRY);
    let errors = state.trouble.as_deref().map(|trouble| Event::errors(trouble).to_sse());
    let warnings = state.warnings.as_deref().map(|warnings| Event::warnings(Some(warnings)).to_sse());
    [Some(hello), errors, warnings].into_iter().flatten().collect()
}
