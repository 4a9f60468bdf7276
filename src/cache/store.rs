//! The store as the rest of torg sees it.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use super::commit::Commit;
use super::disk::Disk;
use super::fresh::{Fresh, Place};
use super::index::Index;
use super::pack::{Pack, Presence};
use super::problem::Problem;
use super::snapshot::Snapshot;
use super::{Committed, Digest, Parcel, Remote, Section};

/// How much a store may keep.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many bytes of objects and sections stay after a commit, at most.
    pub limit: u64,
    /// How many bytes of new objects are held in memory before they are written.
    pub pack_size: usize,
    /// A second place where the same is kept, for machines that start with nothing.
    pub remote: Option<Arc<dyn Remote>>,
}

impl Default for Options {
    /// A gibibyte, packs of eight mebibytes, nothing elsewhere.
    fn default() -> Self {
        Self { limit: 1 << 30, pack_size: 8 << 20, remote: None }
    }
}

/// What is kept between builds: objects by the digest of their bytes, and the sections that the last finished build
/// left. Shared by all threads.
///
/// Each commit begins a new generation; what is asked for, put or touched until the next belongs to it.
pub struct Store {
    disk: Option<Disk>,
    version: Digest,
    options: Options,
    state: RwLock<State>,
    problem: OnceLock<Problem>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.disk.as_ref().map(Disk::folder);
        f.debug_struct("Store")
            .field("folder", &folder)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

struct State {
    base: Snapshot,
    /// Whether it was written by this process.
    is_new: bool,
    fresh: Mutex<Fresh>,
}

impl Store {
    /// A store without a disk.
    pub fn memory() -> Self {
        Self::of(None, Digest::default(), Options::default())
    }

    /// The store in `folder`, which need not exist. `version` says what the sections mean: those of another version are not
    /// seen. Never fails: what cannot be used is as good as empty.
    pub fn open(folder: &Path, version: Digest) -> Self {
        Self::open_with(folder, version, Options::default())
    }

    /// As [`open`](Self::open), with other limits.
    pub fn open_with(folder: &Path, version: Digest, options: Options) -> Self {
        Self::of(Some(Disk::new(folder, options.remote.clone())), version, options)
    }

    pub(super) fn of(disk: Option<Disk>, version: Digest, options: Options) -> Self {
        let opened =
            disk.as_ref().map_or_else(|| Ok(Snapshot::default()), |disk| Snapshot::open(disk, version));
        let problem = OnceLock::new();
        let base = opened.unwrap_or_else(|error| {
            let path = disk.as_ref().map(Disk::traces).unwrap_or_default();
            problem.get_or_init(|| Problem::reading(&path, &error));
            Snapshot::default()
        });
        let base = match disk.as_ref().and_then(Disk::remote) {
            Some(remote) if base.file.is_none() => Snapshot::fetch(remote, version).unwrap_or_else(|found| {
                problem.get_or_init(|| found);
                Snapshot::default()
            }),
            _ => base,
        };
        let state = State { base, is_new: false, fresh: Mutex::default() };
        Self { disk, version, options, state: RwLock::new(state), problem }
    }

    /// The first trouble that was met so far. It is never fatal.
    pub fn problem(&self) -> Option<Problem> {
        self.problem.get().cloned()
    }

    /// A section as it was last committed.
    pub fn section(&self, name: &str) -> Option<Arc<Vec<u8>>> {
        let state = self.state();
        let read = state.base.section(name)?.read();
        read.map_err(|error| self.tell_traces(&error)).ok()
    }

    /// The bytes of an object. They are those of the digest, or there are none.
    pub fn get(&self, object: &Digest) -> Option<Vec<u8>> {
        let state = self.state();
        let found = state.fresh().find(object.as_bytes());
        match found {
            Some(Place::Here(bytes)) => return Some(bytes),
            Some(Place::In(pack, slot)) => {
                let bytes = self.read(&state, &pack, (slot.offset as u64, slot.len as u64), object);
                if bytes.is_none() {
                    state.fresh().objects.remove(object.as_bytes());
                }
                return bytes;
            }
            None => {}
        }
        let index = self.index(&state);
        let at = index.find(object.as_bytes())?;
        let record = index.record(at);
        let bytes =
            self.read(&state, &state.base.packs[record.pack as usize], (record.offset, record.len), object);
        if bytes.is_some() {
            index.mark_used(at);
        } else {
            index.mark_dead(at);
        }
        bytes
    }

    /// Whether [`get`](Self::get) would probably have an answer: the object is known and its pack is there, but it has
    /// not been read.
    pub fn has(&self, object: &Digest) -> bool {
        let state = self.state();
        let old = || self.find_old(&state, object).is_some_and(|(_, presence)| presence != Presence::Gone);
        state.fresh().objects.contains_key(object.as_bytes()) || old()
    }

