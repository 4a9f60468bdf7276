//! The end of a build: what is kept becomes the state from which the next one starts.
//!
//! Objects that were used stay. When all of it would take more than the limit, those that were not used for the longest
//! go, a quarter of the limit at once so that it need not be done each time. A pack is written anew without its dead objects
//! when they are more than half of it, when the limit asks for it, when there are many small packs, or when another
//! build has removed the file that this one still has open. In most commits none of this holds, and all that is
//! written is one new pack and `traces`.

use std::io;
use std::sync::Arc;

use super::blob::Blob;
use super::disk::Disk;
use super::fresh::Fresh;
use super::index::{self, Index, RECORD_LEN, Record};
use super::pack::{Pack, Presence};
use super::problem::Problem;
use super::snapshot::{Body, Kept, Snapshot};
use super::traces::{Header, Part};
use super::{Digest, Options};

/// Objects that so many builds in a row had no use for go, whether there is room for them or not: the table of objects
/// is written by each build, so that it must not grow without end.
const IDLE: u32 = 256;

/// How many packs may be small before they are made one, and what part of a full pack is small.
const SMALL: (usize, u64) = (32, 8);

/// A section of what a build leaves to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// The section of this name, with these bytes.
    New(String, Vec<u8>),
    /// The section of this name as it was committed last, without reading it; left out if there was none.
    Keep(String),
}

/// What a commit did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Whether all of it is on the disk. If not, and there is a disk, [`Store::problem`](super::Store::problem) says why.
    pub saved: bool,
    /// How many objects are kept.
    pub objects: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// How many objects went because they were not used for long.
    pub dropped: usize,
    /// How many bytes were written.
    pub written: u64,
}

/// What a commit works with.
pub(super) struct Commit<'a> {
    pub(super) base: &'a Snapshot,
    pub(super) index: &'a Index,
    pub(super) version: Digest,
    pub(super) options: &'a Options,
    pub(super) disk: Option<&'a Disk>,
    pub(super) tell: &'a dyn Fn(Problem),
}

