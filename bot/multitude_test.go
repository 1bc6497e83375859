package bot_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// A multitude is a store with any number of partners, of which it is asked as of the real one:
// by its log, and by the partners of a page.
type multitude struct {
	*transcript.Shelf
	partners []program.Partner
	at       map[string]int
}

// newMultitude is n partners, whose names are as long as names get and hold what Slack could
// read as something else.
func newMultitude(rules *program.Rules, n int) *multitude {
	units := []string{"Infrastructure ", "R&D <Lab> ", "<!channel> ", "*gras* _i_ ~x~ ", "שלום עולם ", "漢字", "🎉", "W"}
	c := &multitude{Shelf: transcript.NewShelf(nil), at: make(map[string]int, n)}
	for i := range n {
		unit := units[i%len(units)]
		name := []rune(fmt.Sprint("N", i, " ") + strings.Repeat(unit, 200))[:200]
		p := program.Partner{
			ID: fmt.Sprint("partner", i), Name: strings.TrimSpace(string(name)), Tier: rules.Tiers[i%len(rules.Tiers)].ID, Version: 1,
			Owners:   []string{alice, bruno, manager}[i%3 : i%3+1],
			Readings: []program.Reading{{Metric: rules.Metrics[0].ID, Value: program.Amount(i%7) * 1_000_000}},
			Reported: program.Report{By: bruno, At: time.Date(2009, 5, 12, 9, 0, 0, 0, time.UTC)},
		}
		for h := range i % 4 {
			p.Certificates = append(p.Certificates, program.Holding{
				Certificate: rules.Certificates[0].ID, Holder: fmt.Sprint("Holder ", h), Earned: program.Date{Year: 2009, Month: 5, Day: 1 + h},
			})
		}
		if i%5 > 1 {
			p.Competencies = []program.Earned{{Competency: rules.Competencies[i%len(rules.Competencies)].ID, Earned: program.Date{Year: 2009, Month: 5, Day: 9}}}
		}
		c.at[p.ID] = i
		c.partners = append(c.partners, p)
	}
	return c
}

func (c *multitude) Some(_ context.Context, ids []string) ([]program.Partner, error) {
	var some []program.Partner
	for _, id := range ids {
		if i, ok := c.at[id]; ok {
			some = append(some, c.partners[i])
		}
	}
	return some, nil
}

func (c *multitude) News(_ context.Context, after int64, limit int) (program.News, error) {
	news := program.News{Epoch: "crowd", Last: int64(len(c.partners))}
	for i := after; i < news.Last && len(news.Records) < limit; i++ {
		p := &c.partners[i]
		news.Records = append(news.Records, program.Record{Number: i + 1, ID: p.ID, By: bruno, At: p.Reported.At, Now: p})
	}
	return news, nil
}

// An overheard is commands of which the last answer is known.
type overheard struct {
	*commands.Commands
	mu   sync.Mutex
	last commands.Reply
}

func (o *overheard) Do(ctx context.Context, req commands.Request) (commands.Reply, error) {
	reply, err := o.Commands.Do(ctx, req)
	return o.heard(reply), err
}

func (o *overheard) Home(ctx context.Context, req commands.Request) (commands.Reply, error) {
	reply, err := o.Commands.Home(ctx, req)
	return o.heard(reply), err
}

func (o *overheard) heard(reply commands.Reply) commands.Reply {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last = reply
	return reply
}

// facts are all that an answer says of things in columns, and of a chart what stands where
// there are charts, or in words.
func (o *overheard) facts(drawn bool) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var facts []string
	for _, part := range o.last.Parts {
		switch part := part.(type) {
		case commands.Grid:
			facts = append(facts, part.Caption)
			for _, line := range part.Lines {
				for _, cell := range line.Cells {
					facts = append(facts, cell.Text)
				}
				facts = append(facts, line.Action.Label)
			}
		case commands.Chart:
			if !drawn {
				facts = append(facts, part.Words.String())
				continue
			}
			facts = append(facts, part.Title)
			for _, series := range part.Series {
				facts = append(facts, series.Label)
				for _, v := range series.Values {
					facts = append(facts, fmt.Sprint(v))
				}
			}
			facts = append(facts, part.Categories...)
		}
	}
	return facts
}