    /// Keeps an object. The same bytes are kept once. They can be had at once, and after the next [`commit`](Self::commit)
    /// also by other builds.
    pub fn put(&self, bytes: &[u8]) -> Digest {
        let object = Digest::of(bytes);
        let state = self.state();
        // One that is far away is not fetched to find out what is known.
        if let Some((at, Presence::Here)) = self.find_old(&state, &object) {
            self.index(&state).mark_used(at);
            return object;
        }
        let full = {
            let mut fresh = state.fresh();
            if fresh.objects.contains_key(object.as_bytes()) {
                return object;
            }
            fresh.add(*object.as_bytes(), bytes, self.options.pack_size)
        };
        if let (Some(pack), Some(disk)) = (full, &self.disk)
            && let Err(error) = pack.save(disk)
        {
            // It stays in memory, and the commit tries again.
            self.tell(Problem::writing(&disk.packs(), &error));
        }
        object
    }

    /// As [`put`](Self::put), for many bytes at once: they become a pack of their own, without being copied.
    pub fn put_bulk(&self, bytes: Vec<u8>) -> Digest {
        let object = Digest::of(&bytes);
        let state = self.state();
        if let Some((at, Presence::Here)) = self.find_old(&state, &object) {
            self.index(&state).mark_used(at);
        } else {
            state.fresh().add_bulk(*object.as_bytes(), bytes);
        }
        object
    }

    /// Says that an object is of use to this build, although nobody read it.
    pub fn touch(&self, object: &Digest) {
        let state = self.state();
        let index = self.index(&state);
        if let Some(at) = index.find(object.as_bytes()) {
            index.mark_used(at);
        }
    }

    /// Ends a build: `sections` are what the next one finds, with the objects that were used. All of it is written at
    /// once or not at all; whoever reads meanwhile has what there was before.
    pub fn commit(&self, sections: Vec<Section>) -> Committed {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let fresh = std::mem::take(&mut *state.fresh());
        let commit = Commit {
            base: &state.base,
            index: self.index(&state),
            version: self.version,
            options: &self.options,
            disk: self.disk.as_ref(),
            tell: &|problem| self.tell(problem),
        };
        let (base, committed) = commit.run(fresh, sections);
        state.base = base;
        state.is_new = committed.saved;
        committed
    }

    /// Whether what is kept can be shared with other machines.
    pub fn has_remote(&self) -> bool {
        self.options.remote.is_some()
    }

    /// Lets other machines have what the last commit left, if there was one since the store was opened. Waits until that
    /// is sent, but not for ever.
    pub fn share(&self) {
        let Some(remote) = &self.options.remote else { return };
        let Some(parcel) = self.parcel() else { return };
        if let Err(trouble) = remote.send(&parcel) {
            self.tell(Problem { path: remote.address().to_owned(), trouble });
        }
    }

    /// What there is to share.
    fn parcel(&self) -> Option<Parcel> {
        let state = self.state();
        let (disk, traces) = (self.disk.as_ref()?, state.base.file.as_ref().filter(|_| state.is_new)?);
        let packs = state.base.packs.iter().filter_map(|pack| pack.share(disk)).collect();
        // What cannot be read any more is not shared.
        Some(Parcel { version: self.version, traces: traces.read(0, traces.len()).ok()?, packs })
    }

    /// Where the record of an object is that was there before this generation, and where the object seems to be.
    fn find_old(&self, state: &State, object: &Digest) -> Option<(usize, Presence)> {
        let index = self.index(state);
        let at = index.find(object.as_bytes())?;
        let pack = &state.base.packs[index.record(at).pack as usize];
        match pack.presence(self.disk.as_ref()) {
            Ok(presence) => Some((at, presence)),
            Err(error) => {
                self.tell_pack(state, pack, &error);
                None
            }
        }
    }

    /// An object's bytes from a pack, if they are its bytes.
    fn read(
        &self,
        state: &State,
        pack: &Pack,
        (offset, len): (u64, u64),
        object: &Digest,
    ) -> Option<Vec<u8>> {
        match pack.read(offset, len, self.disk.as_ref()) {
            Ok(Some(bytes)) if Digest::of(&bytes) == *object => return Some(bytes),
            Ok(Some(_)) => self.tell_pack(state, pack, &io::ErrorKind::InvalidData.into()),
            Ok(None) => {}
            Err(error) => self.tell_pack(state, pack, &error),
        }
        None
    }

    fn index<'a>(&self, state: &'a State) -> &'a Index {
        state.base.index(|error| self.tell_traces(&error))
    }

    fn tell_pack(&self, state: &State, pack: &Pack, error: &io::Error) {
        state
            .base
            .explain(pack, error, self.disk.as_ref())
            .into_iter()
            .for_each(|problem| self.tell(problem));
    }

    fn tell_traces(&self, error: &io::Error) {
        if let Some(disk) = &self.disk {
            self.tell(Problem::reading(&disk.traces(), error));
        }
    }

    fn tell(&self, problem: Problem) {
        self.problem.get_or_init(|| problem);
    }

    fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fresh(&self) -> MutexGuard<'_, Fresh> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
