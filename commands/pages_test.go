package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// someOf are so many partners, of which every nth holds no certificate and is in grace.
func someOf(all, nth int) []program.Partner {
	partners := make([]program.Partner, all)
	for i := range partners {
		p := program.Partner{ID: fmt.Sprint("p", i), Name: fmt.Sprintf("P %04d", i), Tier: "professional", Owners: []string{"U1"}}
		if i%nth != 0 {
			p.Certificates = []program.Holding{{Certificate: "vtsp", Unnamed: 1}}
		}
		partners[i] = p
	}
	return partners
}

// TestPagesShowEveryPartnerOnce turns the pages of lists from the first to the last.
func TestPagesShowEveryPartnerOnce(t *testing.T) {
	const all = 1001
	for _, test := range []struct {
		line      string
		nth, want int
	}{
		{"/tier list", 2, all},
		{"/tier list professional", 2, all},
		{"/tier list in grace", 7, 143},
		{"/tier list conforming", 7, all - 143},
		{"/tier list in grace me", 500, 3},
		{"/tier list in grace", all, 1}, // the first
		{"/tier list lapsed", 2, 0},
		{"/tier list missing vtsp", 7, 143},
		{"/tier list falls to registered", 7, 143},
		{"/tier list within 6 months", 7, 0}, // 180 days end three days before the deadline
		{"/tier list within 190 days", 7, 143},
		{"/tier list nobody", 7, 0},
		{"/tier list risk", 7, 143},
		{"/tier list risk me professional", 7, 143},
		{"/tier list late", 7, 0},
		{"/tier list promote", 7, all - 143},
		{"/tier list promote enterprise me", 7, all - 143},
		{"/tier list promote premier", 7, 0},
		{"/grace", 3, 1000}, // of which nobody has that many
	} {
		t.Run(fmt.Sprint(test.line, " ", test.nth), func(t *testing.T) {
			shelf := transcript.NewShelf(someOf(all, test.nth))
			seen := opened(t, commands.New(program.Default(), shelf), test.line)
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

// counting is a store that counts how often it is asked.
type counting struct {
	commands.Store
	trips int
}

func (c *counting) News(ctx context.Context, after int64, limit int) (program.News, error) {
	c.trips++
	return c.Store.News(ctx, after, limit)
}

func (c *counting) Some(ctx context.Context, ids []string) ([]program.Partner, error) {
	c.trips++
	return c.Store.Some(ctx, ids)
}

func (c *counting) List(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	c.trips++
	return c.Store.List(ctx, scope, from, limit)
}

func (c *counting) Partner(ctx context.Context, id string) (program.Partner, error) {
	c.trips++
	return c.Store.Partner(ctx, id)
}

func (c *counting) Find(ctx context.Context, name string) (program.Found, error) {
	c.trips++
	return c.Store.Find(ctx, name)
}

func (c *counting) Marks(ctx context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	c.trips++
	return c.Store.Marks(ctx, partners)
}

// TestAListCostsTwoRoundTrips holds that a page costs the same whatever it shows: once what
// is new, and once the partners of the page, if there are any.
func TestAListCostsTwoRoundTrips(t *testing.T) {
	for _, all := range []int{1, 20, 1275} {
		store := &counting{Store: transcript.NewShelf(someOf(all, 2))}
		c := commands.New(program.Default(), store)
		ask(t, c, "/tier list") // reads all that there is, once
		for _, line := range []string{
			"/tier list", "/tier list risk", "/tier list in grace me", "/tier list missing vtsp within 300 days", "/tier list promote",
			`/tier list from:"80"`, `/tier list risk from:"80"`, "/tier list premier", "/tier list late enterprise",
		} {
			store.trips = 0
			reply := ask(t, c, line)
			want := 2
			if len(transcript.Buttons(reply)) == len(reply.Actions) {
				want = 1 // nobody is on it
			}
			if store.trips != want {
				t.Errorf("%s of %d partners: %d round trips, want %d", line, all, store.trips, want)
			}
		}
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

// firstDay is noon of the programme's first day.
var firstDay = time.Date(2009, 4, 14, 12, 0, 0, 0, time.UTC)

// ask is the answer to a command line on the programme's first day.
func ask(t *testing.T, c *commands.Commands, line string) commands.Reply {
	t.Helper()
	command, text, _ := strings.Cut(line, " ")
	reply, err := c.Do(t.Context(), commands.Request{
		User: "U1", As: commands.Reader, Command: command, Text: text, Now: firstDay,
	})
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return reply
}
