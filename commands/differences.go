package commands

import (
	"cmp"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// differences are what a change did to a partner, a line each.
func (q *question) differences(e *program.Entry) []Text {
	switch {
	case e.After == nil:
		return []Text{{{Text: q.say.archivedLine()}}}
	case e.Before == nil && verbOf(e.What) == verbUndo:
		return []Text{{{Text: q.say.backAgain()}}}
	case e.Before == nil:
		return q.introduced(e.After)
	}
	before, after := e.Before, e.After
	lines := slices.Concat(
		q.newName(before, after), q.newTier(before, after),
		q.newNames(before, after), q.newOwners(before, after),
		q.newHoldings(before, after), q.newCompetencies(before, after),
		q.newReadings(before, after), q.newExtension(before, after), q.newHold(before, after),
	)
	if len(lines) == 0 {
		lines = []Text{{{Text: q.say.sameAgain()}}}
	}
	return lines
}

// In how many lines a change is told, and in how many where it stands among others. An
// import can change thousands.
const (
	maxLines    = 20
	maxRowLines = 5
)

// atMost is so many lines, and how many more there are.
func (q *question) atMost(most int, lines []Text) []Text {
	if n := len(lines) - most; n > 0 {
		return append(lines[:most], Text{{Text: q.say.andMoreLines(int64(n))}})
	}
	return lines
}

// introduced is what is known of a partner that was not there before.
func (q *question) introduced(p *program.Partner) []Text {
	tier := q.tierLabel(p.Tier)
	if !p.TierSince.IsZero() {
		tier += q.say.fromDay(p.TierSince)
	}
	return append([]Text{{{Text: q.say.detail(q.say.tierWord(), tier)}}}, q.newOwners(&program.Partner{}, p)...)
}

func (q *question) newName(before, after *program.Partner) []Text {
	if before.Name == after.Name {
		return nil
	}
	return []Text{{{Text: q.say.detail(q.say.nameWord(), short(before.Name)+" → "+short(after.Name))}}}
}

func (q *question) newTier(before, after *program.Partner) []Text {
	if before.Tier == after.Tier {
		return nil
	}
	tiers := q.tierLabel(before.Tier) + " → " + q.tierLabel(after.Tier)
	if !after.TierSince.IsZero() {
		tiers += q.say.fromDay(after.TierSince)
	}
	return []Text{{{Text: q.say.detail(q.say.tierWord(), tiers)}}}
}

// tierLabel is what a tier is called, or its id when the programme has it no longer.
func (q *question) tierLabel(id string) string {
	if t := q.rules.Tier(id); t != nil {
		return q.label(t.Label)
	}
	return id
}

func (q *question) newNames(before, after *program.Partner) []Text {
	var lines []Text
	for _, alias := range missingFrom(before.Aliases, after.Aliases) {
		lines = append(lines, Text{{Text: q.say.detail(q.say.aliasWord(), short(alias))}})
	}
	for _, alias := range missingFrom(after.Aliases, before.Aliases) {
		lines = append(lines, Text{{Text: q.say.gone(q.say.detail(q.say.aliasWord(), short(alias)))}})
	}
	return lines
}

func (q *question) newOwners(before, after *program.Partner) []Text {
	var lines []Text
	for _, owner := range missingFrom(before.Owners, after.Owners) {
		lines = append(lines, Text{{Text: q.say.ownerLead()}, person(owner)})
	}
	for _, owner := range missingFrom(after.Owners, before.Owners) {
		lines = append(lines, Text{{Text: q.say.ownerLead()}, person(owner), {Text: q.say.goneMark()}})
	}
	return lines
}

// newHoldings tells of a person by their name, however it is written.
func (q *question) newHoldings(before, after *program.Partner) []Text {
	news, gone := exchanges(before.Certificates, after.Certificates, func(h *program.Holding) program.Holding {
		return program.Holding{Certificate: h.Certificate, Kind: h.Kind, Holder: program.Fold(h.Holder)}
	})
	var lines []Text
	for _, e := range news {
		lines = append(lines, Text{{Text: q.say.detail(q.holdingLabel(&e.is), q.holding(&e.was, &e.is))}})
	}
	for _, h := range gone {
		lines = append(lines, Text{{Text: q.say.gone(q.say.detail(q.holdingLabel(&h), q.holder(&h)))}})
	}
	return lines
}

// holdingLabel is what a certificate is called, with its kind.
func (q *question) holdingLabel(h *program.Holding) string {
	if q.rules.Certificate(h.Certificate) == nil {
		return h.Certificate
	}
	return q.requirement(&program.Requirement{Certificate: h.Certificate, Kind: h.Kind}, q.label)
}

// holding is who holds a certificate from when to when; was is the same holding
// before, or zero.
func (q *question) holding(was, is *program.Holding) string {
	who := q.holder(is)
	if was.Unnamed != is.Unnamed && was.People() > 0 {
		who = q.holder(was) + " → " + who
	}
	return who + q.period(span{was.Earned, was.Ends}, span{is.Earned, is.Ends}, false)
}

// holder is who holds a certificate: a name, or how many people.
func (q *question) holder(h *program.Holding) string {
	if h.Holder != "" {
		return short(h.Holder)
	}
	return q.say.people(int64(h.Unnamed), false)
}

// A span is from when to when evidence counts.
type span struct{ earned, ends program.Date }

// period is since when something counts, and until when, as far as that is news.
func (q *question) period(was, is span, competency bool) string {
	text := ""
	if is.earned != was.earned && !is.earned.IsZero() {
		text = q.say.earnedOn(is.earned, competency)
		if !was.earned.IsZero() {
			text += q.say.wasDay(was.earned)
		}
	}
	switch {
	case is.ends == was.ends:
	case is.ends.IsZero():
		text = join(text, ", ", q.say.countsAgain())
	default:
		text = join(text, ", ", q.say.countsNoMore(is.ends))
	}
	if text == "" {
		return ""
	}
	return ", " + text
}

func (q *question) newCompetencies(before, after *program.Partner) []Text {
	news, gone := exchanges(before.Competencies, after.Competencies, func(e *program.Earned) string { return e.Competency })
	var lines []Text
	for _, e := range news {
		period := q.period(span{e.was.Earned, e.was.Ends}, span{e.is.Earned, e.is.Ends}, true)
		lines = append(lines, Text{{Text: q.competencyLabel(e.is.Competency) + period}})
	}
	for _, e := range gone {
		lines = append(lines, Text{{Text: q.say.gone(q.competencyLabel(e.Competency))}})
	}
	return lines
}

func (q *question) competencyLabel(id string) string {
	if c := q.rules.Competency(id); c != nil {
		return q.label(c.Label)
	}
	return id
}

func (q *question) newReadings(before, after *program.Partner) []Text {
	news, gone := exchanges(before.Readings, after.Readings, func(r *program.Reading) program.Reading {
		return program.Reading{Metric: r.Metric, From: r.From}
	})
	var lines []Text
	for _, e := range news {
		label, unit := q.metric(e.is.Metric)
		amounts := q.say.amount(int64(e.is.Value), unit)
		if was := before.Value(e.is.Metric, cmp.Or(e.is.From, q.rules.FirstDay)); was != 0 {
			amounts = q.say.amount(int64(was), unit) + " → " + amounts
		}
		lines = append(lines, Text{{Text: q.say.detail(label, amounts+q.since(e.is.From))}})
	}
	for _, r := range gone {
		label, unit := q.metric(r.Metric)
		lines = append(lines, Text{{Text: q.say.gone(q.say.detail(label, q.say.amount(int64(r.Value), unit)+q.since(r.From)))}})
	}
	return lines
}

// metric is what a metric is called and what it is counted in, or its id when the
// programme has it no longer.
func (q *question) metric(id string) (label, unit string) {
	if m := q.rules.Metric(id); m != nil {
		return q.label(m.Label), m.Unit
	}
	return id, ""
}

// since is from when a figure holds; empty when it is not known.
func (q *question) since(day program.Date) string {
	if day.IsZero() {
		return ""
	}
	return q.say.fromDay(day)
}

func (q *question) newExtension(before, after *program.Partner) []Text {
	switch was, is := before.Extension, after.Extension; {
	case is == nil && was == nil, is != nil && was != nil && *is == *was:
		return nil
	case is == nil:
		return []Text{{{Text: q.say.gone(q.say.extendedUntil(was.Until))}}}
	default: // the act's note says why
		return []Text{{{Text: q.say.extendedUntil(is.Until) + q.deadlineBefore(before, is)}}}
	}
}

// newHold tells of a fall that is put off, or is so no longer.
func (q *question) newHold(before, after *program.Partner) []Text {
	switch was, is := before.Held, after.Held; {
	case is != nil && (was == nil || *was != *is):
		return []Text{{{Text: q.say.heldLine(is.Lapse)}}}
	case is == nil && was != nil:
		return []Text{{{Text: q.say.gone(q.say.heldLine(was.Lapse))}}}
	}
	return nil
}

// deadlineBefore is the deadline that an extension has moved; empty when there was none.
func (q *question) deadlineBefore(before *program.Partner, is *program.Extension) string {
	s := q.rules.Evaluate(before, q.today)
	if s.Deadline.IsZero() || s.Deadline == is.Until {
		return ""
	}
	return q.say.wasDay(s.Deadline)
}
