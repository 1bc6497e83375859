package commands

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A kind is what a list is for: whom it has, in which order, and what it says of them.
type kind int

// The kinds of lists.
const (
	listing   kind = iota // partners by their names
	saving                // those that fall and can be saved, the cheapest save first
	tooLate               // those that fall and can no longer be saved
	promoting             // the candidates for a higher tier, the nearest first
)

// kindWords are how a command line says the kinds.
var kindWords = [...]string{saving: " risk", tooLate: " late", promoting: " promote"}

// A filter says which partners are listed. Its zero value lists all.
type filter struct {
	kind     kind
	tier     *program.Tier // that they have; of candidates, that they would come to
	state    program.State
	falls    *program.Tier // they would fall to
	missing  []thing       // one of which would help those that fall
	written  string        // how missing was written
	within   int           // the last day to start is one of the next so many, today being the first; 0: any
	eligible bool
	owner    string // me, nobody, or as the store knows the owner
}

// filter reads the words of a list in any order and either language. It returns what
// it has understood, the words that fit nothing, and what is said a second time.
func (q *question) filter(args words) (f filter, unknown, second words) {
	for n := 0; len(args) > 0; args = args[n:] {
		if n = q.filterWords(&f, args); n > 0 {
			continue
		}
		if n = q.filterWords(&filter{}, args); n > 0 {
			second = append(second, args[:n]...)
			continue
		}
		n = 1
		unknown = append(unknown, args[0])
	}
	return f, unknown, second
}

// longestFilter is how many words a state or a tier can have.
const longestFilter = 4

// filterWords reads one criterion that the filter has not yet from the start of the words,
// and returns how many words it has; 0 when nothing fits.
func (q *question) filterWords(f *filter, args words) int {
	for _, read := range [...]func(*question, *filter, words) int{
		(*question).readOwner, (*question).readFall, (*question).readMissing, (*question).readWithin, (*question).readPlain,
	} {
		if n := read(q, f, args); n > 0 {
			return n
		}
	}
	return 0
}

// readOwner reads whose partners are listed.
func (q *question) readOwner(f *filter, ws words) int {
	if f.owner != "" {
		return 0
	}
	if owner, ok := ownerName(ws[0].text); ok {
		f.owner = owner
		return 1
	}
	if n := led(ws, ownWords); n > 0 {
		f.owner = me
		return n
	}
	n := led(ws, nobodyWords)
	if n > 0 {
		f.owner = nobody
	}
	return n
}

// readFall reads to which tier they fall.
func (q *question) readFall(f *filter, ws words) int {
	n := led(ws, fallWords)
	if n == 0 || f.falls != nil {
		return 0
	}
	for m := min(len(ws)-n, longestFilter); m > 0; m-- {
		if tier := q.rules.FindTier(ws[n : n+m].String()); tier != nil {
			f.falls = tier
			return n + m
		}
	}
	return 0
}

// readMissing reads what they miss: any of the things that a word may mean.
func (q *question) readMissing(f *filter, ws words) int {
	n := led(ws, missingWords)
	if n == 0 || n == len(ws) || f.missing != nil {
		return 0
	}
	found, m := leading(q.things(), ws[n:])
	if ws[n].quoted { // as a button has it
		found, m = called(q.things(), ws[n].text, certainly), 1
	}
	if len(found) == 0 {
		return 0
	}
	if len(found) == 1 {
		f.missing, f.written = found, found[0].id()
		return n + m
	}
	f.missing, f.written = found, ws[n:n+m].String()
	return n + m
}

// readPlain reads a kind, a state, a tier, or that they are eligible, the longest that
// fits.
func (q *question) readPlain(f *filter, ws words) int {
	for n := min(len(ws), longestFilter); n > 0; n-- {
		text := ws[:n].String()
		folded := program.Fold(text)
		if state, ok := stateNames[folded]; ok && f.state == "" {
			f.state = state
			return n
		}
		if kind, ok := kindNames[folded]; ok && f.kind == listing {
			f.kind = kind
			return n
		}
		if eligibleWords[folded] && !f.eligible {
			f.eligible = true
			return n
		}
		if tier := q.rules.FindTier(text); tier != nil && f.tier == nil {
			f.tier = tier
			return n
		}
	}
	if tier := q.misspeltTier(ws[0]); tier != nil && f.tier == nil {
		f.tier = tier
		return 1
	}
	return 0
}