// questions are those about all partners, in both languages.
var questions = map[string][]string{
	alice:   {"list", "list risk", "list promote", "programme"},
	bruno:   {"liste", "liste risque", "liste promotion", "programme"},
	manager: {"list me", "programme"},
}

// Whatever the size of the programme, Slack takes its tables and charts, and whoever sees
// them in sections, where it does not, reads the same. With a hundred thousand partners it
// takes a minute, which TIERBOT_TEST_SCALE=full asks for.
func TestTablesOfAnySizeSayTheSameInSections(t *testing.T) {
	tests := []struct {
		name  string
		rules *program.Rules
		sizes []int
	}{
		{"", program.Default(), []int{1, 25, 100, 1_275}},
		{"long labels ", longLabels(), []int{1, 25, 100, 1_275}},
	}
	if os.Getenv("TIERBOT_TEST_SCALE") == "full" {
		tests[1].sizes = append(tests[1].sizes, 100_000)
	}
	for _, tt := range tests {
		for _, size := range tt.sizes {
			t.Run(fmt.Sprint(tt.name, size), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { sameInSections(t, tt.rules, size) })
			})
		}
	}
}

func sameInSections(t *testing.T, rules *program.Rules, size int) {
	o := &overheard{Commands: commands.New(rules, newMultitude(rules, size))}
	w := open(t, echo, func(options *bot.Options) { options.Commands, options.Managers = o, []string{managers} })
	for _, refused := range [][]string{nil, {"data_table"}, {"rich_text"}} {
		w.Heal()
		w.pass("20m")
		for _, block := range refused {
			w.Refuse(block)
		}
		w.answer(w.Say(alice, general, "@tierbot help"))      // by a way on which a refusal is heard
		for _, who := range []string{alice, bruno, manager} { // the first list has a table to be refused
			for _, text := range questions[who] {
				x := w.Command(who, general, "/tier "+text)
				w.within(w.answer(x).Plain(), o.facts(len(refused) == 0))
				if len(refused) > 0 {
					w.ForgetViolations()
				}
			}
			w.home(who)
			v, _ := w.Home(who)
			w.within(v.Plain(), o.facts(false))
		}
		w.behaved()
	}
}

// within fails the test unless all facts are said.
func (w *world) within(said string, facts []string) {
	w.t.Helper()
	for _, fact := range facts {
		if !strings.Contains(said, fact) {
			w.t.Fatalf("%q is not in\n%s", fact, said)
		}
	}
}

// longLabels is the default programme with labels as long as labels get.
func longLabels() *program.Rules {
	rules := *program.Default()
	rules.Tiers, rules.Metrics = slices.Clone(rules.Tiers), slices.Clone(rules.Metrics)
	rules.Certificates, rules.Competencies = slices.Clone(rules.Certificates), slices.Clone(rules.Competencies)
	for i := range rules.Tiers {
		lengthen(&rules.Tiers[i].Label)
	}
	for i := range rules.Metrics {
		lengthen(&rules.Metrics[i].Label)
	}
	for i := range rules.Certificates {
		lengthen(&rules.Certificates[i].Label)
	}
	for i := range rules.Competencies {
		lengthen(&rules.Competencies[i].Label)
	}
	return &rules
}

func lengthen(l *program.Label) {
	long := func(s string, most int) string { return strings.Repeat(s+"-", most)[:most] }
	l.EN, l.FR = long(l.EN, 80), long(l.EN, 80)
	l.ShortEN, l.ShortFR = long(l.EN, 20), long(l.EN, 20)
}
