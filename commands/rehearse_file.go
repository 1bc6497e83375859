package commands

import (
	"bytes"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// rehearsalFile is everybody who would fall, in the order of the answer.
func (q *question) rehearsalFile(s *survey, end program.Date) (*File, error) {
	rows := [][]string{q.say.rehearsalHeader()}
	for i := range s.falls {
		rows = append(rows, q.rehearsalLine(&s.falls[i]))
	}
	var data bytes.Buffer
	if err := roster.WriteTable(&data, rows, q.say.lang); err != nil {
		return nil, err
	}
	return &File{Name: q.say.rehearsalFile(end), Data: data.Bytes()}, nil
}

// rehearsalLine is one partner in as many cells as the header has.
func (q *question) rehearsalLine(f *fall) []string {
	p, s := &f.partner, &f.standing
	start := ""
	if !s.Deadline.Before(q.today) {
		start = s.LatestStart.String()
	}
	return []string{
		p.ID, p.Name, q.label(s.Tier.Label), q.label(s.After.Label), s.Deadline.String(),
		q.say.chance(s.Saving(q.today)), q.say.days(s.PersonDays), start,
		strings.Join(q.lacking(s.Requirements, q.label), "; "), strings.Join(p.Owners, " "),
	}
}
