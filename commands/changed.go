package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// changed answers for a change that was made: what it was, where the partner stands
// now, and how to take it back.
func (q *question) changed(e *program.Entry) Reply {
	reply := Reply{
		Parts:   []Part{q.changeLines(e)},
		Actions: []Action{q.undoAction(e.Number)},
		Foot:    q.entryFoot(e),
		Notices: q.notices(e),
		Private: true,
	}
	if e.After == nil {
		reply.Title = titled(e.Before.Name, q.say.archivedTitle())
		reply.Actions = append(reply.Actions, q.historyAction(e.ID))
		return reply
	}
	s := q.rules.Evaluate(e.After, q.today)
	reply.Title = q.title(e.After, &s)
	reply.Parts = append(reply.Parts, q.consequences(e, &s)...)
	reply.Actions = append(reply.Actions, q.cardAction(e.After), q.historyAction(e.ID), q.recordAction(e.After))
	return reply
}

// changedMany answers for a batch of many changes, such as an import, that was made
// before.
func (q *question) changedMany(a *program.Act) Reply {
	return Reply{
		Parts:   []Part{Paragraph{q.actText(a)}},
		Actions: []Action{q.undoBatchAction(a)},
		Private: true,
	}
}

// changeLines is what a change did, a line each.
func (q *question) changeLines(e *program.Entry) Paragraph {
	text := Text{{Text: q.say.deed(e.What), Strong: true}}
	for _, line := range q.atMost(maxLines, q.differences(e)) {
		text = append(append(text, Span{Text: "\n"}), line...)
	}
	return Paragraph{text}
}

// consequences are the requirements as they stand now, from what to what, and what
// that means for the partner. What it is called and who looks after it mean nothing.
func (q *question) consequences(e *program.Entry, s *program.Standing) []Part {
	var was program.Standing
	if before := e.Before; before != nil {
		called := *before
		called.Name, called.Aliases, called.Owners = e.After.Name, e.After.Aliases, e.After.Owners
		if called.SameAs(e.After) {
			return nil
		}
		was = q.rules.Evaluate(before, q.today)
	}
	var parts []Part
	if checks := q.moves(&was, s); len(checks) > 0 {
		parts = append(parts, checks)
	}
	if e.Before != nil && was.State != s.State {
		parts = append(parts, strong(q.say.nowState(s.State)))
	}
	if s.State == program.InGrace {
		parts = append(parts, q.headline(e.After, s))
	}
	if s.State != program.Lapsed && s.Earned != nil && s.Earned.Rank > s.Tier.Rank {
		parts = append(parts, plain(q.say.eligible(q.label(s.Earned.Label))))
	}
	return parts
}

// moves are the requirements of a partner's tier, with what was held before where
// that was something else: 1 of 2 → 2 of 2.
func (q *question) moves(was, s *program.Standing) Checklist {
	checks := q.checks(s.Requirements, s)
	if was.Tier != s.Tier {
		return checks
	}
	for i, old := range q.checks(was.Requirements, was) {
		if i < len(checks) && old.Amount != checks[i].Amount {
			checks[i].Amount = old.Amount + " → " + checks[i].Amount
		}
	}
	return checks
}

// entryFoot is who changed it when, on what grounds, and under which number.
func (q *question) entryFoot(e *program.Entry) []Text {
	before, after := q.say.changedBy(q.rules.Today(e.At), q.today)
	foot := []Text{{{Text: before}, person(e.By), {Text: after}}, {{Text: q.say.entryNumber(e.Number)}}}
	if e.Evidence != "" {
		foot = append(foot, Text{{Text: q.say.evidenceLead()}, {Link: e.Evidence}})
	}
	if e.Note != "" {
		foot = append(foot, Text{{Text: q.say.quoted(cut(e.Note, maxNote))}})
	}
	return foot
}

// maxNote is how many characters of a note an answer repeats, and of a note are kept.
const maxNote = 500

// nothingNew answers a change that is none: all of it is on record already.
func (q *question) nothingNew(p *program.Partner) *Reply {
	s := q.rules.Evaluate(p, q.today)
	return &Reply{
		Title:   q.title(p, &s),
		Parts:   []Part{plain(q.say.nothingNew())},
		Actions: []Action{q.cardAction(p), q.historyAction(p.ID)},
		Foot:    q.foot(p),
		Private: true,
	}
}

// notices tell a partner's owners in one line what somebody else has changed. A fall they
// read in their next digest.
func (q *question) notices(e *program.Entry) []Notice {
	if e.What == verbFall {
		return nil
	}
	var owners []string
	for _, p := range []*program.Partner{e.Before, e.After} {
		if p != nil {
			owners = append(owners, p.Owners...)
		}
	}
	slices.Sort(owners)
	asker := append(q.me(), e.By)
	others := slices.DeleteFunc(slices.Compact(owners), func(owner string) bool { return slices.Contains(asker, owner) })
	if len(others) == 0 {
		return nil
	}
	notices := make([]Notice, len(others))
	for i, owner := range others {
		notices[i] = Notice{To: owner, EN: q.in(q.english).notice(e, owner), FR: q.in(q.french).notice(e, owner)}
	}
	return notices
}

// in is the question as somebody else would read its answer.
func (q *question) in(say *phrases) *question {
	other := *q
	other.say = say
	return &other
}

// notice is one line about a change, for an owner who did not ask.
func (q *question) notice(e *program.Entry, to string) Reply {
	name := e.ID
	for _, p := range []*program.Partner{e.Before, e.After} {
		if p != nil {
			name = p.Name
		}
	}
	text := Text{{Text: short(name), Strong: true}, {Text: " · "}, person(e.By), {Text: " "}}
	if newlyOwned(e, to) {
		text = append(text, Span{Text: q.say.putInCharge()})
	} else {
		text = append(append(text, Span{Text: q.say.hasDone(e.What)}), q.firstDifferences(e)...)
	}
	if e.Note != "" {
		text = append(text, Span{Text: " – " + q.say.quoted(short(e.Note))})
	}
	if e.After == nil {
		return Reply{Parts: []Part{Paragraph{text}}, Actions: []Action{q.historyAction(e.ID)}}
	}
	s := q.rules.Evaluate(e.After, q.today)
	text = append(text, Span{Text: q.say.nowInBrief(q.label(s.Tier.Label), &s)})
	return Reply{Parts: []Part{Paragraph{text}}, Actions: []Action{q.cardAction(e.After)}}
}

// newlyOwned reports whether a change of a partner that was there made somebody its
// owner.
func newlyOwned(e *program.Entry, who string) bool {
	return e.Before != nil && e.After != nil && slices.Contains(e.After.Owners, who) && !slices.Contains(e.Before.Owners, who)
}

// firstDifferences goes on from what was done with what it did, as far as there is room
// in a row.
func (q *question) firstDifferences(e *program.Entry) Text {
	var text Text
	for i, line := range q.atMost(maxRowLines, q.differences(e)) {
		text = append(append(text, Span{Text: q.say.between(i)}), line...)
	}
	return text
}

// undoAction takes one entry back.
func (q *question) undoAction(n int64) Action {
	return Action{Label: q.say.undoLabel(), Command: "/tier undo " + decimal(n)}
}

// historyAction lists what has become of a partner.
func (q *question) historyAction(id string) Action {
	return Action{Label: q.say.historyLabel(), Command: "/tier history " + keyID + ":" + quote(id)}
}

// recordAction opens the form about a partner.
func (q *question) recordAction(p *program.Partner) Action {
	return Action{Label: q.say.recordLabel(), Command: "/certify " + byID(p)}
}
