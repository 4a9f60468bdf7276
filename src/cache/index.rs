//! Which object lies where: a table in the order of digests, decoded in one go and searched without a hash map.

use std::sync::atomic::{AtomicU8, Ordering};

/// Where an object lies, and when it was last of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The digest of the object's bytes.
    pub(super) digest: [u8; 32],
    /// Which pack, by its place in the list of packs.
    pub(super) pack: u32,
    /// The last generation of builds that used it.
    pub(super) used: u32,
    /// Where in the pack it begins.
    pub(super) offset: u64,
    /// How many bytes it has.
    pub(super) len: u64,
}

/// How many bytes a record takes on the disk.
pub(super) const RECORD_LEN: usize = 56;

impl Record {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.digest);
        out.extend_from_slice(&self.pack.to_le_bytes());
        out.extend_from_slice(&self.used.to_le_bytes());
        out.extend_from_slice(&self.offset.to_le_bytes());
        out.extend_from_slice(&self.len.to_le_bytes());
    }

    fn decode(bytes: &[u8; RECORD_LEN]) -> Option<Self> {
        let (digest, rest) = bytes.split_first_chunk()?;
        let (pack, rest) = rest.split_first_chunk()?;
        let (used, rest) = rest.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let (len, _) = rest.split_first_chunk()?;
        Some(Self {
            digest: *digest,
            pack: u32::from_le_bytes(*pack),
            used: u32::from_le_bytes(*used),
            offset: u64::from_le_bytes(*offset),
            len: u64::from_le_bytes(*len),
        })
    }
}

/// The bytes of records.
pub(super) fn encode(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::with_capacity(records.len() * RECORD_LEN);
    for record in records {
        record.encode(&mut out);
    }
    out
}

const UNUSED: u8 = 0;
const USED: u8 = 1;
/// Stronger than `USED`: found damaged or gone.
const DEAD: u8 = 2;

/// The objects of the last finished build, and which of them this one has used.
#[derive(Default)]
pub(super) struct Index {
    /// In the order of digests, each once.
    records: Vec<Record>,
    marks: Vec<AtomicU8>,
    /// For each possible beginning of a digest, in as many bits as give about one record each, where its records begin.
    starts: Vec<u32>,
    /// How far to shift a digest's first 32 bits to the right to get its beginning.
    shift: u32,
}

