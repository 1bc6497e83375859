package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// periodWords are the words, folded, between the two days of a period; periodLeads those
// before the first; backWords say that somebody is not away.
var (
	periodWords = map[string]bool{"to": true, "until": true, "till": true, "au": true, "a": true, "jusquau": true, "and": true, "et": true, "through": true}
	periodLeads = map[string]bool{"from": true, "du": true, "le": true, "on": true, "between": true, "entre": true, "de": true}
	backWords   = map[string]bool{"back": true, "present": true, "presente": true, "de retour": true}
)

// wantAway adds a period in which somebody is away, or takes all of them back.
func (r *reminded) wantAway(h *program.Habits, text string) *problem {
	if folded := program.Fold(text); noneWords[folded] || backWords[folded] {
		h.Away = nil
		return nil
	}
	from, to := period(text)
	if from == "" {
		return &problem{field: fieldAway, text: r.say.badPeriod(short(text))}
	}
	last, wrong := r.dayAway(to, daysAhead(to, r.today))
	if wrong != nil {
		return wrong
	}
	begins := days(from, last)
	if _, named := daysNamed[program.Fold(from)]; named {
		begins = days(from, r.today)
	}
	first, wrong := r.dayAway(from, begins)
	switch {
	case wrong != nil:
		return wrong
	case last.Before(first):
		return &problem{field: fieldAway, text: r.say.endsBeforeItBegins(first, last)}
	case last.Before(r.today):
		return &problem{field: fieldAway, text: r.say.periodOver(last)}
	case last.Since(first) > nearby && !writesYear(from): // 21 August to 3 August
		return &problem{field: fieldAway, text: r.say.badPeriod(short(text))}
	case last.Since(first) >= longestAway:
		return &problem{field: fieldAway, text: r.say.awayTooLong(longestAway)}
	}
	h.Away = joined(append(h.Away, program.Span{From: first, To: last}))
	if len(h.Away) > mostAway {
		return &problem{field: fieldAway, text: r.say.awayTooOften(mostAway)}
	}
	return nil
}

// dayAway is the one day that a text may mean.
func (r *reminded) dayAway(text string, found []program.Date) (program.Date, *problem) {
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return program.Date{}, &problem{field: fieldAway, text: r.say.noDay(short(text), r.today)}
	}
	return program.Date{}, &problem{field: fieldAway, text: r.say.whichDay(short(text), found)}
}

// period takes a text apart into its first and its last day; both empty when there is
// none. One day is a period of its own. What only one of them says holds for both: du 3
// au 21 août, August 3 to 21.
func period(text string) (from, to string) {
	words := strings.Fields(strings.NewReplacer("–", " to ", " - ", " to ").Replace(text))
	for len(words) > 0 && periodLeads[program.Fold(words[0])] {
		words = words[1:]
	}
	between := slices.IndexFunc(words, func(w string) bool { return periodWords[program.Fold(w)] })
	if between < 0 {
		whole := strings.Join(words, " ")
		return whole, whole
	}
	first, second := words[:between], words[between+1:]
	switch {
	case len(second) == 0:
		return "", ""
	case len(first) == 0:
		first = []string{"today"}
	case len(first) == 1 && ordinal.MatchString(first[0]) && len(second) > 1:
		first = withNumber(second, first[0])
	case len(second) == 1 && ordinal.MatchString(second[0]) && len(first) > 1:
		second = withNumber(first, second[0])
	}
	return strings.Join(first, " "), strings.Join(second, " ")
}

// withNumber is the words of a day with another number of the day.
func withNumber(day []string, number string) []string {
	day = slices.Clone(day)
	if i := slices.IndexFunc(day, func(w string) bool { return ordinal.MatchString(strings.ToLower(w)) }); i >= 0 {
		day[i] = number
	}
	return day
}

// joined are periods in order, those that touch as one.
func joined(spans []program.Span) []program.Span {
	slices.SortFunc(spans, func(a, b program.Span) int { return a.From.Compare(b.From) })
	var apart []program.Span
	for _, s := range spans {
		if n := len(apart); n > 0 && !s.From.After(apart[n-1].To.AddDays(1)) {
			if s.To.After(apart[n-1].To) {
				apart[n-1].To = s.To
			}
			continue
		}
		apart = append(apart, s)
	}
	return apart
}
