//! A preview from its start to its end.

use std::future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use axum::serve::ListenerExt;
use jiff::Timestamp;
use tokio::runtime::{self, Runtime};
use tokio::task::JoinHandle;

use crate::report::Lang;

use super::bell::Bell;
use super::guard::Guard;
use super::http::{self, Context};
use super::keys::Keys;
use super::listen::Place;
use super::maker::Maker;
use super::notice::{Notice, Say};
use super::publish::Publisher;
use super::shared::Shared;
use super::watch::{How, Told, Watch};
use super::words::text;
use super::{Error, Options, browser, rebuild};

/// How long requests that are being answered may take at the end.
const FAREWELL: Duration = Duration::from_secs(1);

/// Previews until Ctrl-C what `maker` makes. An error is returned before anything is built.
pub fn run(
    options: Options,
    maker: impl Maker,
    say: impl Fn(Notice<'_>) + Send + Sync + 'static,
) -> Result<(), Error> {
    Preview::start(options, maker, say)?.wait_for_interrupt();
    Ok(())
}

/// A running preview. Dropping it ends it.
pub struct Preview {
    address: SocketAddr,
    url: String,
    shared: Arc<Shared>,
    bell: Arc<Bell>,
    /// Ends the watching when it is dropped.
    _watch: Watch,
    runtime: Option<Runtime>,
    server: Option<JoinHandle<()>>,
    lang: Lang,
    say: Say,
}

impl Preview {
    /// Takes the port, begins to watch and to build, and answers as soon as there is something to see.
    pub fn start(
        options: Options,
        maker: impl Maker,
        say: impl Fn(Notice<'_>) + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::start_watching(options, How::Native, Box::new(maker), Arc::new(say))
    }

    pub(super) fn start_watching(
        options: Options,
        how: How,
        maker: Box<dyn Maker>,
        say: Say,
    ) -> Result<Self, Error> {
        let Options { files, ignored, host, port, open, lang, editor } = options;
        let place = Place::open(&host, port)?;
        let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        if place.is_open_to_others() {
            let address = place.address.to_string();
            say(Notice::Warning(&text(lang, "open-to-others", &[("address", &address)])));
        }
        let keys = Keys::new(place.is_open_to_others())?;
        let (url, address, link) = (place.url(), place.address, keys.link());
        let (shared, bell) = (Arc::new(Shared::new()), Arc::new(Bell::default()));
        // Watching begins before the first build, so that no change falls between the two.
        let ignored = ignored.into_iter().map(|folder| folder.canonicalize().unwrap_or(folder)).collect();
        let run = format!("{:x}", Timestamp::now().as_nanosecond());
        let publisher = Arc::new(Publisher {
            maker,
            files: files.clone(),
            lang,
            editor,
            say: Arc::clone(&say),
            shared: Arc::clone(&shared),
            run,
            order: Mutex::default(),
        });
        let told = {
            let (bell, publisher) = (Arc::clone(&bell), Arc::clone(&publisher));
            Told {
                edited: Box::new(move |files| publisher.quick(files)),
                changed: Box::new(move || bell.ring()),
            }
        };
        let watch = Watch::start(files.root(), ignored, how, lang, Arc::clone(&say), told);
        let context = Context {
            shared: Arc::clone(&shared),
            guard: Guard::new(&place.host, address, keys),
            url: url.clone(),
            lang,
            files,
            say: Arc::clone(&say),
            publisher: Arc::clone(&publisher),
            desk: Arc::default(),
            bell: Arc::clone(&bell),
        };
        let (sender, seen) = mpsc::channel();
        thread::spawn({
            let bell = Arc::clone(&bell);
            move || rebuild::work(&publisher, &bell, &|| _ = sender.send(()))
        });
        // An error would mean that nobody builds, which happens at the end only.
        let _ = seen.recv();
        let server = serve(&runtime, place, context)?;
        let entrance = format!("{url}{link}");
        say(Notice::Line(&text(lang, "listening", &[("url", &entrance)])));
        if open {
            let (say, shown) = (Arc::clone(&say), entrance.clone());
            browser::open(&entrance, move |reason| {
                say(Notice::Warning(&text(lang, "browser-failed", &[("reason", reason), ("url", &shown)])));
            });
        }
        Ok(Self {
            address,
            url,
            shared,
            bell,
            _watch: watch,
            runtime: Some(runtime),
            server: Some(server),
            lang,
            say,
        })
    }

    /// Where it listens; with the real port where the system chose one.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address. One that other machines can reach is only entered by the link that was told.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Builds again, as after a change; returns at once.
    pub fn rebuild(&self) {
        self.bell.ring();
    }

    /// Waits for Ctrl-C, and ends the preview.
    pub fn wait_for_interrupt(self) {
        if let Some(runtime) = &self.runtime {
            runtime.block_on(async {
                if tokio::signal::ctrl_c().await.is_err() {
                    // Then the system itself ends the program.
                    future::pending::<()>().await;
                }
            });
        }
        (self.say)(Notice::Line(&text(self.lang, "stopped", &[])));
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.bell.stop();
        self.shared.stop();
        if let (Some(runtime), Some(server)) = (self.runtime.take(), self.server.take()) {
            let _ = runtime.block_on(async { tokio::time::timeout(FAREWELL, server).await });
            runtime.shutdown_background();
        }
    }
}

fn serve(runtime: &Runtime, place: Place, context: Context) -> Result<JoinHandle<()>, Error> {
    let mut stopping = context.shared.stopping();
    let _inside = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(place.listener)?.tap_io(|connection| {
        // An event must not wait for more to send along with it.
        let _ = connection.set_nodelay(true);
    });
    let server = axum::serve(listener, http::router(context)).with_graceful_shutdown(async move {
        // An error means that the preview is gone.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    });
    Ok(runtime.spawn(async move {
        // Accepting never ends with an error: axum waits and tries again.
        let _ = server.await;
    }))
}
