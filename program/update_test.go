package program_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

// today is the day on which the tables are told what they are told.
const today = "2009-06-15"

// What it means to be told that somebody holds a certificate, or that the partner holds
// a competency, on a day.
func TestTold(t *testing.T) {
	for _, tt := range []struct{ name, known, told, want string }{
		{"the first", "", "Ann@2009-05-20", "Ann@2009-05-20"},
		{"somebody else", "Ann@2009-05-20", "Bob@2009-05-20", "Ann@2009-05-20 Bob@2009-05-20"},
		{"twice", "Ann@2009-05-20", "Ann@2009-05-20", ""},
		{"today, who holds it already", "Ann@2009-05-20", "Ann@" + today, ""},
		{"a later day", "Ann@2009-05-20", "Ann@2009-06-01", ""},
		{"an earlier day takes the place of a later", "Ann@2009-05-20", "Ann@2009-05-02", "Ann@2009-05-02"},

		{"a day where none was known", "Ann@?", "Ann@2009-05-20", "Ann@2009-05-20"},
		{"today is no such day", "Ann@?", "Ann@" + today, ""},
		{"yesterday is", "Ann@?", "Ann@2009-06-14", "Ann@2009-06-14"},
		{"no day where one was known", "Ann@2009-05-20", "Ann@?", ""},
		{"no day where none was known", "Ann@?", "Ann@?", ""},
		{"no day, of somebody new", "", "Ann@?", "Ann@?"},

		{"on the day it ended: a new one", "Ann@2009-01-05..2009-04-30", "Ann@2009-04-30", "Ann@2009-01-05..2009-04-30 Ann@2009-04-30"},
		{"after it ended: a new one", "Ann@2009-01-05..2009-04-30", "Ann@2009-05-20", "Ann@2009-01-05..2009-04-30 Ann@2009-05-20"},
		{"while it lasted", "Ann@2009-01-05..2009-04-30", "Ann@2009-04-29", ""},
		{"before it began", "Ann@2009-02-05..2009-04-30", "Ann@2009-01-05", "Ann@2009-01-05..2009-04-30"},
		{"between an old and a new one", "Ann@2009-01-05..2009-04-30 Ann@2009-06-01", "Ann@2009-05-20", "Ann@2009-01-05..2009-04-30 Ann@2009-05-20"},
		{"the new one twice", "Ann@2009-01-05..2009-04-30 Ann@2009-06-01", "Ann@2009-06-10", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := holding(t, tt.known)
			news := p.Hold(evidence(t, tt.told)[0], day(t, today))
			changed(t, news, tt.known, tt.want, held(&p))

			p = earning(t, tt.known)
			told := evidence(t, tt.told)[0]
			news = p.Earn(program.Earned{Competency: told.Holder, Earned: told.Earned}, day(t, today))
			changed(t, news, tt.known, tt.want, earned(&p))
		})
	}
}

// A person is the same however the name is written; another certificate or another
// kind of it is another holding.
func TestToldOfWhom(t *testing.T) {
	known := program.Holding{Certificate: "vtsp", Holder: "Zoé  LŒUIL", Earned: day(t, "2009-05-20")}
	for _, tt := range []struct {
		name string
		told program.Holding
		want int
	}{
		{"another case, no accents", program.Holding{Certificate: "vtsp", Holder: "zoe loeuil"}, 1},
		{"another certificate", program.Holding{Certificate: "vsp", Holder: "Zoé Lœuil"}, 2},
		{"another kind", program.Holding{Certificate: "vtsp", Kind: "professional", Holder: "Zoé Lœuil"}, 2},
		{"people without names", program.Holding{Certificate: "vtsp", Unnamed: 1}, 2},
	} {
		p := program.Partner{Certificates: []program.Holding{known}}
		tt.told.Earned = day(t, "2009-06-01")
		if news := p.Hold(tt.told, day(t, today)); news != (tt.want > 1) || len(p.Certificates) != tt.want {
			t.Errorf("%s: news %v, %d holdings, want %d", tt.name, news, len(p.Certificates), tt.want)
		}
	}
}

// What it means to be told that something no longer counts from a day on.
func TestEnded(t *testing.T) {
	for _, tt := range []struct{ name, known, told, want string }{
		{"from a day on", "Ann@2009-05-20 Bob@2009-05-20", "ANN@2009-06-01", "Ann@2009-05-20..2009-06-01 Bob@2009-05-20"},
		{"since when, is not known", "Ann@?", "Ann@2009-06-01", "Ann@?..2009-06-01"},
		{"on the day it was earned: it never counted", "Ann@2009-05-20", "Ann@2009-05-20", "-"},
		{"before it was earned: likewise", "Ann@2009-05-20", "Ann@2009-05-01", "-"},
		{"twice", "Ann@2009-05-20..2009-06-01", "Ann@2009-06-01", ""},
		{"once more, later", "Ann@2009-05-20..2009-06-01", "Ann@2009-06-10", ""},
		{"once more, earlier", "Ann@2009-05-20..2009-06-10", "Ann@2009-06-01", "Ann@2009-05-20..2009-06-01"},
		{"what had ended before stays", "Ann@2009-01-05..2009-04-30 Ann@2009-05-20", "Ann@2009-05-20", "Ann@2009-01-05..2009-04-30"},
		{"who never had it", "Ann@2009-05-20", "Bob@2009-06-01", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			told := evidence(t, tt.told)[0]
			p := holding(t, tt.known)
			news := p.EndHolding("vtsp", "", told.Holder, told.Earned)
			changed(t, news, tt.known, tt.want, held(&p))

			p = earning(t, tt.known)
			told.Holder = strings.Replace(told.Holder, "ANN", "Ann", 1) // a competency is an id
			news = p.EndCompetency(told.Holder, told.Earned)
			changed(t, news, tt.known, tt.want, earned(&p))
		})
	}
}

