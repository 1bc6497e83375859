package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// handoverPlan says what would be handed over, and asks whether that is meant.
func (q *question) handoverPlan(h *handover) Reply {
	n := int64(len(h.partners))
	reply := Reply{Private: true}
	if h.told != "" {
		reply.Parts = []Part{plain(q.say.handoverOthers())}
	}
	lead := Text{{Text: q.say.wouldHand(n), Strong: true}, person(h.from[0]), {Text: q.say.handoverArrow()}, person(h.to[0]), {Text: q.say.colon() + q.namesOfSome(h.partners) + "."}}
	reply.Parts = append(reply.Parts, Paragraph{lead}, plain(q.say.othersStay()))
	reply.Actions = []Action{
		{
			Label: q.say.handLabel(), Primary: true, Effect: Replace, Sure: q.say.handSure(n),
			Command: "/tier handover " + atOwner(h.from[0]) + " " + atOwner(h.to[0]) + " " + keySeen + ":" + quote(h.print()),
		},
		q.partnersOf(h.from[0]),
	}
	return reply
}

// namesOfSome is the first names of some partners, and how many more there are.
func (q *question) namesOfSome(partners []program.Partner) string {
	names := make([]string, 0, maxNames)
	for i := range partners[:min(len(partners), maxNames)] {
		names = append(names, short(partners[i].Name))
	}
	return q.say.someNames(names, int64(len(partners)-len(names)))
}

// partnersOf lists what somebody looks after.
func (q *question) partnersOf(owner string) Action {
	return Action{Label: q.say.theirsLabel(), Command: "/tier list " + atOwner(owner)}
}

// handed answers for a handover that was made, and tells both account managers.
func (q *question) handed(h *handover, a *program.Act, changes []program.Change) Reply {
	partners := make([]program.Partner, len(changes))
	for i := range changes {
		partners[i] = changes[i].After
	}
	undo := q.undoBatchAction(a)
	if a.Count == 1 {
		undo = q.undoAction(a.First)
	}
	lead := Text{{Text: q.say.handedLead(int64(len(partners))), Strong: true}, person(h.from[0]), {Text: q.say.handoverArrow()}, person(h.to[0])}
	return Reply{
		Parts: []Part{
			Paragraph{append(lead, Span{Text: q.say.colon() + q.namesOfSome(partners) + "."})},
			Paragraph{q.actText(a)},
		},
		Actions: []Action{undo, q.partnersOf(h.to[0]), {Label: q.say.historyLabel(), Command: "/tier history"}},
		Notices: q.handoverNotices(h, partners),
		Private: true,
	}
}

// handoverNotices tell both account managers once what was handed over, but not whoever
// asked.
func (q *question) handoverNotices(h *handover, partners []program.Partner) []Notice {
	n := int64(len(partners))
	var notices []Notice
	tell := func(names []string, text func(*question) Text) {
		if slices.ContainsFunc(q.me(), func(name string) bool { return slices.Contains(names, name) }) {
			return
		}
		in := func(say *phrases) Reply {
			other := q.in(say)
			line := append(Text{person(q.User)}, text(other)...)
			line = append(line, Span{Text: other.say.colon() + other.namesOfSome(partners) + "."})
			return Reply{Parts: []Part{Paragraph{line}}, Actions: []Action{other.ownAction()}}
		}
		notices = append(notices, Notice{To: userOf(names), EN: in(q.english), FR: in(q.french)})
	}
	tell(h.to, func(q *question) Text {
		if slices.Contains(h.from, q.User) {
			return Text{{Text: q.say.handedOwn(n)}}
		}
		return Text{{Text: q.say.handedToYou(n)}, person(h.from[0])}
	})
	tell(h.from, func(q *question) Text {
		if slices.Contains(h.to, q.User) {
			return Text{{Text: q.say.tookOver(n)}}
		}
		return Text{{Text: q.say.handedFromYou(n)}, person(h.to[0])}
	})
	return notices
}

// handedBack tells both account managers that a handover was taken back, or made anew by
// taking that back: it is a handover the other way. Where nobody loses partners by it, or
// nobody gains any, nobody is told.
func (q *question) handedBack(changes []program.Change) []Notice {
	var h handover
	var partners []program.Partner
	for i := range changes {
		c := &changes[i]
		if c.Before == nil || c.Removed {
			continue
		}
		partners = append(partners, c.After)
		h.from = append(h.from, onlyIn(c.Before.Owners, c.After.Owners)...)
		h.to = append(h.to, onlyIn(c.After.Owners, c.Before.Owners)...)
	}
	if len(h.from) == 0 || len(h.to) == 0 {
		return nil
	}
	return q.handoverNotices(&h, partners)
}

// onlyIn are the owners that are among some and not among others.
func onlyIn(some, others []string) []string {
	return slices.DeleteFunc(slices.Clone(some), func(owner string) bool { return slices.Contains(others, owner) })
}

// userOf is the Slack user id among somebody's names; without one the first.
func userOf(names []string) string {
	for _, name := range names {
		if program.IsUserID(name) {
			return name
		}
	}
	return names[0]
}

// besideField is a reason beside a field that shows already of whom it tells: there, Slack
// shows no names.
func besideField(why Text) string {
	if why[0].Person == "" {
		return why.String()
	}
	return capital(strings.TrimSpace(why[1:].String()))
}

// notHanded says why nothing was handed over, beside the field it is about.
func (q *question) notHanded(field string, why Text) Reply {
	return Reply{
		Parts:    []Part{Paragraph{why}, q.youTyped()},
		Actions:  []Action{{Label: q.say.handoverLabel(), Command: "/tier handover"}, q.listAction(), q.helpAction()},
		Problems: []Problem{{Field: field, Text: besideField(why)}},
		Private:  true,
	}
}
