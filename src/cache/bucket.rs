//! A remote cache in an S3-compatible store, or in a folder that machines share.
//!
//! ```text
//! PREFIX/VERSION/traces         a signature of 32 bytes, and the file
//! PREFIX/packs/DIGEST.pack      as on the disk
//! ```
//!
//! Whoever can write to the store can put anything there. A pack is known by its digest; `traces`, which names the packs, by a
//! keyed BLAKE3 hash that only those can make who have the key. Nothing is ever removed: stores can be told to let go of
//! what is old, and a pack that is gone is a miss.
//!
//! The store may be down, or slow, or never end an answer. Every wait has an end here, and so has their sum.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::future::Future;
use std::io::{self, Read};
use std::path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientConfigKey, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::{self, Handle, Runtime};
use tokio::time::timeout;

use super::{Digest, Parcel, Remote, SharedPack, Trouble};

/// How long nothing may come from the store before it is taken for down.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long one object may take on its way.
const OBJECT_PATIENCE: Duration = Duration::from_secs(30);
/// How long all threads together may wait for what is fetched: rather than wait longer, a build makes things itself.
const FETCH_PATIENCE: Duration = Duration::from_mins(1);
/// How long all that is sent may take.
const SEND_PATIENCE: Duration = Duration::from_mins(1);
/// How many packs are on their way there at once.
const SEND_AT_ONCE: usize = 4;
/// More than this is no `traces` of ours: those of a hundred thousand pages have a third of it.
const MAX_TRACES: u64 = 1 << 29;
/// How many characters of an error are told: some servers answer with a whole page.
const MAX_WORDS: usize = 400;
/// What the key is used for, so that it gives nothing away that it is used for elsewhere.
const KEY_CONTEXT: &str = "torg 2026-11-22 signature of traces in a remote cache";

/// The remote cache.
pub(super) struct Bucket {
    store: Box<dyn ObjectStore>,
    prefix: String,
    key: [u8; 32],
    address: String,
    /// After the first trouble the store is left alone.
    is_down: AtomicBool,
    /// How many milliseconds were spent waiting for what is fetched.
    waited: AtomicU64,
    handle: Handle,
    /// There until this is dropped.
    runtime: Option<Runtime>,
}

impl Bucket {
    /// The store at an address. It is not asked for anything yet.
    pub(super) fn connect(address: &str, key: &str) -> Result<Self, Trouble> {
        let unknown = |error: object_store::Error| Trouble::Address(one_line(&error));
        if let Some(folder) = address.strip_prefix("file://") {
            fs::create_dir_all(folder).map_err(|error| Trouble::Address(error.to_string()))?;
            let store = LocalFileSystem::new_with_prefix(folder).map_err(unknown)?;
            return Self::of(Box::new(store), "", address, key);
        }
        let mut builder = AmazonS3Builder::from_env();
        let place = if let Some(place) = address.strip_prefix("s3://") {
            place
        } else if let Some((host, place)) = address.strip_prefix("https://").and_then(|at| at.split_once('/'))
        {
            builder = builder.with_endpoint(format!("https://{host}"));
            place
        } else {
            return Err(Trouble::Address("it names no bucket".to_owned()));
        };
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        let store = s3(builder.with_bucket_name(bucket)).map_err(unknown)?;
        Self::of(Box::new(store), prefix, address, key)
    }

