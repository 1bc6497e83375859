package commands_test

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// TestTheCheapestSaveLeads holds that the cheapest partner to save leads a digest whatever
// the others have in common, and that figures, which no training brings, are not cheap.
func TestTheCheapestSaveLeads(t *testing.T) {
	week := []program.Partner{
		given(t, "one,One,enterprise,A|B,,20000", ""),
		given(t, "two,Two,enterprise,A|B,,20000", ""),
	}
	const (
		weeks = "Cheapest saves first – each needs Infrastructure Virtualization, a week's training, to start by Friday 8 January:\n• One\n• Two\n"
		half  = "Cheapest save first – it needs 1 VTSP, half a day online, free, to start by Thursday 14 January:\n• Half\n"
		rest  = "A deadline is approaching here too:\n• One · Enterprise\n"
	)
	for _, tt := range []struct {
		name string
		more []program.Partner
		want string
	}{
		{"all alike", nil, weeks},
		{"one that is cheaper", []program.Partner{given(t, "half,Half,enterprise,A,infrastructure,20000", "")}, half + rest},
		{"one that lacks two people, and is cheaper", []program.Partner{given(t, "both,Both,enterprise,,infrastructure,20000", "")}, "Cheapest save first – it needs 2 VTSP, half a day online each, free, to start by Thursday 14 January:\n• Both · then Registered\n"},
		{"one that lacks a figure alone", []program.Partner{given(t, "figure,Figure,enterprise,A|B,infrastructure,9000", "")}, weeks},
		{"as cheap, of another kind", []program.Partner{
			given(t, "delta,Delta,premier,A|B|C|D,infrastructure|continuity,1000000", ""),
			given(t, "dear,Dear,premier,A|B|C,infrastructure|continuity,1000000", ""),
		}, "Cheapest saves first:\n• Delta · Premier · then Enterprise\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, names := digestOf(t, "2009-12-15", append(tt.more, week...))
			if !strings.Contains(text, tt.want) || len(names) != len(week)+len(tt.more) {
				t.Errorf("of %s, want %q:\n%s", names, tt.want, text)
			}
		})
	}
}

// TestALateReminderSaysSo holds that the row of a partner and the small print agree on a
// reminder that comes early, in time or late.
func TestALateReminderSaysSo(t *testing.T) {
	other := func(until string) []program.Partner {
		return []program.Partner{
			given(t, "acme,Acme,enterprise,A|B,,20000", ""),
			given(t, "other,Other,enterprise,A|B,infrastructure,9000", until),
		}
	}
	for _, tt := range []struct{ on, until, row, foot string }{
		{"2009-12-15", "2010-01-14", "• Other · Enterprise\n", "your 30-day reminder."},
		{"2009-12-22", "2010-01-14", "• Other · Enterprise\n", "your 30-day reminder (late)."},
		{"2009-12-22", "2010-01-25", "• Other · Enterprise · 34 days left, until 25 January 2010 (60-day reminder, late)", "your reminders 60 and 30 days before (late)."},
		{"2009-12-18", "2010-01-18", "• Other · Enterprise · 31 days left, until 18 January 2010 (30-day reminder, early)", "your 30-day reminder (early) and your 30-day reminder (late)."},
	} {
		t.Run(tt.on+" "+tt.until, func(t *testing.T) {
			text, _ := digestOf(t, tt.on, other(tt.until))
			if !strings.Contains(text, tt.row) || !strings.Contains(text, "Today: "+tt.foot) {
				t.Errorf("want %q and %q:\n%s", tt.row, tt.foot, text)
			}
		})
	}
}

// TestWhatIsTooLateIsNotCheap holds that a partner whose training can no longer end in time
// is not among the saves.
func TestWhatIsTooLateIsNotCheap(t *testing.T) {
	text, _ := digestOf(t, "2010-01-11", []program.Partner{
		given(t, "late,Late,enterprise,A|B,,20000", ""),
		given(t, "one,One,enterprise,A|B,,20000", "2010-02-10"),
		given(t, "two,Two,enterprise,A|B,,20000", "2010-02-10"),
	})
	if at := strings.Index(text, "• Late"); at < strings.Index(text, "• Two") || !strings.Contains(text, "to start by Thursday 4 February:\n• One") {
		t.Errorf("it leads:\n%s", text)
	}
}
