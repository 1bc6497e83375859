package commands

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// What a clause of /tier reminders is about. Problems name the fields of the form so.
const (
	fieldHour  = "hour"
	fieldRungs = "rungs"
	fieldOff   = "off"
	fieldAway  = "away"
)

// habitWords are the words, folded, that begin a clause.
var habitWords = map[string]string{
	"at": fieldHour, "a": fieldHour, "hour": fieldHour, "heure": fieldHour,
	"days": fieldRungs, "day": fieldRungs, "jours": fieldRungs, "jour": fieldRungs, "rungs": fieldRungs, "paliers": fieldRungs,
	"off": fieldOff, "repos": fieldOff, "libre": fieldOff,
	"except": fieldOff, "not": fieldOff, "without": fieldOff, "sauf": fieldOff, "hormis": fieldOff, "pas": fieldOff, "sans": fieldOff,
	"away": fieldAway, "absent": fieldAway, "absente": fieldAway, "absence": fieldAway,
}

// everyWords are the words, folded, for all days, of which others are taken away: every day
// except wednesday, tous les jours sauf mercredi.
var everyWords = []string{"every day", "each day", "daily", "all days", "tous les jours", "chaque jour"}

// houseWords are words, folded, that ask for the habits of the house; noneWords those for
// no day at all, and wishesForm those for the form.
var (
	houseWords = map[string]bool{"house": true, "houses": true, "maison": true, "default": true, "defaults": true, "defaut": true}
	noneWords  = map[string]bool{"none": true, "no": true, "never": true, "aucun": true, "aucune": true, "jamais": true}
	wishesForm = map[string]bool{"change": true, "edit": true, "changer": true, "modifier": true}
)

// The most that somebody can ask for.
const (
	mostRungs   = 20
	furthestOff = 3660 // days before a deadline
	mostAway    = 20   // periods
	longestAway = 366  // days
)

// A clause is one thing that is wanted otherwise.
type clause struct {
	about string // one of the fields; empty: nothing leads to it
	words words
}

// clausesOf cuts words into clauses.
func clausesOf(ws words) []clause {
	var all []clause
	ws = withoutEvery(ws)
	for _, w := range ws {
		about := habitWords[program.Fold(w.text)]
		var last *clause
		if len(all) > 0 {
			last = &all[len(all)-1]
		}
		switch {
		case about == "" || w.quoted, last != nil && last.about == fieldAway && about == fieldHour:
			if last == nil {
				all = append(all, clause{})
				last = &all[0]
			}
			last.words = append(last.words, w)
		case last != nil && about == fieldRungs && (last.about == about || last.about == ""): // 30 days, 14 days
			last.about = about
		default:
			all = append(all, clause{about: about})
		}
	}
	return all
}

// withoutEvery are words without those for all days.
func withoutEvery(ws words) words {
	for at := range ws {
		for _, every := range everyWords {
			n := strings.Count(every, " ") + 1
			if at+n <= len(ws) && !ws[at:at+n].quoted() && program.Fold(ws[at:at+n].String()) == every {
				return slices.Concat(ws[:at], ws[at+n:])
			}
		}
	}
	return ws
}

// wanted are the habits that somebody asks for with a line; nil: those of the house.
func (r *reminded) wanted(ws words) (*program.Habits, *problem) {
	if slices.ContainsFunc(ws, func(w word) bool { return !w.quoted && houseWords[program.Fold(w.text)] }) {
		return nil, nil
	}
	h := r.habits()
	h.Off, h.Away = slices.Clone(h.Off), r.ahead(h.Away)
	began := false // some days off have been said
	for _, c := range clausesOf(ws) {
		text := c.words.String()
		var wrong *problem
		switch {
		case c.about == "" && !figures.MatchString(text):
			wrong = &problem{text: r.say.unclearHabit(short(text))}
		case c.about == fieldHour, c.about == "" && !areNumbers(text):
			wrong = r.wantHour(&h, text)
		case c.about == fieldOff:
			if !began {
				h.Off = nil
			}
			began = true
			wrong = r.wantOff(&h, text)
		case c.about == fieldAway:
			wrong = r.wantAway(&h, text)
		default:
			wrong = r.wantRungs(&h, text)
		}
		if wrong != nil {
			return nil, wrong
		}
	}
	return &h, nil
}