    fn of(store: Box<dyn ObjectStore>, prefix: &str, address: &str, key: &str) -> Result<Self, Trouble> {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| Trouble::Down(error.to_string()))?;
        Ok(Self {
            store,
            prefix: prefix.trim_matches('/').to_owned(),
            key: blake3::derive_key(KEY_CONTEXT, key.as_bytes()),
            address: address.trim_end_matches('/').to_owned(),
            is_down: AtomicBool::new(false),
            waited: AtomicU64::new(0),
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    fn is_down(&self) -> bool {
        self.is_down.load(Ordering::Relaxed)
    }

    /// Waits for an answer, for so long at most. The first trouble is the last.
    fn wait<T>(
        &self,
        longest: Duration,
        answer: impl Future<Output = Result<T, String>>,
    ) -> Result<T, Trouble> {
        let answer = async { timeout(longest, answer).await.unwrap_or_else(|_| Err(silence())) };
        self.handle.block_on(answer).map_err(|words| {
            self.is_down.store(true, Ordering::Relaxed);
            Trouble::Down(words)
        })
    }

    /// What the store has at `path`, unless it is larger than `max`.
    fn fetch(&self, path: &Path, max: u64) -> Result<Option<Vec<u8>>, Trouble> {
        if self.is_down() {
            return Ok(None);
        }
        let left = FETCH_PATIENCE.saturating_sub(Duration::from_millis(self.waited.load(Ordering::Relaxed)));
        let began = Instant::now();
        let got = self.wait(left.min(OBJECT_PATIENCE), self.get(path, max));
        self.waited.fetch_add(began.elapsed().as_millis() as u64, Ordering::Relaxed);
        got
    }

    async fn get(&self, path: &Path, max: u64) -> Result<Option<Vec<u8>>, String> {
        let found = match soon(self.store.get(path)).await? {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(|error| one_line(&error))?,
        };
        if found.meta.size > max {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut chunks = found.into_stream();
        while let Some(chunk) = soon(chunks.next()).await? {
            bytes.extend_from_slice(&chunk.map_err(|error| one_line(&error))?);
            if bytes.len() as u64 > max {
                return Ok(None);
            }
        }
        Ok(Some(bytes))
    }

    /// Sends the packs that are new or that the store lacks, then the `traces` that name them.
    async fn deliver(&self, parcel: &Parcel) -> Result<(), String> {
        let packs = stream::iter(parcel.packs.iter().map(Ok));
        packs.try_for_each_concurrent(SEND_AT_ONCE, |pack| self.deliver_pack(pack)).await?;
        let signature = self.sign(&parcel.traces);
        let bytes = [signature.as_bytes(), &*parcel.traces].concat();
        self.put(&self.traces_path(&parcel.version), bytes).await
    }

    async fn deliver_pack(&self, pack: &SharedPack) -> Result<(), String> {
        let path = self.pack_path(&pack.name);
        if !pack.is_new {
            match soon(self.store.head(&path)).await? {
                Err(object_store::Error::NotFound { .. }) => {}
                found => return found.map(drop).map_err(|error| one_line(&error)),
            }
        }
        // One that is gone or damaged since is a miss for whoever looks for it.
        match read(&pack.path).ok().filter(|bytes| Digest::of(bytes) == pack.name) {
            Some(bytes) => self.put(&path, bytes).await,
            None => Ok(()),
        }
    }

    async fn put(&self, path: &Path, bytes: Vec<u8>) -> Result<(), String> {
        let put = timeout(OBJECT_PATIENCE, self.store.put(path, bytes.into())).await;
        put.map_err(|_| silence())?.map(drop).map_err(|error| one_line(&error))
    }

    fn sign(&self, traces: &[u8]) -> blake3::Hash {
        blake3::keyed_hash(&self.key, traces)
    }

    fn traces_path(&self, version: &Digest) -> Path {
        Path::from(format!("{}/{version}/traces", self.prefix))
    }

    fn pack_path(&self, name: &Digest) -> Path {
        Path::from(format!("{}/packs/{name}.pack", self.prefix))
    }
}

impl Remote for Bucket {
    fn address(&self) -> &str {
        &self.address
    }

    fn traces(&self, version: &Digest) -> Result<Option<Vec<u8>>, Trouble> {
        let Some(mut bytes) = self.fetch(&self.traces_path(version), MAX_TRACES)? else {
            return Ok(None);
        };
        let Some((signature, traces)) = bytes.split_first_chunk() else { return Err(Trouble::Forged) };
        // Compared in constant time.
        if self.sign(traces) != *signature {
            return Err(Trouble::Forged);
        }
        bytes.drain(..signature.len());
        Ok(Some(bytes))
    }

    fn pack(&self, name: &Digest, len: u64) -> Result<Option<Vec<u8>>, Trouble> {
        self.fetch(&self.pack_path(name), len)
    }

    fn send(&self, parcel: &Parcel) -> Result<(), Trouble> {
        if self.is_down() { Ok(()) } else { self.wait(SEND_PATIENCE, self.deliver(parcel)) }
    }
}

impl Drop for Bucket {
    /// Leaves behind what never came to an end, such as the look-up of a name.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Bucket {
    /// Never the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("address", &self.address).finish_non_exhaustive()
    }
}

/// A store with the settings that keep one that is down from holding up the build.
fn s3(builder: AmazonS3Builder) -> object_store::Result<AmazonS3> {
    // An error would say that there is a provider already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let seconds = |time: Duration| format!("{} seconds", time.as_secs());
    builder
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::ConnectTimeout), seconds(PATIENCE / 2))
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), seconds(OBJECT_PATIENCE))
        .with_retry(RetryConfig { max_retries: 1, retry_timeout: PATIENCE, ..RetryConfig::default() })
        .build()
}

/// What is answered, if anything is.
async fn soon<T>(answer: impl Future<Output = T>) -> Result<T, String> {
    timeout(PATIENCE, answer).await.map_err(|_| silence())
}

fn silence() -> String {
    "it does not answer in time".to_owned()
}

/// What a store or the network says and what lies behind it, without the line breaks of its answers.
fn one_line(error: &object_store::Error) -> String {
    let mut words = error.to_string();
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let cause = cause.to_string();
    if !words.contains(&cause) {
        words = format!("{words}: {cause}");
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_WORDS).collect()
}