// misspeltTier is the one tier that a word is nearly, as entreprise is; nil when it is none.
func (q *question) misspeltTier(w word) (near *program.Tier) {
	typed := program.Fold(w.text)
	for _, tier := range q.tiers() {
		name := program.Fold(q.label(tier.Label))
		switch {
		case w.quoted || mistakes(typed, name) > len(name)/5:
		case near != nil:
			return nil
		default:
			near = tier
		}
	}
	return near
}

// String is the filter as the words of a command line.
func (f *filter) String() string {
	text := kindWords[f.kind]
	if f.tier != nil {
		text += " " + quote(f.tier.ID)
	}
	if f.state != "" {
		text += " " + quote(string(f.state))
	}
	if f.falls != nil {
		text += " falls to " + quote(f.falls.ID)
	}
	if f.missing != nil {
		text += " missing " + quote(f.written)
	}
	if f.within > 0 {
		text += " within " + strconv.Itoa(f.within-1) + " days"
	}
	if f.eligible {
		text += " eligible"
	}
	if program.IsUserID(f.owner) {
		return text + " @" + f.owner
	}
	return strings.TrimRight(text+" "+f.owner, " ")
}

// A criterion is one thing by which a list is narrowed.
type criterion struct {
	name    string // as the title says it; empty: not there
	wider   string // the label of the button for the list without it
	without filter
}

// criteria are those of a filter, in the order in which a title says them of so many
// partners.
func (q *question) criteria(f filter, partners int) []criterion {
	var some []criterion
	add := func(set bool, name, wider string, drop func(*filter)) {
		if set {
			c := criterion{name, wider, f}
			drop(&c.without)
			some = append(some, c)
		}
	}
	add(f.kind != listing, "", q.say.everyKind(f.kind), func(f *filter) { f.kind = listing })
	add(f.tier != nil, q.tierName(f), q.say.everyTier(), func(f *filter) { f.tier = nil })
	add(f.state != "", q.stateName(f, partners), q.say.everyState(), func(f *filter) { f.state = "" })
	add(f.falls != nil, q.fallName(f), q.say.everyFall(), func(f *filter) { f.falls = nil })
	add(f.missing != nil, q.missingName(f), q.say.everyLack(), func(f *filter) { f.missing = nil })
	add(f.within > 0, q.say.toStartBy(f.lastStart(q.today), q.today), q.say.everyStart(), func(f *filter) { f.within = 0 })
	add(f.eligible, q.say.areEligible(int64(partners)), q.say.eligibleOrNot(), func(f *filter) { f.eligible = false })
	add(f.owner != "", q.ownerLabel(f, partners), q.say.everyOwner(), func(f *filter) { f.owner = "" })
	return some
}

// lastStart is the last day on which the training of a listed partner may have to start.
func (f *filter) lastStart(today program.Date) program.Date { return today.AddDays(f.within - 1) }

func (q *question) tierName(f filter) string {
	switch {
	case f.tier == nil:
		return ""
	case f.kind == promoting:
		return q.say.toTier(q.label(f.tier.Label))
	}
	return q.label(f.tier.Label)
}

func (q *question) stateName(f filter, partners int) string {
	if partners > 1 {
		return q.say.states(f.state)
	}
	return q.say.state(f.state)
}

func (q *question) fallName(f filter) string {
	if f.falls == nil {
		return ""
	}
	return q.say.fallingTo(q.label(f.falls.Label))
}

func (q *question) missingName(f filter) string {
	labels := make([]string, len(f.missing))
	for i := range f.missing {
		labels[i] = q.short(f.missing[i].label())
	}
	return q.say.missingAny(labels)
}

// ownerLabel is whose partners they are, where that is not a name, which a title cannot
// show.
func (q *question) ownerLabel(f filter, partners int) string {
	switch f.owner {
	case me:
		return q.say.yours(int64(cmp.Or(partners, 2))) // none of several
	case nobody:
		return q.say.withoutOwner()
	}
	return ""
}