// People without names end by their number, and no more than there are.
func TestEndUnnamed(t *testing.T) {
	for _, tt := range []struct {
		name, known string
		n           int
		on          string
		want        string
		ended       int
	}{
		{"some of them", "5@2009-05-20", 2, "2009-06-01", "3@2009-05-20 2@2009-05-20..2009-06-01", 2},
		{"all of them", "5@2009-05-20", 5, "2009-06-01", "5@2009-05-20..2009-06-01", 5},
		{"more than there are", "5@2009-05-20", 7, "2009-06-01", "5@2009-05-20..2009-06-01", 5},
		{"of two groups", "2@? 3@2009-05-20", 4, "2009-06-01", "1@2009-05-20 2@?..2009-06-01 2@2009-05-20..2009-06-01", 4},
		{"on the day they were earned", "5@2009-05-20", 2, "2009-05-20", "3@2009-05-20", 2},
		{"who has ended is no more to end", "5@2009-05-20..2009-06-01", 2, "2009-06-01", "5@2009-05-20..2009-06-01", 0},
		{"who has a name stays", "Ann@2009-05-20", 1, "2009-06-01", "Ann@2009-05-20", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := holding(t, tt.known)
			ended := p.EndUnnamed("vtsp", "", tt.n, day(t, tt.on))
			if got := held(&p); got != tt.want || ended != tt.ended {
				t.Errorf("%d ended, holds %s, want %d and %s", ended, got, tt.ended, tt.want)
			}
		})
	}
}

// A metric's value counts from a day on, and what was true before stays true.
func TestMeasured(t *testing.T) {
	for _, tt := range []struct{ name, known, told, want string }{
		{"the first", "", "100@?", "100@?"},
		{"the first, from a day on", "", "0@2009-05-20", "0@2009-05-20"},
		{"from a day on", "100@?", "120@2009-05-20", "100@? 120@2009-05-20"},
		{"the same as before", "100@?", "100@2009-05-20", ""},
		{"the same day again", "100@? 120@2009-05-20", "120@2009-05-20", ""},
		{"another value on the same day", "100@? 120@2009-05-20", "130@2009-05-20", "100@? 130@2009-05-20"},
		{"between two", "100@? 120@2009-05-20", "110@2009-05-01", "100@? 110@2009-05-01 120@2009-05-20"},
		{"of two on one day the later counts", "100@? 120@?", "130@?", "100@? 130@?"},
		{"of two on one day the earlier does not", "100@? 120@?", "100@?", "100@? 100@?"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := program.Partner{Readings: readings(t, tt.known)}
			told := readings(t, tt.told)[0]
			news := p.Measure(told)
			changed(t, news, tt.known, tt.want, measured(&p))
			if got := p.Value("revenue", told.From); got != told.Value {
				t.Errorf("its value on that day is %d, want %d", got, told.Value)
			}
		})
	}
}

// Whoever comes to a tier after the first day has no grace of its own, and what was
// decided on the tier it had is over.
func TestMoveTo(t *testing.T) {
	rules := program.Default()
	june, first := day(t, today), rules.FirstDay
	extended := &program.Extension{Until: day(t, "2010-03-01"), Reason: "ill", By: "U0MANAGER"}
	held := &program.Hold{Lapse: day(t, "2010-03-01"), Reason: "ill", By: "U0MANAGER"}
	fell := &program.Fall{From: "premier", Lapse: day(t, "2010-01-14"), On: day(t, "2010-01-20")}
	for _, tt := range []struct {
		name, from, to string
		on             program.Date
		want           program.Partner
		news           bool
	}{
		{"up", "professional", "enterprise", june, program.Partner{Tier: "enterprise", TierSince: june}, true},
		{"down", "professional", "registered", june, program.Partner{Tier: "registered", TierSince: june}, true},
		{"on the first day", "professional", "enterprise", first, program.Partner{Tier: "enterprise"}, true},
		{"the same", "professional", "professional", june, program.Partner{Tier: "professional", Extension: extended, Held: held, Fell: fell}, false},
		{"a new partner", "", "professional", june, program.Partner{Tier: "professional", TierSince: june}, true},
	} {
		p := program.Partner{Tier: tt.from, Extension: extended, Held: held, Fell: fell}
		news := p.MoveTo(rules.Tier(tt.to), tt.on, first)
		if diff := cmp.Diff(tt.want, p); diff != "" || news != tt.news {
			t.Errorf("%s: news %v (-want +got):\n%s", tt.name, news, diff)
		}
	}
}

// changed compares what a partner has with what it should: empty is no news, a dash
// nothing left.
func changed(t *testing.T, news bool, known, want, got string) {
	t.Helper()
	if news != (want != "") {
		t.Errorf("news: %v", news)
	}
	switch want {
	case "":
		want = known
	case "-":
		want = ""
	}
	if got != want {
		t.Errorf("now %q, want %q", got, want)
	}
}
