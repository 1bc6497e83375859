package store

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/tierbot/tierbot/program"
)

// sep separates the fields of an index member. It sorts before every other byte, so
// that a name comes before the names it begins.
const sep = "\x00"

// squeeze is a name as the indexes know it: folded, without its legal form and
// without spaces. A name that folds to nothing, such as "+++", is kept as it is but
// for spaces and case.
func squeeze(name string) string {
	folded := program.FoldCompany(name)
	if folded == "" {
		folded = strings.ToLower(name)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, folded)
}

// members are the index entries of a partner, sorted, each once, after the letter of
// its index: n for names, o for owners.
func members(p *program.Partner) []string {
	name := squeeze(p.Name)
	all := make([]string, 0, 2+len(p.Aliases)+len(p.Owners))
	all = append(all, "n"+name+sep+p.ID+sep+p.Tier)
	for _, alias := range p.Aliases {
		if folded := squeeze(alias); folded != name && folded != "" {
			all = append(all, "n"+folded+sep+p.ID)
		}
	}
	for _, owner := range owners(p) {
		all = append(all, "o"+ownerMember(owner, name, p.ID))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// ownerMember is where a partner with a squeezed name stands under one of its owners.
func ownerMember(owner, name, id string) string { return owner + sep + name + sep + id }

// owners are those who are told of a partner. Of one without an owner it is nobody, by the
// empty name, so that somebody can look after that.
func owners(p *program.Partner) []string {
	if len(p.Owners) == 0 {
		return []string{""}
	}
	return p.Owners
}

// concerned yields whoever is told of a partner, as it was before a change or as it is
// after. Somebody may come twice.
func concerned(change *program.Change) iter.Seq[string] {
	return func(yield func(string) bool) {
		var before, after []string
		if change.Before != nil {
			before = owners(change.Before)
		}
		if !change.Removed {
			after = owners(&change.After)
		}
		if slices.Equal(before, after) {
			after = nil // as most changes leave them
		}
		for _, owner := range slices.Concat(before, after) {
			if !yield(owner) {
				return
			}
		}
	}
}

// moves are the index entries a change removes and adds, each with a minus or a plus
// sign. They are right as long as the stored partner is the one the change was decided
// on, which the script checks by its version.
func moves(change *program.Change) iter.Seq2[byte, string] {
	var before, after []string
	stays := change.Before != nil && !change.Removed && indexedAlike(change.Before, &change.After)
	if change.Before != nil && !stays {
		before = members(change.Before)
	}
	if !change.Removed && !stays {
		after = members(&change.After)
	}
	return func(yield func(byte, string) bool) {
		for _, member := range before {
			if _, stays := slices.BinarySearch(after, member); !stays && !yield('-', member) {
				return
			}
		}
		for _, member := range after {
			if _, stood := slices.BinarySearch(before, member); !stood && !yield('+', member) {
				return
			}
		}
	}
}

// indexedAlike reports whether two states of a partner have the same members, as most
// changes leave it, without making them.
func indexedAlike(a, b *program.Partner) bool {
	return a.Name == b.Name && a.Tier == b.Tier && slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Owners, b.Owners)
}
