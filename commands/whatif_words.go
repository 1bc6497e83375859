package commands

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// suppositions are the ways to read words as a partner's name and what is supposed of it,
// as [question.updates] reads what is recorded. With nothing but a day it is supposed that
// nothing changes until then.
func (q *question) suppositions(args words) []*update {
	all := q.supposed(args, func(ws words) bool {
		ws = (&update{supposed: true}).counted(ws, &item{})
		return len(ws) > 0 && (q.begins(ws) || !ws[0].quoted && lossWords[program.Fold(ws[0].text)])
	})
	if len(all) == 0 {
		all = q.supposed(args, func(ws words) bool {
			d := cutDay(ws, q.Text, q.today)
			return d.led && len(d.rest) == 0
		})
	}
	slices.SortStableFunc(all, func(a, b *update) int {
		return cmp.Or(cmp.Compare(a.supposedDoubt(), b.supposedDoubt()), len(b.name)-len(a.name))
	})
	return all
}

// supposed are the readings whose words behind the name begin as they may.
func (q *question) supposed(args words, begins func(words) bool) []*update {
	var all []*update
	for i := 1; i < len(args) && len(all) < mostReadings; i++ {
		if !begins(args[i:]) {
			continue
		}
		u := &update{supposed: true, name: args[:i], at: args[i].at}
		u.read(q, u.at)
		u.spread()
		all = append(all, u)
	}
	return all
}

// supposedDoubt is [update.doubt] where a name hardly ends in a number of people either.
func (u *update) supposedDoubt() int {
	if n, _ := headcountIn(u.name[len(u.name)-1:]); n != 0 || lossWords[program.Fold(u.name[len(u.name)-1].text)] {
		return max(1, u.doubt())
	}
	return u.doubt()
}

// spread gives what has no day of its own the next that was said behind it.
func (u *update) spread() {
	day := u.until
	for i := len(u.items) - 1; i >= 0; i-- {
		if u.items[i].said {
			day = u.items[i].day
		} else if !day.IsZero() {
			u.items[i].day = day
		}
	}
}

// lossWords are what people say, folded, of what a partner would have no longer, beside
// revokeWords.
var lossWords = map[string]bool{
	"without": true, "loses": true, "lose": true, "losing": true, "sans": true, "perd": true, "perdre": true,
}

// revokes reports whether a folded word says that something is no longer so.
func (u *update) revokes(word string) bool { return revokeWords[word] || u.supposed && lossWords[word] }

// signed is a number of people as it stands before or behind a certificate.
var signed = regexp.MustCompile(`^[+\-−–]?\d{1,3}$`)

// The words, folded, that are a number of people, and those that stand behind one; the
// latter with what they make of it.
var (
	numberWords = map[string]int{
		"one": 1, "two": 2, "three": 3, "un": 1, "une": 1, "deux": 2, "trois": 3, "another": 1,
	}
	countedWords = map[string]int{
		"more": 1, "extra": 1, "additional": 1, "people": 1, "person": 1, "personne": 1, "personnes": 1, "de": 1, "plus": 1,
		"fewer": -1, "less": -1, "moins": -1,
	}
)

// headcountIn is the number of people with which words begin, below 0 for fewer, and how
// many words say so; 0 when they begin with none.
func headcountIn(ws words) (n, used int) {
	if len(ws) == 0 || ws[0].quoted {
		return 0, 0
	}
	switch text := ws[0].text; {
	case signed.MatchString(text):
		n, _ = strconv.Atoi(strings.TrimLeft(text, "+-−–"))
		if !strings.ContainsAny(text[:1], "+0123456789") {
			n = -n
		}
	default:
		n = numberWords[program.Fold(text)]
	}
	if n == 0 {
		return 0, 0
	}
	for used = 1; used < len(ws); used++ {
		turn, ok := counting(ws[used : used+1])
		if !ok {
			break
		}
		n *= turn
	}
	return n, used
}

// counting reports whether words are nothing but those that stand behind a number of
// people, and what they make of it: 1, or -1 of fewer.
func counting(ws words) (turn int, ok bool) {
	turn = 1
	for _, w := range ws {
		each := countedWords[program.Fold(w.text)]
		if w.quoted || each == 0 {
			return 0, false
		}
		turn *= each
	}
	return turn, true
}

// counted takes a number of people off the start of words, where something is only supposed
// and something follows; told is of so many more or fewer.
func (u *update) counted(ws words, told *item) words {
	n, used := headcountIn(ws)
	if !u.supposed || n == 0 || used == len(ws) {
		return ws
	}
	told.count(n)
	return ws[used:]
}

// goesOn reports whether behind a comma another thing begins at a place in words.
func (u *update) goesOn(q *question, ws words, n int) bool {
	if n == 0 || n == len(ws) || !strings.Contains(u.line[ws[n-1].at:ws[n].at], ",") {
		return false
	}
	next := u.counted(ws[n:], &item{})
	_, found := leading(q.things(), next)
	return found > 0 || competencyWords[program.Fold(next[0].text)]
}

// count makes an item one of so many people without names, below 0 of fewer.
func (told *item) count(n int) {
	told.unnamed = max(n, -n)
	told.revoked = told.revoked || n < 0
}

// headcounts reads how many people are supposed to hold a certificate from the words about
// it: one where nothing is said. It is false when they are names.
func (u *update) headcounts(told *item, about words) bool {
	if turn, ok := counting(about); ok {
		told.count(turn * max(1, told.unnamed))
		return true
	}
	n, used := headcountIn(about)
	if told.unnamed = 0; n == 0 || used < len(about) {
		return false
	}
	told.count(n)
	return true
}

// anyDay is the day that words end in, which may lie ahead: without a year it is the next
// such day.
func (q *question) anyDay(d dated) (program.Date, *problem) {
	if d.text == "" {
		return q.today, nil
	}
	d.days = daysAhead(d.text, q.today)
	return q.oneDay(d)
}

// amountField is the field of a form in which a metric's value stands.
func (u *update) amountField(m *program.Metric) string {
	if u.supposed {
		return fieldAmount + ":" + m.ID
	}
	return fieldAmount
}

// supposedText says what is supposed so that it is read back as the same, whatever today
// is, and is what /certify reads where it has happened.
func supposedText(items []item, until program.Date) string {
	var segments []string
	for i := range items {
		segments = append(segments, items[i].text()+" on "+items[i].day.String())
	}
	if !until.IsZero() {
		segments = append(segments, "on "+until.String())
	}
	return strings.Join(segments, "; ")
}

// text is an item as it is typed, without its day.
func (told *item) text() string {
	text := told.id()
	switch {
	case told.certificate != nil:
		text += " " + strings.Join(told.peopleText(), ", ")
	case told.competency != nil:
		text = "competency " + text
	default:
		text += " " + plainAmount(told.amount)
	}
	if told.revoked {
		text = "revoke " + text
	}
	return text
}

// peopleText are the people of an item as they are typed.
func (told *item) peopleText() []string {
	kind := ""
	if told.kind != "" {
		kind = " (" + told.kind + ")"
	}
	var people []string
	for _, name := range told.holders {
		people = append(people, quote(name+kind))
	}
	if told.unnamed > 0 {
		people = append(people, strconv.Itoa(told.unnamed)+kind)
	}
	return people
}
