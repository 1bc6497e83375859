package commands

import (
	"regexp"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// values are what a message says, as it is filled into the form.
func (m *prose) values() Values {
	v := Values{fieldDay: m.day(), fieldStatus: statusEarned}
	if m.tellsAnEnd() {
		v[fieldStatus] = statusEnded
	}
	t := m.thing()
	if t == nil {
		return v
	}
	v[fieldWhat] = choiceOf(t, "")
	if t.certificate != nil {
		v[fieldHolders] = strings.Join(m.people(), "\n")
	}
	return v
}

// ending are the beginnings of words, folded, that tell what is no longer so, however
// they end: revoked, révoqué, withdrawn, retiré.
var ending = regexp.MustCompile(`^(revok|revoq|remov|withdr|retir|expir|lost$|perd|invalid)`)

// tellsAnEnd reports whether a message tells what is no longer so.
func (m *prose) tellsAnEnd() bool {
	for i := range m.ws {
		if word := m.folded(i); revokeWords[word] || ending.MatchString(word) || m.tellsNoMore(i) {
			return true
		}
	}
	return false
}

// tellsNoMore reports whether a word ends what is so no longer: n'a plus, any longer.
func (m *prose) tellsNoMore(i int) bool {
	before := m.folded(i - 1)
	switch m.folded(i) {
	case "plus":
		return before == "na" || before == "nont" || before == "nest" || m.folded(i-2) == "ne"
	case "longer":
		return before == "no" || before == "any"
	}
	return false
}

// thing is the one thing that a message names in full; nil when it names none, or
// several.
func (m *prose) thing() *thing {
	var only *thing
	for i := 0; i < len(m.ws); i++ {
		n := m.thingAt(i)
		if n == 0 {
			continue
		}
		found, _ := leadingInFull(m.things(), m.ws[i:])
		if len(found) > 1 || only != nil && choiceOf(only, "") != choiceOf(&found[0], "") {
			return nil
		}
		only = &found[0]
		i += n - 1
	}
	return only
}

// thingAt is of how many words the name of a thing is that begins with a word and is no
// part of the partner's.
func (m *prose) thingAt(i int) int {
	if i >= len(m.ws) || m.ofPartner(i) {
		return 0
	}
	return m.named[i]
}

// ofPartner reports whether a word is one of the partner's name.
func (m *prose) ofPartner(i int) bool { return m.partner != nil && m.at <= i && i < m.end }

// day is the day that a message tells of, as a form holds it: today when it names none,
// and empty when it is ahead, could be another, or is none that could be understood.
func (m *prose) day() string {
	var only program.Date
	vague := false
	for i := 0; i < len(m.ws); i++ {
		n, found := m.dayAt(i)
		switch {
		case n == 0:
			vague = vague || m.vagueAt(i)
			continue
		case len(found) != 1, found[0].After(m.today), !only.IsZero() && only != found[0]:
			return ""
		}
		only = found[0]
		i += n - 1
	}
	switch {
	case !only.IsZero():
		return only.String()
	case vague:
		return ""
	}
	return m.today.String()
}

// dayAt is of how many words the day is that begins with a word, and which days it may
// be; none of those when it cannot be understood.
func (m *prose) dayAt(i int) (n int, found []program.Date) {
	for n := min(longestDay, len(m.ws)-i); n > 0; n-- {
		text := m.dayText(i, n)
		if found := days(text, m.today); len(found) > 0 && !m.isDecimal(i, n) {
			if !writesYear(text) && m.lacksYear(i, n, found[0]) {
				return n, nil
			}
			return n, found
		}
	}
	if inDigits.MatchString(m.ws[i].text) && !m.isDecimal(i, 1) || isGlued(m.ws[i].text) {
		return 1, nil
	}
	return 0, nil
}

// dayText is a number of words as a day may be written: 14th of May too.
func (m *prose) dayText(i, n int) string {
	var texts []string
	for j, w := range m.ws[i : i+n] {
		text, _ := unelided(w.text)
		if j == 0 || program.Fold(text) != "of" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, " ")
}

// What looks like a day in figures, like a number or a version, and like a year.
var (
	inDigits = regexp.MustCompile(`^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$`)
	inPoints = regexp.MustCompile(`^\d+\.\d+$`)
	bareYear = regexp.MustCompile(`^['’]?(?:19|20|21)?\d\d$`)
	glued    = regexp.MustCompile(`^(?:\d+[-/.]?(\p{L}+)[-/.]?\d*|(\p{L}+)[-/.]?\d+)$`)
)

// isDecimal reports whether words are a number or a version: 4.1 is a day only behind
// what leads to one.
func (m *prose) isDecimal(i, n int) bool {
	if n > 1 || !inPoints.MatchString(m.ws[i].text) {
		return false
	}
	return i == 0 || !lead[m.folded(i-1)]
}

// isGlued reports whether a word is a day without spaces in it: 14may, 14-mai-2009.
func isGlued(word string) bool {
	found := glued.FindStringSubmatch(word)
	return found != nil && (monthCalled(found[1]) > 0 || monthCalled(found[2]) > 0)
}

// lacksYear reports whether a day that is written without a year may have had one that
// was not understood, or be the coming day of that name.
func (m *prose) lacksYear(i, n int, found program.Date) bool {
	for j := range m.ws {
		near := j == i-1 || j == i+n
		if text := m.ws[j].text; (j < i || j >= i+n) && bareYear.MatchString(text) && (near || len(text) >= 4) {
			return true
		}
	}
	return found.Year != m.today.Year && m.today.Since(found) > nearby
}

// vagueDays are words, folded, for a time of which the day is not said.
var vagueDays = wordsOf(`
	week weeks month months ago days last next
	semaine semaines mois jours dernier derniere prochain prochaine
`)

// isVague reports whether a word says something of a day: its name, its month, its year.
func isVague(text string) bool {
	word := program.Fold(text)
	if vagueDays[word] || isWeekday(text) {
		return true
	}
	month := monthCalled(text)
	if month == 0 || text == "may" || text == "march" {
		return false
	}
	return word == program.Fold(monthsEN[month-1]) || word == program.Fold(monthsFR[month-1])
}

// vagueAt reports whether a word says something of a day that is not said: Monday, in
// May, on the 14th.
func (m *prose) vagueAt(i int) bool {
	text := m.ws[i].text
	if isVague(text) || len(text) == 4 && bareYear.MatchString(text) {
		return true
	}
	before := m.folded(i - 1)
	if before == "the" {
		before = m.folded(i - 2)
	}
	return ordinal.MatchString(text) && lead[before]
}
