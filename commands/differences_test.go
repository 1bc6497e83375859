package commands

import (
	"fmt"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

// BenchmarkDifferences tells what an import did to a thousand people of one partner: half
// of them passed on another day, and half are others now.
func BenchmarkDifferences(b *testing.B) {
	before, after := program.Partner{ID: "acme", Name: "Acme"}, program.Partner{ID: "acme", Name: "Acme"}
	for n := range 1000 {
		h := program.Holding{Certificate: "vtsp", Holder: fmt.Sprintf("Holder %d", n), Earned: program.Date{Year: 2009, Month: time.May, Day: 1}}
		before.Certificates = append(before.Certificates, h)
		h.Earned.Day = 14
		if n%2 == 0 {
			h.Holder += " the other"
		}
		after.Certificates = append(after.Certificates, h)
	}
	q := New(program.Default(), nil).question(Request{Now: time.Date(2009, 12, 1, 12, 0, 0, 0, time.UTC)})
	e := &program.Entry{Before: &before, After: &after}
	for b.Loop() {
		if n := len(q.differences(e)); n != 1500 {
			b.Fatalf("%d lines, want one each of 500 days, 500 people and 500 who are gone", n)
		}
	}
}
