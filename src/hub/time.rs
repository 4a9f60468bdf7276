//! What was so on a day: names, statuses, parties, seats, statements, decisions.

use jiff::civil::Date;

use crate::config::When;
use crate::source::Spanned;

use super::{Base, Group, Hub, Partnership, Record, Seat, Statement, StatementType, StatusReport, Target};

/// Whether a time with these bounds holds on a day. A bound that is known only by its year or half-year counts whole.
pub(super) fn holds(from: Option<&Spanned<When>>, to: Option<&Spanned<When>>, day: Date) -> bool {
    from.is_none_or(|from| from.value.earliest() <= day) && to.is_none_or(|to| to.value.latest() >= day)
}

/// Something that is so from one day to another.
pub(super) trait Lasting: Record {
    /// Its first day; always, when there is none.
    fn from(&self) -> Option<&Spanned<When>>;
    /// Its last day; still, when there is none.
    fn to(&self) -> Option<&Spanned<When>>;

    /// Whether it was so on a day.
    fn is_on(&self, day: Date) -> bool {
        holds(self.from(), self.to(), day)
    }
}

macro_rules! lasting {
    ($($kind:ty: $from:ident)*) => {$(
        impl Lasting for $kind {
            fn from(&self) -> Option<&Spanned<When>> {
                lasting!(@from self $from)
            }

            fn to(&self) -> Option<&Spanned<When>> {
                self.to.as_ref()
            }
        }
    )*};
    (@from $self:ident required) => { Some(&$self.from) };
    (@from $self:ident optional) => { $self.from.as_ref() };
}

lasting! { Partnership: required Seat: required Statement: required Group: optional super::FocusArea: optional }

impl Hub {
    /// What a record of a kind was called on a day.
    pub fn name_on<T: Target>(&self, id: &str, day: Date) -> Option<&str> {
        self.base(T::KEY, id).map(|base| base.name(day))
    }

    /// The status of an initiative on a day, as a word of the vocabulary.
    pub fn status_on(&self, initiative: &str, day: Date) -> Option<&str> {
        let step = self.initiatives.get(initiative)?.status_on(day)?;
        Some(&step.value.value)
    }

    /// Who took part in a role on a day, in the order of their ids.
    pub fn partners_on<'a>(&'a self, role: &'a str, day: Date) -> impl Iterator<Item = &'a Partnership> {
        self.partnerships.values().filter(move |party| party.role.value == role && party.is_on(day))
    }

    /// The seats of a group on a day.
    pub fn seats_on<'a>(&'a self, group: &'a str, day: Date) -> impl Iterator<Item = &'a Seat> {
        self.seats.values().filter(move |seat| seat.group.value == group && seat.is_on(day))
    }

    /// The focus areas there were on a day, in the order of their ids.
    pub fn focus_areas_on(&self, day: Date) -> impl Iterator<Item = &super::FocusArea> {
        self.focus_areas.values().filter(move |area| area.is_on(day))
    }

    /// The last status report of some that was given on a day or before it.
    pub fn last_report(&self, day: Date, of: impl Fn(&StatusReport) -> bool) -> Option<&StatusReport> {
        let given =
            self.status_reports.values().filter(|report| of(report) && report.date.value.latest() <= day);
        given.max_by_key(|report| (report.date.value, &report.base.id))
    }

    /// The vision or mission on a day: the one that had begun last.
    pub fn statement_on(&self, kind: StatementType, day: Date) -> Option<&Statement> {
        let held =
            self.statements.values().filter(|statement| statement.kind == kind && statement.is_on(day));
        held.max_by_key(|statement| (statement.from.value.earliest(), &statement.base.id))
    }
}

impl Base {
    /// What it was called on a day, and what it is called now where that differs.
    pub fn name_then_and_now(&self, then: Date, now: Date) -> (&str, Option<&str>) {
        let (old, new) = (self.name(then), self.name(now));
        (old, (old != new).then_some(new))
    }
}