impl Commit<'_> {
    /// Makes what there was and what is new into the next state, and writes it if there is a disk.
    pub(super) fn run(&self, fresh: Fresh, sections: Vec<Section>) -> (Snapshot, Committed) {
        // Held until the end, so that no other build removes packs that are named below.
        let lock = self.disk.and_then(Disk::lock);
        let generation = self.base.generation.saturating_add(1);
        let sections = self.sections(sections);
        let (mut packs, mut records) = self.gather(fresh, generation);
        let before = records.len();
        let room = self.options.limit.saturating_sub(sections.iter().map(|section| section.len).sum());
        drop_unused(&mut records, &packs, generation, room);
        let mut done = Committed { dropped: before - records.len(), ..Committed::default() };
        let worn = self.worn(&records, &packs, room);
        self.rewrite(&worn, &mut records, &mut packs, &mut done);
        renumber(&mut records, &mut packs);
        done.objects = records.len();
        done.bytes = records.iter().map(|record| record.len).sum();
        let next = Next { generation, sections, packs, records };
        (self.finish(next, lock.is_some(), &mut done), done)
    }

    /// The sections, none of them damaged as far as is known.
    fn sections(&self, sections: Vec<Section>) -> Vec<Kept> {
        let kept = |section| match section {
            Section::New(name, bytes) => {
                let part = Part { name, len: bytes.len() as u64, checksum: Digest::of(&bytes) };
                Some(Kept::new(part, Body::Memory(Arc::new(bytes))))
            }
            Section::Keep(name) => {
                let section = self.base.section(&name)?;
                Some(Kept::new(section.part(), section.body.clone()))
            }
        };
        sections.into_iter().filter_map(kept).collect()
    }

    /// All packs, and all objects in them that can be had.
    fn gather(&self, mut fresh: Fresh, generation: u32) -> (Vec<Arc<Pack>>, Vec<Record>) {
        fresh.seal();
        let n_old = self.base.packs.len();
        let mut packs = self.base.packs.clone();
        packs.append(&mut fresh.packs);
        let there: Vec<bool> = packs.iter().map(|pack| self.is_there(pack)).collect();
        let mut records = self.index.living(generation);
        records.retain(|record| !fresh.objects.contains_key(&record.digest));
        records.extend(fresh.objects.iter().map(|(digest, slot)| Record {
            digest: *digest,
            pack: (n_old + slot.pack) as u32,
            used: generation,
            offset: slot.offset as u64,
            len: slot.len as u64,
        }));
        records.retain(|record| there[record.pack as usize]);
        records.sort_unstable_by_key(|record| record.digest);
        (packs, records)
    }

    fn is_there(&self, pack: &Pack) -> bool {
        let presence = pack.presence(self.disk).unwrap_or_else(|error| {
            self.base.explain(pack, &error, self.disk).into_iter().for_each(self.tell);
            Presence::Gone
        });
        presence != Presence::Gone
    }

    /// The packs that are to be written anew.
    fn worn(&self, records: &[Record], packs: &[Arc<Pack>], room: u64) -> Vec<bool> {
        let live = live(records, packs.len());
        let (n_small, part) = SMALL;
        let is_small = |at: usize| packs[at].len() < self.options.pack_size as u64 / part;
        let n_small_now = (0..packs.len()).filter(|at| live[*at].is_some() && is_small(*at)).count();
        let is_worn = |at: usize, live: u64| {
            let half_dead = live < packs[at].len() / 2;
            let gone = || self.disk.is_some_and(|disk| !packs[at].is_on(disk));
            // One that is far away takes no room here.
            packs[at].is_here() && (half_dead || n_small_now > n_small && is_small(at) || gone())
        };
        let mut worn: Vec<bool> =
            live.iter().enumerate().map(|(at, live)| live.is_some_and(|live| is_worn(at, live))).collect();
        // As long as it is too much, the packs with the most dead bytes lose them.
        let mut total = index_len(records);
        let mut by_dead = Vec::new();
        for (at, live) in live.iter().enumerate().filter_map(|(at, live)| Some((at, (*live)?))) {
            if worn[at] {
                total += live;
            } else if packs[at].is_here() {
                total += packs[at].len();
                // Records that lie may overlap.
                by_dead.push((packs[at].len().saturating_sub(live), at));
            }
        }
        by_dead.sort_unstable();
        while total > room
            && let Some((dead, at)) = by_dead.pop()
        {
            total -= dead;
            worn[at] = true;
        }
        worn
    }

    /// Copies what lives in worn packs into new ones, which go to the disk as soon as they are full.
    fn rewrite(
        &self,
        worn: &[bool],
        records: &mut Vec<Record>,
        packs: &mut Vec<Arc<Pack>>,
        done: &mut Committed,
    ) {
        let mut moved = Fresh::default();
        let first_new = packs.len();
        let mut order: Vec<usize> =
            (0..records.len()).filter(|at| worn[records[*at].pack as usize]).collect();
        order.sort_by_key(|at| (records[*at].pack, records[*at].offset));
        for at in order {
            let Record { digest, pack, offset, len, .. } = records[at];
            let pack = &packs[pack as usize];
            match pack.read(offset, len, self.disk) {
                Ok(Some(bytes)) if *Digest::of(&bytes).as_bytes() == digest => {
                    if let Some(full) = moved.add(digest, &bytes, self.options.pack_size) {
                        self.save(&full, done);
                    }
                }
                Ok(None) => {}
                Ok(Some(_)) => self.damaged(pack, &io::ErrorKind::InvalidData.into()),
                Err(error) => self.damaged(pack, &error),
            }
        }
        moved.seal();
        packs.append(&mut moved.packs);
        records.retain_mut(|record| {
            if !worn[record.pack as usize] {
                return true;
            }
            let Some(slot) = moved.objects.get(&record.digest) else { return false };
            record.pack = (first_new + slot.pack) as u32;
            record.offset = slot.offset as u64;
            true
        });
    }

    fn damaged(&self, pack: &Pack, error: &io::Error) {
        self.base.explain(pack, error, self.disk).into_iter().for_each(self.tell);
    }

    /// Whether the pack is on the disk now.
    fn save(&self, pack: &Pack, done: &mut Committed) -> bool {
        let Some(disk) = self.disk else { return true };
        match pack.save(disk) {
            Ok(written) => {
                done.written += written;
                true
            }
            Err(error) => {
                (self.tell)(Problem::writing(&disk.packs(), &error));
                false
            }
        }
    }

    /// Writes what is to be kept. If that fails, all of it stays in memory and the disk keeps what it had.
    fn finish(&self, next: Next, locked: bool, done: &mut Committed) -> Snapshot {
        let saved = self.disk.and_then(|disk| {
            let packs_saved = next.packs.iter().all(|pack| self.save(pack, done));
            packs_saved.then(|| self.write(&next, disk)).flatten()
        });
        let Next { generation, mut sections, packs, records } = next;
        let file = saved.map(|(file, start)| {
            let mut at = start;
            for section in &mut sections {
                section.body = Body::File(file.clone(), at);
                at += section.len;
            }
            done.saved = true;
            done.written += file.len();
            file
        });
        if let (Some(disk), Some(file), true) = (self.disk, &file, locked) {
            let mut names: Vec<String> =
                packs.iter().filter_map(|pack| pack.name()).map(Digest::to_string).collect();
            names.sort_unstable();
            disk.sweep(file, &|name| names.binary_search_by(|kept| kept.as_str().cmp(name)).is_ok());
        }
        // Where nothing could be written, the file that was read from is still the one that is there.
        let file = file.or_else(|| self.base.file.clone());
        Snapshot::new(generation, sections, packs, Index::new(records), file)
    }

    /// Writes `traces`. The answer is the file and where its first section begins.
    fn write(&self, next: &Next, disk: &Disk) -> Option<(Arc<Blob>, u64)> {
        let index = index::encode(&next.records);
        let header = Header {
            version: self.version,
            generation: next.generation,
            sections: next.sections.iter().map(Kept::part).collect(),
            packs: next.packs.iter().filter_map(|pack| Some((*pack.name()?, pack.len()))).collect(),
            index: Part { name: String::new(), len: index.len() as u64, checksum: Digest::of(&index) },
        };
        let written =
            disk.write_traces(|file| header.write(file, &index, |at, file| next.sections[at].copy(file)));
        match written {
            Ok(file) => {
                let parts: u64 =
                    next.sections.iter().map(|section| section.len).sum::<u64>() + index.len() as u64;
                let start = file.len() - parts;
                Some((Arc::new(file), start))
            }
            Err(error) => {
                (self.tell)(Problem::writing(&disk.traces(), &error));
                None
            }
        }
    }
}

