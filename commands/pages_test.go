package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestPagesShowEveryPartnerOnce turns the pages of lists from the first to the last.
// Every nth partner holds no certificate and is in grace.
func TestPagesShowEveryPartnerOnce(t *testing.T) {
	const all = 3001
	for _, test := range []struct {
		line      string
		nth, want int
	}{
		{"/tier list", 2, all},
		{"/tier list professional", 2, all},
		{"/tier list in grace", 7, 429},
		{"/tier list conforming", 7, all - 429},
		{"/tier list in grace me", 500, 7},
		{"/tier list in grace", all, 1}, // the first
		{"/tier list lapsed", 2, 0},
		{"/grace", 3, 1000}, // of which nobody has that many
	} {
		t.Run(fmt.Sprint(test.line, " ", test.nth), func(t *testing.T) {
			partners := make([]program.Partner, all)
			for i := range partners {
				p := program.Partner{ID: fmt.Sprint("p", i), Name: fmt.Sprintf("P %04d", i), Tier: "professional", Owners: []string{"U1"}}
				if i%test.nth != 0 {
					p.Certificates = []program.Holding{{Certificate: "vtsp", Unnamed: 1}}
				}
				partners[i] = p
			}
			seen := opened(t, commands.New(program.Default(), transcript.NewShelf(partners)), test.line)
			if len(seen) != test.want {
				t.Errorf("%d partners, want %d", len(seen), test.want)
			}
			for id, times := range seen {
				if times != 1 {
					t.Errorf("%s is listed %d times", id, times)
				}
			}
		})
	}
}

// TestSearchGoesOnBehindAnEmptyPage looks for one partner behind thousands: the page
// says that the search is not over, and its button leads there.
func TestSearchGoesOnBehindAnEmptyPage(t *testing.T) {
	partners := make([]program.Partner, 3000)
	for i := range partners {
		partners[i] = program.Partner{ID: fmt.Sprint("p", i), Name: fmt.Sprintf("P %04d", i), Tier: "registered"}
	}
	partners[len(partners)-1].Tier = "professional"
	c := commands.New(program.Default(), transcript.NewShelf(partners))
	reply := ask(t, c, "/tier list in grace")
	if text := reply.String(); !strings.Contains(text, "the next page looks further") {
		t.Errorf("an empty page does not say that there are more:\n%s", text)
	}
	if seen := opened(t, c, "/tier list in grace"); len(seen) != 1 || seen["p2999"] != 1 {
		t.Errorf("found %v", seen)
	}
}

// opened is how often each partner is offered on the pages of a list.
func opened(t *testing.T, c *commands.Commands, line string) map[string]int {
	t.Helper()
	seen := map[string]int{}
	for line != "" {
		reply := ask(t, c, line)
		withinLimits(t, reply)
		line = ""
		for _, action := range transcript.Buttons(reply) {
			if id, ok := strings.CutPrefix(action.Command, "/tier id:"); ok {
				seen[strings.Trim(id, `"`)]++
			}
			if action.Label == "Next page" {
				line = action.Command
			}
		}
	}
	return seen
}

// ask is the answer to a command line on the programme's first day.
func ask(t *testing.T, c *commands.Commands, line string) commands.Reply {
	t.Helper()
	command, text, _ := strings.Cut(line, " ")
	reply, err := c.Do(t.Context(), commands.Request{
		User: "U1", As: commands.Reader, Command: command, Text: text, Now: time.Date(2009, 4, 14, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return reply
}
