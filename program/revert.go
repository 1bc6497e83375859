package program

import "slices"

// Revert undoes one change of a partner on what has become of it since: now is what
// the change was, before and after, turned back, and everything else as it is. It is
// not ok when something later has changed the same thing, because nobody could say then
// what turning back means. A partner that is not there is nil, before, after and now.
//
// A list is turned back item by item: what the change added goes, what it took comes
// back, and what others added stays.
func Revert(now, before, after *Partner) (reverted *Partner, ok bool) {
	switch {
	case now == nil && after == nil && before != nil:
		back := before.Clone()
		return &back, true
	case now == nil || after == nil:
		return nil, false
	case before == nil:
		return nil, now.SameAs(after)
	}
	r := reversal{ok: true}
	back := now.Clone()
	back.Name = undone(&r, now.Name, before.Name, after.Name)
	back.Tier = undone(&r, now.Tier, before.Tier, after.Tier)
	back.TierSince = undone(&r, now.TierSince, before.TierSince, after.TierSince)
	back.Aliases = undoneList(&r, now.Aliases, before.Aliases, after.Aliases)
	back.Owners = undoneList(&r, now.Owners, before.Owners, after.Owners)
	back.Certificates = undoneList(&r, now.Certificates, before.Certificates, after.Certificates)
	back.Competencies = undoneList(&r, now.Competencies, before.Competencies, after.Competencies)
	back.Readings = undoneList(&r, now.Readings, before.Readings, after.Readings)
	back.Extension = undoneDecision(&r, now.Extension, before.Extension, after.Extension)
	back.Held = undoneDecision(&r, now.Held, before.Held, after.Held)
	back.Fell = undoneDecision(&r, now.Fell, before.Fell, after.Fell)
	if now.Reported == after.Reported {
		back.Reported = before.Reported
	}
	return &back, r.ok
}

// SameAs reports whether two partners are the same but for their version, for who
// reported last, and for the order of their lists.
func (p *Partner) SameAs(other *Partner) bool {
	return p.ID == other.ID && p.Name == other.Name && p.Tier == other.Tier && p.TierSince == other.TierSince &&
		sameItems(p.Aliases, other.Aliases) && sameItems(p.Owners, other.Owners) &&
		sameItems(p.Certificates, other.Certificates) && sameItems(p.Competencies, other.Competencies) &&
		sameItems(p.Readings, other.Readings) && orNone(p.Extension) == orNone(other.Extension) &&
		orNone(p.Held) == orNone(other.Held) && orNone(p.Fell) == orNone(other.Fell)
}

// sameItems reports whether two lists hold the same: what was taken from one and came
// back stands last.
func sameItems[T comparable](a, b []T) bool {
	return slices.Equal(a, b) || len(a) == len(b) && len(without(a, b)) == 0
}

// orNone is a decision, or its zero value when there is none.
func orNone[T any](decision *T) T {
	if decision == nil {
		var none T
		return none
	}
	return *decision
}

// A reversal remembers whether every field could be turned back.
type reversal struct{ ok bool }

// undone is a field turned back.
func undone[T comparable](r *reversal, now, before, after T) T {
	switch {
	case before == after:
		return now
	case now != after:
		r.ok = false
	}
	return before
}

// undoneDecision is a decision turned back.
func undoneDecision[T comparable](r *reversal, now, before, after *T) *T {
	var none T
	back := undone(r, orNone(now), orNone(before), orNone(after))
	if back == none {
		return nil
	}
	return &back
}

// undoneList is a list turned back.
func undoneList[T comparable](r *reversal, now, before, after []T) []T {
	if slices.Equal(now, after) {
		return slices.Clone(before)
	}
	added, taken := without(after, before), without(before, after)
	left := without(now, added)
	if len(left) != len(now)-len(added) || len(without(taken, left)) != len(taken) {
		r.ok = false
	}
	return append(left, taken...)
}

// without is a list less the items of another, each as often as it stands there.
func without[T comparable](list, less []T) []T {
	times := make(map[T]int, len(less))
	for _, item := range less {
		times[item]++
	}
	return slices.DeleteFunc(slices.Clone(list), func(item T) bool {
		times[item]--
		return times[item] >= 0
	})
}