/// What is to become the next state.
struct Next {
    generation: u32,
    sections: Vec<Kept>,
    packs: Vec<Arc<Pack>>,
    records: Vec<Record>,
}

/// How many bytes in each pack are objects that are still kept; nothing for a pack in which none is.
fn live(records: &[Record], n_packs: usize) -> Vec<Option<u64>> {
    let mut live = vec![None; n_packs];
    for record in records {
        *live[record.pack as usize].get_or_insert(0) += record.len;
    }
    live
}

/// How many bytes the records take on the disk.
fn index_len(records: &[Record]) -> u64 {
    (records.len() * RECORD_LEN) as u64
}

/// Lets go of what was not used for long.
fn drop_unused(records: &mut Vec<Record>, packs: &[Arc<Pack>], generation: u32, room: u64) {
    records.retain(|record| generation.saturating_sub(record.used) <= IDLE);
    let live = live(records, packs.len());
    let total: u64 =
        packs.iter().zip(live).filter(|(_, live)| live.is_some()).map(|(pack, _)| pack.len()).sum();
    if total + index_len(records) <= room {
        return;
    }
    let mut by_age: Vec<usize> = (0..records.len()).collect();
    by_age.sort_by_key(|at| (std::cmp::Reverse(records[*at].used), records[*at].digest));
    let mut rest = room / 4 * 3;
    let mut stays = vec![false; records.len()];
    for at in by_age {
        if let Some(left) = rest.checked_sub(records[at].len + RECORD_LEN as u64) {
            rest = left;
            stays[at] = true;
        }
    }
    let mut stays = stays.into_iter();
    records.retain(|_| stays.next().unwrap_or_default());
}

/// Leaves out packs in which nothing is kept.
fn renumber(records: &mut [Record], packs: &mut Vec<Arc<Pack>>) {
    let mut in_use = vec![false; packs.len()];
    for record in records.iter() {
        in_use[record.pack as usize] = true;
    }
    let mut numbers = vec![0; packs.len()];
    let mut n = 0;
    for (number, in_use) in numbers.iter_mut().zip(&in_use) {
        *number = n;
        n += u32::from(*in_use);
    }
    for record in records.iter_mut() {
        record.pack = numbers[record.pack as usize];
    }
    let mut in_use = in_use.into_iter();
    packs.retain(|_| in_use.next().unwrap_or_default());
}