fn read(path: &path::Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::sync::Arc;

    use object_store::memory::InMemory;

    use super::super::{Options, Problem, Section, Store};
    use super::*;

    fn version() -> Digest {
        Digest::of(b"the tests' version")
    }

    fn object(n: u8) -> Vec<u8> {
        vec![n; 100]
    }

    /// What one machine does: looks, makes what is missing, ends. The answer is how much was there, and the problem.
    fn build(bucket: Bucket) -> (usize, Option<Problem>) {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { pack_size: 1000, remote: Some(Arc::new(bucket)), ..Options::default() };
        let store = Store::open_with(folder.path(), version(), options);
        let mut n_found = usize::from(store.section("a").is_some_and(|bytes| *bytes == b"one"));
        for n in 0..50 {
            match store.get(&Digest::of(&object(n))) {
                Some(bytes) => n_found += usize::from(bytes == object(n)),
                None => drop(store.put(&object(n))),
            }
        }
        assert!(store.commit(vec![Section::New("a".to_owned(), b"one".to_vec())]).saved);
        store.share();
        (n_found, store.problem())
    }

    /// A store that several connect to.
    #[derive(Clone, Debug)]
    struct Common(Arc<InMemory>);

    impl Common {
        fn bucket(&self, key: &str) -> Bucket {
            Bucket::of(Box::new(self.0.clone()), "a/prefix/", "memory", key).unwrap()
        }

        fn all(&self) -> Vec<Path> {
            let list = self.0.list(None).map_ok(|found| found.location).try_collect();
            let runtime = runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(list).unwrap()
        }

        fn put(&self, path: &Path, bytes: &[u8]) {
            let runtime = runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(self.0.put(path, bytes.to_vec().into())).unwrap();
        }
    }

    #[test]
    fn the_second_machine_finds_what_the_first_one_made() {
        let common = Common(Arc::default());
        assert_eq!(build(common.bucket("secret")), (0, None));
        assert!(common.all().iter().all(|path| path.as_ref().starts_with("a/prefix/")));
        assert_eq!(common.all().len(), 6, "five packs, and the traces");
        assert_eq!(build(common.bucket("secret")), (51, None));
        assert_eq!(common.all().len(), 6);
    }

    #[test]
    fn a_folder_can_be_shared_too() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("file://{}/cache", folder.path().display());
        let connect = || Bucket::connect(&address, "secret").unwrap();
        assert_eq!(build(connect()), (0, None));
        assert_eq!(build(connect()), (51, None));
    }

    #[test]
    fn what_others_signed_is_not_used() {
        let common = Common(Arc::default());
        build(common.bucket("secret"));
        let (n_found, problem) = build(common.bucket("another"));
        assert_eq!((n_found, problem.unwrap().trouble), (0, Trouble::Forged));

        let common = Common(Arc::default());
        build(common.bucket("secret"));
        let traces = common.all().into_iter().find(|path| path.as_ref().ends_with("traces")).unwrap();
        for bytes in [&b""[..], &[0; 32], b"something of somebody's, without a signature"] {
            common.put(&traces, bytes);
            let bucket = common.bucket("secret");
            assert_eq!(bucket.traces(&version()), Err(Trouble::Forged));
        }
    }

    #[test]
    fn packs_that_were_exchanged_are_a_miss() {
        let common = Common(Arc::default());
        build(common.bucket("secret"));
        for path in common.all().into_iter().filter(|path| path.extension() == Some("pack")) {
            common.put(&path, &[7; 1000]);
        }
        let (n_found, problem) = build(common.bucket("secret"));
        assert_eq!((n_found, problem.unwrap().trouble), (1, Trouble::Damaged), "only the section");
        assert_eq!(build(common.bucket("secret")), (51, None), "whoever made them again has sent them");
    }

    fn at(endpoint: &str) -> Bucket {
        let builder = AmazonS3Builder::new().with_bucket_name("arena").with_endpoint(endpoint);
        let builder = builder.with_access_key_id("id").with_secret_access_key("secret").with_allow_http(true);
        Bucket::of(Box::new(s3(builder).unwrap()), "", "s3://arena", "secret").unwrap()
    }

    #[test]
    fn a_store_that_is_down_is_told_and_left_alone() {
        // A port that was free a moment ago.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let began = Instant::now();
        let (n_found, problem) = build(at(&format!("http://127.0.0.1:{port}")));
        let problem = problem.unwrap();
        assert_eq!((n_found, &*problem.path), (0, "s3://arena"));
        assert!(
            matches!(&problem.trouble, Trouble::Down(words) if words.lines().count() == 1),
            "{problem:?}"
        );
        assert!(began.elapsed() < PATIENCE * 3, "{:?}", began.elapsed());
    }

    #[test]
    fn a_store_that_says_nothing_is_told_and_left_alone() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let began = Instant::now();
        let (n_found, problem) = build(at(&format!("http://{}", silent.local_addr().unwrap())));
        assert_eq!((n_found, problem.map(|problem| problem.trouble)), (0, Some(Trouble::Down(silence()))));
        assert!(began.elapsed() < PATIENCE * 3, "{:?}", began.elapsed());
    }

    #[test]
    fn the_key_is_never_shown() {
        let shown = format!("{:?}", at("http://127.0.0.1:1"));
        assert_eq!(shown, "Bucket { address: \"s3://arena\", .. }");
    }
}
