package commands

import (
	"regexp"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A group is people whom a message names one after the other.
type group struct {
	at, end int // its words
	names   []string
	sound   bool // those are all of them, and whole
}

// people are those of whom a message says that the certificate is theirs: all, or, where
// one of them cannot be read, none.
func (m *prose) people() []string {
	var names []string
	for i := 0; i < len(m.ws); i++ {
		g := m.groupAt(i)
		if g.end == i {
			continue
		}
		i = m.behindEmployer(g.end) - 1
		switch {
		case !m.passes(g.end) && !m.owns(g.at):
			i = g.end - 1
			continue
		case !g.sound || names != nil || !m.owns(g.at) && m.isEmployer(g.at):
			return nil
		}
		names = g.names
	}
	return names
}

// groupAt reads people from a word on. It has no words where nobody's name begins. A list
// that has commas ends in "and": else one of them may be spoken to about the others.
func (m *prose) groupAt(i int) group {
	g := group{at: i, end: i, sound: m.beginsGroup(i)}
	commas, and := false, true
	for {
		n := m.wordsOfName(g.end)
		if n == 0 {
			g.sound = false
			return g
		}
		name := m.written(m.ws[g.end : g.end+n])
		g.sound = g.sound && isFullName(name) && !m.isPartner(name)
		g.names = append(g.names, name)
		g.end += n
		switch {
		case m.joins(g.end):
			g.end++
			and = true
		case strings.TrimSpace(m.gap(g.end)) == "," && m.wordsOfName(g.end) > 0:
			commas, and = true, false
		default:
			g.sound = g.sound && (!commas || and && !greetings[m.folded(i-1)])
			return g
		}
	}
}

// beginsGroup reports whether nobody else stands before a word who belongs to those whom
// it begins, and nothing that leaves open whether it is so.
func (m *prose) beginsGroup(i int) bool {
	if i == 0 {
		return true
	}
	named := mayBeginName(m.ws[i-1].text) && !m.ofPartner(i-1) && !greetings[m.folded(i-1)]
	return !m.joins(i-1) && !opening[m.folded(i-1)] && (!strings.Contains(m.gap(i), ",") || !named)
}

// joins reports whether a word stands between the last two of a list.
func (m *prose) joins(i int) bool {
	return i < len(m.ws) && (connecting[m.folded(i)] || m.ws[i].text == "&")
}

// opening are words, folded, behind which nothing is said to be so.
var opening = wordsOf("if when once until unless whether before si quand lorsque avant")

// greetings are words, folded, that begin a sentence before somebody's name.
var greetings = wordsOf(`
	hello hi hey bonjour bonsoir salut coucou thanks thank merci bravo congrats congratulations felicitations
	great good super genial well yes oui ok no non please dear cher chere news nouvelle nouvelles
	mr mrs ms m mme mlle dr our my his her their notre nos mon ma mes votre leur
	the a an le la les l un une this that ce cet cette today yesterday now then and also et enfin
	he she they we you i it il elle ils elles nous vous on je who qui everybody everyone nobody somebody personne
	partner partenaire consultant colleague collegue team equipe
`)

// A word of somebody's name, and those of two letters or three that stand inside one.
var (
	ofName    = regexp.MustCompile(`^\p{Lu}[\p{L}\p{M}'’.-]*$`)
	particles = wordsOf("van von der den di da el al ben bin")
)

// longestPerson is how many words somebody's name has at most.
const longestPerson = 3

// isFullName reports whether a text is somebody's first and last name: one word of a name
// is nobody.
func isFullName(name string) bool {
	capitals := 0
	for _, word := range strings.Fields(name) {
		if _, owns := unowning(word); owns {
			return false
		}
		switch {
		case ofName.MatchString(word):
			capitals++
		case !particles[word]:
			return false
		}
	}
	return capitals > 1 && capitals <= longestPerson
}

// isPartner reports whether a name is one of the partner's.
func (m *prose) isPartner(name string) bool {
	if m.partner == nil {
		return false
	}
	called := append([]string{m.partner.ID, m.partner.Name}, m.partner.Aliases...)
	return slices.ContainsFunc(called, func(other string) bool { return program.FoldCompany(other) == program.FoldCompany(name) })
}

// written is somebody's name as it stands there, with the point behind an initial.
func (m *prose) written(ws words) string {
	texts := make([]string, len(ws))
	for i, w := range ws {
		texts[i], _ = unelided(w.text)
		if i < len(ws)-1 && strings.HasPrefix(m.text[min(w.at+len(w.text), w.end):], ".") {
			texts[i] += "."
		}
	}
	return visible(strings.Join(texts, " "))
}

// wordsOfName is of how many words the name is that begins with a word; 0 when none does.
func (m *prose) wordsOfName(i int) int {
	n := 0
	for ; i+n < len(m.ws) && m.mayBeOfName(i+n, n == 0); n++ {
		if n > 0 && (m.parted(i+n) || strings.Trim(m.gap(i+n), " .\u00a0") != "") {
			break
		}
	}
	for n > 0 && particles[m.ws[i+n-1].text] {
		n--
	}
	return n
}

// mayBeOfName reports whether a word can be one of a person's name: none of a partner's, a
// thing's or a day's, nor what people say before names.
func (m *prose) mayBeOfName(i int, first bool) bool {
	text := m.ws[i].text
	if first {
		text, _ = unelided(text)
	}
	days, _ := m.dayAt(i)
	switch {
	case m.ofPartner(i), m.thingAt(i) > 0, days > 0, isVague(text), m.ws[i].key != "":
		return false
	case greetings[program.Fold(text)] && len(text) > 1, opening[program.Fold(text)], strays[program.Fold(text)]:
		return false
	}
	return ofName.MatchString(text) || !first && particles[text]
}

// The words, folded, that tell that somebody has passed, those before them, those
// between them and what was passed, and those between that and who did.
var (
	passing = wordsOf(`
		passed obtained earned got completed validated achieved
		reussi obtenu passe eu valide decroche obtient obtiennent reussit obtenir reussir
	`)
	helping = wordsOf(`
		has have had just both all also recently finally
		a ont vient viennent de tous toutes les deux aussi bien enfin
	`)
	examined = wordsOf(`
		the his her their its a an new for of both certificate certification exam test vmware
		le la l son sa leur leurs un une du de certificat examen lexamen
	`)
	owning = wordsOf("by of for par de pour")
)

// passes reports whether a message goes on with having passed, behind people and perhaps
// where they work.
func (m *prose) passes(i int) bool {
	i = m.behindEmployer(i)
	for !m.parted(i) && helping[m.folded(i)] {
		i++
	}
	if m.parted(i) || !m.isPassing(i) {
		return false
	}
	for i++; !m.parted(i) && examined[m.folded(i)]; i++ {
	}
	return !m.parted(i) && m.thingAt(i) > 0
}

// isPassing reports whether a word tells that somebody has passed.
func (m *prose) isPassing(i int) bool {
	if i < 0 || i >= len(m.ws) {
		return false
	}
	text, _ := unelided(m.ws[i].text)
	return passing[program.Fold(text)]
}

// behindEmployer is where a message goes on behind where people work, or where it is.
func (m *prose) behindEmployer(i int) int {
	if m.parted(i) {
		return i
	}
	start := i
	_, led := unelided(m.ws[i].text)
	if word := m.folded(i); beforePartners[word] || beforeNames[word] {
		start, led = i+1, true
	}
	led = led || strings.ContainsAny(m.gap(i), "(,")
	switch {
	case led && m.partner != nil && start == m.at:
		return m.end
	case led && start > i:
		return start + m.wordsOfName(start)
	}
	return i
}

// isEmployer reports whether a name stands where people say where somebody works.
func (m *prose) isEmployer(i int) bool {
	_, elided := unelided(m.ws[i].text)
	before := m.folded(i - 1)
	return elided || beforePartners[before] || beforeNames[before]
}

// owns reports whether people stand behind a certificate, or its having been passed, as
// those whose it is.
func (m *prose) owns(i int) bool {
	before := i - 1
	if _, elided := unelided(m.ws[i].text); !elided {
		if !owning[m.folded(before)] || m.parted(i) {
			return false
		}
		i, before = before, before-1
	}
	if m.parted(i) {
		return false
	}
	for j := max(0, i-longestThing); j < i; j++ {
		if n := m.thingAt(j); n > 0 && j+n == i {
			return true
		}
	}
	return m.isPassing(before)
}