// clock is an hour as people write it: 8, 8h, 8:00, 8 am, 8 heures.
var clock = regexp.MustCompile(`^(\d{1,2})(?:(?:h|:)(\d{2})?)?(am|pm|heures?|hours?|oclock)?$`)

func (r *reminded) wantHour(h *program.Habits, text string) *problem {
	written := strings.ToLower(strings.Join(strings.Fields(text), ""))
	m := clock.FindStringSubmatch(strings.TrimRight(strings.ReplaceAll(written, "'", ""), sentenceMarks))
	if m == nil {
		return &problem{field: fieldHour, text: r.say.badHour(short(text))}
	}
	hour := whole(m[1])
	if m[3] == "am" || m[3] == "pm" {
		if hour < 1 || hour > 12 {
			return &problem{field: fieldHour, text: r.say.badHour(short(text))}
		}
		hour %= 12
		if m[3] == "pm" {
			hour += 12
		}
	}
	switch {
	case hour > 23:
		return &problem{field: fieldHour, text: r.say.badHour(short(text))}
	case whole(m[2]) != 0:
		return &problem{field: fieldHour, text: r.say.fullHours(short(text))}
	}
	h.Hour = hour
	return nil
}

// separated are the words of a list, without those that only join them.
func separated(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;/\n\t\u00a0", r) })
	return slices.DeleteFunc(words, func(w string) bool {
		switch program.Fold(w) {
		case "", "and", "et", "on", "le", "les", "j", "d":
			return true
		}
		return false
	})
}

// areNumbers reports whether a text is several numbers.
func areNumbers(text string) bool {
	all := separated(text)
	return len(all) > 1 && !slices.ContainsFunc(all, func(w string) bool { return strings.Trim(w, "0123456789") != "" })
}

func (r *reminded) wantRungs(h *program.Habits, text string) *problem {
	var rungs []int
	for _, w := range separated(text) {
		n, err := strconv.Atoi(strings.TrimRight(w, "."))
		if err != nil || n < 0 || n > furthestOff {
			return &problem{field: fieldRungs, text: r.say.badRung(short(w))}
		}
		rungs = append(rungs, n)
	}
	slices.SortFunc(rungs, func(a, b int) int { return b - a })
	rungs = slices.Compact(rungs)
	switch {
	case len(rungs) == 0:
		return &problem{field: fieldRungs, text: r.say.noRungs()}
	case len(rungs) > mostRungs:
		return &problem{field: fieldRungs, text: r.say.tooManyRungs(mostRungs)}
	}
	h.Rungs = rungs
	return nil
}

func (r *reminded) wantOff(h *program.Habits, text string) *problem {
	for _, w := range separated(text) {
		day, ok := weekdayCalled(w)
		switch {
		case noneWords[program.Fold(w)]:
			h.Off = nil
		case !ok:
			return &problem{field: fieldOff, text: r.say.badWeekday(short(w))}
		case day != int(time.Saturday) && day != int(time.Sunday) && !slices.Contains(h.Off, time.Weekday(day)):
			h.Off = append(h.Off, time.Weekday(day))
		}
	}
	slices.Sort(h.Off)
	switch {
	case strings.TrimSpace(text) == "":
		return &problem{field: fieldOff, text: r.say.badWeekday("")}
	case len(h.Off) == workweek:
		return &problem{field: fieldOff, text: r.say.neverWorks()}
	}
	return nil
}

// workweek is how many days of a week people work.
const workweek = 5
