package commands

import (
	"cmp"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// maxLines is how many lines a change is told in; an import can change more.
const maxLines = 20

// differences are what a change did to a partner, a line each.
func (q *question) differences(e *program.Entry) []Text {
	switch {
	case e.After == nil:
		return []Text{{{Text: q.say.archivedLine()}}}
	case e.Before == nil:
		return q.introduced(e.After)
	}
	before, after := e.Before, e.After
	lines := slices.Concat(
		q.newName(before, after), q.newTier(before, after),
		q.newNames(before, after), q.newOwners(before, after),
		q.newHoldings(before, after), q.newCompetencies(before, after),
		q.newReadings(before, after), q.newExtension(before, after),
	)
	if n := len(lines) - maxLines; n > 0 {
		lines = append(lines[:maxLines], Text{{Text: q.say.andMoreLines(int64(n))}})
	}
	if len(lines) == 0 {
		lines = []Text{{{Text: q.say.sameAgain()}}}
	}
	return lines
}

// introduced is what is known of a partner that was not there before.
func (q *question) introduced(p *program.Partner) []Text {
	tier := p.Tier
	if t := q.rules.Tier(p.Tier); t != nil {
		tier = q.label(t.Label)
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
	return []Text{{{Text: q.say.detail(q.say.tierWord(), q.tierLabel(before.Tier)+" → "+q.tierLabel(after.Tier))}}}
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

// missingFrom are the items of a list that another has not.
func missingFrom[T comparable](other, list []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(item T) bool { return slices.Contains(other, item) })
}

// newHoldings pairs what is gone with what is new, so that a day that was mended is
// one line and not two.
func (q *question) newHoldings(before, after *program.Partner) []Text {
	gone := missingFrom(after.Certificates, before.Certificates)
	var lines []Text
	for _, h := range missingFrom(before.Certificates, after.Certificates) {
		i := slices.IndexFunc(gone, func(old program.Holding) bool {
			return old.Certificate == h.Certificate && old.Kind == h.Kind && (old.Holder == "") == (h.Holder == "") &&
				program.SamePerson(old.Holder, h.Holder)
		})
		was := program.Holding{}
		if i >= 0 {
			was = gone[i]
			gone = slices.Delete(gone, i, i+1)
		}
		lines = append(lines, Text{{Text: q.say.detail(q.holdingLabel(&h), q.holding(&was, &h))}})
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
	gone := missingFrom(after.Competencies, before.Competencies)
	var lines []Text
	for _, e := range missingFrom(before.Competencies, after.Competencies) {
		i := slices.IndexFunc(gone, func(old program.Earned) bool { return old.Competency == e.Competency })
		was := program.Earned{}
		if i >= 0 {
			was = gone[i]
			gone = slices.Delete(gone, i, i+1)
		}
		lines = append(lines, Text{{Text: q.competencyLabel(e.Competency) + q.period(span{was.Earned, was.Ends}, span{e.Earned, e.Ends}, true)}})
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
	var lines []Text
	for _, r := range missingFrom(before.Readings, after.Readings) {
		label, unit := r.Metric, ""
		if m := q.rules.Metric(r.Metric); m != nil {
			label, unit = q.label(m.Label), m.Unit
		}
		amounts := q.say.amount(int64(r.Value), unit)
		if was := before.Value(r.Metric, cmp.Or(r.From, q.rules.FirstDay)); was != 0 {
			amounts = q.say.amount(int64(was), unit) + " → " + amounts
		}
		lines = append(lines, Text{{Text: q.say.detail(label, amounts+q.since(r.From))}})
	}
	for _, r := range missingFrom(after.Readings, before.Readings) {
		if !slices.ContainsFunc(after.Readings, func(now program.Reading) bool { return now.Metric == r.Metric && now.From == r.From }) {
			lines = append(lines, q.reading(&r))
		}
	}
	return lines
}

// reading is a figure that is no longer on record.
func (q *question) reading(r *program.Reading) Text {
	label, unit := r.Metric, ""
	if m := q.rules.Metric(r.Metric); m != nil {
		label, unit = q.label(m.Label), m.Unit
	}
	return Text{{Text: q.say.gone(q.say.detail(label, q.say.amount(int64(r.Value), unit)+q.since(r.From)))}}
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
	default:
		return []Text{{{Text: q.say.extendedUntil(is.Until)}}} // the act's note says why
	}
}
