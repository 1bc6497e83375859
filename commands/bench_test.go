package commands_test

import (
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// BenchmarkTier is /tier beside the store: a card with everything on it.
func BenchmarkTier(b *testing.B) {
	shelf := transcript.NewShelf([]program.Partner{{
		ID: "acme", Name: "Acme", Tier: "enterprise",
		Certificates: []program.Holding{{Certificate: "vsp", Unnamed: 3}, {Certificate: "vtsp", Holder: "Anne Martin"}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 1_200_000}},
		Reported:     program.Report{By: "U0OWNER", At: time.Date(2009, 11, 12, 9, 0, 0, 0, time.UTC)},
	}})
	for _, locale := range []string{"en", "fr"} {
		b.Run(locale, func(b *testing.B) {
			c := commands.New(program.Default(), shelf)
			req := commands.Request{
				User: "U0OWNER", Command: "/tier", Text: "acme", Locale: locale, As: commands.Reader,
				Now: time.Date(2009, 12, 1, 12, 0, 0, 0, time.UTC),
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Do(b.Context(), req); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
