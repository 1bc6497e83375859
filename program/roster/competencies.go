package roster

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

const competenciesColumn = "competencies"

// A skill is one item of the competencies' cell.
type skill struct {
	program.Earned
	dated bool // the file says when
}

// competencyColumn is the column of what a partner itself has earned.
func competencyColumn(rules *program.Rules) column {
	return column{
		name:  competenciesColumn,
		read:  readCompetencies,
		write: func(p *program.Partner) string { return writeCompetencies(p, rules) },
	}
}

func readCompetencies(c cell) edit {
	items, ok := c.items()
	var skills []skill
	for _, item := range items {
		s, good := c.skill(item)
		ok = ok && good
		skills = append(skills, s)
	}
	if !ok {
		return nil
	}
	rules := c.file.rules
	return func(p *program.Partner, _ program.Date) { setCompetencies(p, skills, rules) }
}

// skill reads one item: a competency's id or label and its period.
func (c cell) skill(item item) (skill, bool) {
	word, text := "", item.text
	if item.quoted {
		word, text = item.text, item.rest
	}
	rest, when, ok := c.cutPeriod(text)
	if !ok {
		return skill{}, false
	}
	if !item.quoted {
		word, rest = rest, ""
	}
	found := c.glossary.competency(word, c.file.rules)
	if found == nil || rest != "" {
		known := ids(c.file.rules.Competencies, func(s *program.Competency) string { return s.ID })
		c.refuseWant(item.whole(), UnknownSkill, known)
		return skill{}, false
	}
	return skill{program.Earned{Competency: found.ID, Earned: when.from, Ends: when.until}, when.stated}, true
}

// setCompetencies makes a partner's competencies what the file says. What it lists
// without a day keeps the days the partner has for it. Competencies that have left
// the programme have no place in the file and stay.
func setCompetencies(p *program.Partner, skills []skill, rules *program.Rules) {
	var after []program.Earned
	for _, b := range p.Competencies {
		if rules.Competency(b.Competency) == nil {
			after = append(after, b)
		}
	}
	for _, s := range skills {
		var known []program.Earned
		for _, b := range p.Competencies {
			if b.Competency == s.Competency && !s.dated {
				known = append(known, b)
			}
		}
		if len(known) == 0 {
			known = []program.Earned{s.Earned}
		}
		for _, k := range known {
			if !slices.Contains(after, k) {
				after = append(after, k)
			}
		}
	}
	p.Competencies = keepOrder(p.Competencies, after)
}

func writeCompetencies(p *program.Partner, rules *program.Rules) string {
	var items []string
	for _, c := range p.Competencies {
		if rules.Competency(c.Competency) != nil {
			items = append(items, writeEarned(c))
		}
	}
	return strings.Join(items, "|")
}

func writeEarned(e program.Earned) string {
	return quote(e.Competency, `|;@`) + writePeriod(e.Earned, e.Ends)
}