impl Index {
    /// `records` must be in the order of digests, each once.
    pub(super) fn new(records: Vec<Record>) -> Self {
        let bits = records.len().next_power_of_two().ilog2().clamp(1, 24);
        let shift = 32 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for record in &records {
            starts[beginning(&record.digest, shift) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let marks = records.iter().map(|_| AtomicU8::new(UNUSED)).collect();
        Self { records, marks, starts, shift }
    }

    /// The records in `bytes`, if they are in order and each lies inside its pack; `pack_lens` are the packs' lengths.
    pub(super) fn decode(bytes: &[u8], pack_lens: &[u64]) -> Option<Self> {
        let (chunks, []) = bytes.as_chunks() else { return None };
        let records: Vec<Record> = chunks.iter().map(Record::decode).collect::<Option<_>>()?;
        let fits = |record: &Record| {
            let end = record.offset.checked_add(record.len);
            pack_lens.get(record.pack as usize).is_some_and(|len| end.is_some_and(|end| end <= *len))
        };
        let sound = records.is_sorted_by(|a, b| a.digest < b.digest)
            && records.iter().all(fits)
            && u32::try_from(records.len()).is_ok();
        sound.then(|| Self::new(records))
    }

    /// Where an object's record is, unless it was found to be dead.
    pub(super) fn find(&self, digest: &[u8; 32]) -> Option<usize> {
        let slot = beginning(digest, self.shift);
        let (from, to) = (*self.starts.get(slot)? as usize, *self.starts.get(slot + 1)? as usize);
        let found = self.records[from..to].binary_search_by(|record| record.digest.cmp(digest)).ok()?;
        (self.marks[from + found].load(Ordering::Relaxed) != DEAD).then_some(from + found)
    }

    /// The record at a place that [`find`](Self::find) gave.
    pub(super) fn record(&self, at: usize) -> &Record {
        &self.records[at]
    }

    /// Notes that this build used the object.
    pub(super) fn mark_used(&self, at: usize) {
        self.marks[at].fetch_max(USED, Ordering::Relaxed);
    }

    /// Notes that the object cannot be had; true for the first to say so.
    pub(super) fn mark_dead(&self, at: usize) -> bool {
        self.marks[at].fetch_max(DEAD, Ordering::Relaxed) != DEAD
    }

    /// All that are not dead, those used in this build as used in `generation`.
    pub(super) fn living(&self, generation: u32) -> Vec<Record> {
        let living = |(record, mark): (&Record, &AtomicU8)| match mark.load(Ordering::Relaxed) {
            UNUSED => Some(*record),
            USED => Some(Record { used: generation, ..*record }),
            _ => None,
        };
        self.records.iter().zip(&self.marks).filter_map(living).collect()
    }
}

/// The first bits of a digest.
fn beginning(digest: &[u8; 32], shift: u32) -> usize {
    let first = digest.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    (first >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::super::Digest;
    use super::*;

    fn records(n: u32) -> Vec<Record> {
        let record = |n: u32| {
            let digest = *Digest::of(&n.to_le_bytes()).as_bytes();
            Record { digest, pack: n % 3, used: n, offset: u64::from(n), len: 7 }
        };
        let mut records: Vec<Record> = (0..n).map(record).collect();
        records.sort_by_key(|record| record.digest);
        records
    }

    #[test]
    fn every_record_is_found_after_a_round_trip_and_no_other() {
        for n in [0, 1, 2, 3, 1000] {
            let all = records(n);
            let index = Index::decode(&encode(&all), &[2000, 2000, 2000]).unwrap();
            for (at, record) in all.iter().enumerate() {
                assert_eq!(index.find(&record.digest), Some(at));
                assert_eq!(index.record(at), record);
            }
            assert_eq!(index.find(Digest::of(b"another").as_bytes()), None);
            assert_eq!((index.find(&[0; 32]), index.find(&[255; 32])), (None, None));
        }
    }

    #[test]
    fn digests_that_begin_alike_are_told_apart() {
        let mut all: Vec<Record> = records(300);
        for (n, record) in (0_u32..).zip(&mut all) {
            record.digest = [7; 32];
            record.digest[28..].copy_from_slice(&n.to_be_bytes());
        }
        let index = Index::new(all.clone());
        assert!(all.iter().enumerate().all(|(at, record)| index.find(&record.digest) == Some(at)));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let good = records(10);
        let lens = [100, 100, 100];
        assert!(Index::decode(&encode(&good), &lens).is_some());
        assert!(Index::decode(&encode(&good)[1..], &lens).is_none(), "a part of a record");
        assert!(Index::decode(&encode(&good), &lens[..2]).is_none(), "a pack that is not there");
        assert!(Index::decode(&encode(&good), &[100, 100, 8]).is_none(), "an end beyond the pack's");
        let mut bad = good.clone();
        bad.swap(3, 4);
        assert!(Index::decode(&encode(&bad), &lens).is_none(), "out of order");
        bad = good.clone();
        bad[4] = bad[3];
        assert!(Index::decode(&encode(&bad), &lens).is_none(), "twice");
        bad = good;
        bad[4].offset = u64::MAX;
        assert!(Index::decode(&encode(&bad), &lens).is_none(), "an end beyond all numbers");
    }

    #[test]
    fn the_dead_stay_dead() {
        let all = records(3);
        let index = Index::new(all.clone());
        assert!(index.mark_dead(1));
        assert!(!index.mark_dead(1));
        index.mark_used(1);
        index.mark_used(2);
        assert_eq!(index.find(&all[1].digest), None);
        assert_eq!(index.living(9), [all[0], Record { used: 9, ..all[2] }]);
    }
}
