package board

import (
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

// A programme of two partners, over the months of its first half-year: acme joins, is
// certified, loses that again, and is gone and back; beta joins, falls and is promoted.
// The month of a record is that of the programme's zone.
func TestTurnsAndMonths(t *testing.T) {
	rules := program.Default()
	b := New(rules, program.Date{Year: 2009, Month: time.September, Day: 30})
	partner := func(id, tier string, holdings ...program.Holding) *program.Partner {
		return &program.Partner{ID: id, Name: id, Tier: tier, Certificates: holdings}
	}
	vtsp := program.Holding{Certificate: "vtsp", Holder: "Anne Martin"}
	for _, r := range []struct {
		at  string
		id  string
		now *program.Partner
	}{
		{"2009-04-14T10:00:00Z", "acme", partner("acme", "professional")},
		{"2009-04-30T21:59:59Z", "beta", partner("beta", "enterprise")}, // a second before May in Paris
		{"2009-04-30T22:00:00Z", "acme", partner("acme", "professional", vtsp)},
		{"2009-05-02T10:00:00Z", "acme", partner("acme", "professional")},
		{"2009-05-03T10:00:00Z", "beta", partner("beta", "enterprise")}, // nothing has turned
		{"2009-07-01T10:00:00Z", "beta", partner("beta", "registered")},
		{"2009-07-02T10:00:00Z", "acme", nil},
		{"2009-07-02T10:00:00Z", "nobody", nil},
		{"2009-06-02T10:00:00Z", "acme", partner("acme", "professional")}, // by a clock that went back
		{"2009-07-03T10:00:00Z", "beta", partner("beta", "professional", vtsp)},
	} {
		at, err := time.Parse(time.RFC3339, r.at)
		if err != nil {
			t.Fatal(err)
		}
		b.Follow(program.Record{ID: r.id, By: "U01ALEX", At: at, Now: r.now})
	}

	months := []Month{
		{2009, time.April, map[TurnKind]int{Joined: 2}, []int{0, 1, 1, 0}, []int{2, 0, 0, 0}},
		{2009, time.May, map[TurnKind]int{Saved: 1, Slipped: 1}, []int{0, 1, 1, 0}, []int{2, 0, 0, 0}},
		{2009, time.June, map[TurnKind]int{}, []int{0, 1, 1, 0}, []int{2, 0, 0, 0}},
		{2009, time.July, map[TurnKind]int{Fell: 1, Left: 1, Joined: 1, Promoted: 1}, []int{0, 2, 0, 0}, []int{1, 1, 0, 0}},
		{2009, time.August, map[TurnKind]int{}, []int{0, 2, 0, 0}, []int{1, 1, 0, 0}},
		{2009, time.September, map[TurnKind]int{}, []int{0, 2, 0, 0}, []int{1, 1, 0, 0}},
	}
	if diff := gocmp.Diff(months, b.Months()); diff != "" {
		t.Error("months (-want +got)", diff)
	}
	b.Turn(program.Date{Year: 2009, Month: time.May, Day: 31}) // a clock that went back
	if diff := gocmp.Diff(months[:4], b.Months()); diff != "" {
		t.Error("months of an earlier day (-want +got)", diff)
	}

	var turns []string
	for _, turn := range b.Turns(time.Date(2009, time.May, 2, 10, 0, 0, 0, time.UTC)) {
		text := turn.At.Format(time.DateOnly) + " " + turn.ID + " " + names[turn.Kind]
		if turn.To != nil {
			text += " from " + turn.From.ID + " to " + turn.To.ID
		}
		turns = append(turns, text)
	}
	want := []string{
		"2009-05-02 acme slipped",
		"2009-07-01 beta fell from enterprise to registered",
		"2009-07-02 acme left",
		"2009-06-02 acme joined",
		"2009-07-03 beta promoted from registered to professional",
	}
	if diff := gocmp.Diff(want, turns); diff != "" {
		t.Error("turns (-want +got)", diff)
	}
}

var names = [...]string{Joined: "joined", Left: "left", Saved: "saved", Slipped: "slipped", Fell: "fell", Promoted: "promoted"}

// Turns are kept for sixty days and no longer than needed.
func TestTurnsAreForgotten(t *testing.T) {
	l := newLog()
	b := New(l.rules, firstDay)
	d := seeded(5)
	for i, day := range []int{0, 1, 60, 65} {
		p := d.partner(string(rune('a' + i)))
		b.Follow(l.write(p.ID, &p, firstDay.AddDays(day)))
		if day == 60 {
			if n := len(b.Turns(time.Time{})); n != 3 {
				t.Errorf("%d turns are known after sixty days, want 3", n)
			}
		}
	}
	if n := len(b.Turns(time.Time{})); n != 2 {
		t.Errorf("%d turns are known after sixty-five days, want the last 2", n)
	}
}
