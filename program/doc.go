// Package program is a vendor's partner programme: the tiers a partner can
// hold, what each of them requires, how long a partner may fall short, and what
// happens when that time is over.
//
// It is written to be read aloud to a partner manager. [Rules] is the programme
// as its rules file states it: tiers from the lowest to the highest, the
// certificates people pass, the competencies a partner earns, the metrics it
// reports, and the day it all begins. [Partner] is what is known of one partner.
// [Rules.Evaluate] puts the two together on one civil day and returns a
// [Standing]: the state, each requirement with what is held, needed and missing
// and the evidence that counts, the deadline, where the partner falls if nothing
// changes, what it has earned, and by when the cheapest training must start.
//
// # Who is told, and when
//
// A [Diary] is a recipient's calendar: the mornings on which they work, at their hour,
// where they are. [Diary.Agenda] says of which partners they are to be told now, and when
// to look again. A partner has occasions, so many days before its deadline or the last day
// to start its training, and each is told on the last morning before it is over; the
// [Mark] is what was told and asked for already. What follows from that is worked out
// anew each time it is looked at, so that nothing is missed that has changed meanwhile.
//
// # When the time is over
//
// A partner that lapses keeps its recorded tier until somebody decides. [Rules.Fall] moves it
// to the tier it had earned by then, [Rules.PutOff] holds that back, and a later deadline
// spares it; [Revert] undoes any of these. [TooMany] is when falls are not to be applied
// without a person.
//
// # What it promises
//
// The package promises to be pure. It reads no clock, keeps no state, knows
// neither Slack nor Redis, and gives the same answer to the same question. Days
// are civil [Date] values in the programme's zone: a deadline is a day on a
// calendar, and its last minute still counts.
//
// The rules in code are those of the programme's announcement and of the gaps it
// leaves, each named where it is applied: the deadline day is inclusive, months
// are clamped to the month's end, all requirements of a tier must be met, evidence
// counts by the day it was earned and not by the day it was typed, and the same
// person counts once however their name is written.
//
// It leaves to others how a partner is stored, found, imported and shown, and how a message
// reaches who it is for; [Post], [Claim] and what belongs to them are words that those
// share.
package program
