package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// digestOf is the digest in English of somebody who looks after some partners, on a morning,
// and the names in it.
func digestOf(t *testing.T, on string, all []program.Partner) (text string, names []string) {
	t.Helper()
	rules, d := program.Default(), day(t, on)
	recipient := &program.Recipient{ID: "U0OWNER", Partners: all}
	c := commands.New(rules, transcript.NewShelf(nil))
	now := time.Date(d.Year, d.Month, d.Day, 9, 0, 0, 0, rules.Zone)
	items := rules.Diary(recipient, c.House).Agenda(now, now).Items
	for _, item := range items {
		names = append(names, item.Partner.Name)
	}
	return c.Digest(commands.Digest{Lang: program.English, Now: now, Recipient: recipient, Items: items}).String(), names
}

// given is a partner from a line of a table, with time until a day; empty: its tier's.
func given(t *testing.T, line, until string) program.Partner {
	t.Helper()
	p := partners(t, program.Default(), "id,name,tier,vtsp,competencies,revenue,owners\n"+line+",U0OWNER\n")[0]
	if until != "" {
		p.Extension = &program.Extension{Until: day(t, until)}
	}
	return p
}

// TestATitleCountsToTheFirstDeadline holds that what can be saved leads a digest, and that
// its title counts the days to the first deadline all the same.
func TestATitleCountsToTheFirstDeadline(t *testing.T) {
	text, names := digestOf(t, "2010-01-11", []program.Partner{
		given(t, "late,Late,enterprise,A|B,,20000", ""),
		given(t, "given,Given,enterprise,A,infrastructure,20000", "2010-02-10"),
	})
	if strings.Join(names, " ") != "Given Late" {
		t.Errorf("not what can be saved, then what cannot: %s", names)
	}
	if want := "3 days to 14 January: Late would fall to Professional, 1 more after 10 February\n"; !strings.HasPrefix(text, want) {
		t.Errorf("want %q:\n%s", want, text)
	}
}

// TestManagersReadTheirListOnAWorkingDay holds that a digest names the day on which managers
// do read of a partner, also when the Monday is a holiday.
func TestManagersReadTheirListOnAWorkingDay(t *testing.T) {
	text, _ := digestOf(t, "2010-04-02", []program.Partner{ // the Friday before Easter
		given(t, "acme,Acme,enterprise,A|B,,20000", "2010-04-09"),
	})
	if want := "managers' list on Tuesday 6 April."; !strings.Contains(text, want) {
		t.Errorf("it does not say %q:\n%s", want, text)
	}
}
