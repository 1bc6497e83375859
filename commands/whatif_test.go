package commands_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestWhatIfIsWhatComes: what a supposition says of a partner is what its card says once the
// same was recorded, on the same day; and supposing writes nothing.
func TestWhatIfIsWhatComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dreamOf(t)
		today := drawnDay(t, "today", 0, 330)
		told, recorded := drawTold(t, func(label string) program.Date { return today.AddDays(-rapid.IntRange(0, 200).Draw(t, label)) })
		supposed := d.ask(today, commands.Reader, `/tier what-if id:"acme" `+told)
		d.writesNothing()
		d.same(supposed, d.recorded(today, recorded))
	})
}

// TestWhatIfAheadIsWhatComes: the same of what lies ahead. The day of the verdict is the last
// of those supposed, and by then all of it has been recorded; later, the look back at that
// day says so too.
func TestWhatIfAheadIsWhatComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dreamOf(t)
		today := drawnDay(t, "today", 0, 200)
		last := today
		told, recorded := drawTold(t, func(label string) program.Date {
			day := today.AddDays(rapid.IntRange(0, 200).Draw(t, label))
			if day.After(last) {
				last = day
			}
			return day
		})
		supposed := d.ask(today, commands.Reader, `/tier what-if id:"acme" `+told)
		d.writesNothing()
		card := d.recorded(last, recorded)
		d.same(supposed, card)
		if len(card.Problems) == 0 {
			later := last.AddDays(rapid.IntRange(0, 60).Draw(t, "later"))
			d.same(supposed, d.ask(later, commands.Reader, `/tier acme on `+last.String()))
		}
	})
}

// TestWhatIfNothingChanges: with nothing but a day, what is shown is the card of that day.
func TestWhatIfNothingChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dreamOf(t)
		today := drawnDay(t, "today", 0, 200)
		then := today.AddDays(rapid.IntRange(0, 300).Draw(t, "then"))
		d.same(
			d.ask(today, commands.Reader, `/tier what-if id:"acme" on `+then.String()),
			d.ask(then, commands.Reader, `/tier id:"acme"`),
		)
	})
}

// TestWhatIfSaysItselfAgain: the button that shows a verdict to others asks for the same
// verdict, and the one that makes it so records what it was about.
func TestWhatIfSaysItselfAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dreamOf(t)
		today := drawnDay(t, "today", 0, 330)
		told, _ := drawTold(t, func(label string) program.Date { return today.AddDays(rapid.IntRange(-200, 100).Draw(t, label)) })
		supposed := d.ask(today, commands.Manager, `/tier what-if id:"acme" `+told)
		if len(supposed.Problems) > 0 {
			return
		}
		for _, action := range slices.Backward(supposed.Actions) { // recorded last
			switch {
			case action.Effect == commands.Share:
				if again := d.ask(today, commands.Manager, action.Command); !reflect.DeepEqual(again, supposed) {
					d.Fatalf("%s\n\nasks for\n%s\n\nbut it is\n%s", action.Command, supposed, again)
				}
			case action.Label == "Record this":
				d.ask(today, commands.Manager, action.Command)
				d.same(supposed, d.ask(today, commands.Reader, `/tier id:"acme"`))
			}
		}
	})
}

// A dream is one partner of whom something is supposed.
type dream struct {
	*rapid.T
	store   *transcript.Shelf
	entries int
}

func dreamOf(t *rapid.T) *dream {
	p := program.Partner{ID: "acme", Name: "Acme", Tier: rapid.SampledFrom([]string{"registered", "professional", "enterprise", "premier"}).Draw(t, "tier")}
	earned := func(label string) program.Date {
		if rapid.Bool().Draw(t, label+" undated") {
			return program.Date{}
		}
		return drawnDay(t, label, -300, 300)
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "holders") {
		p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Holder: holder(i), Earned: earned("vtsp")})
	}
	if n := rapid.IntRange(0, 2).Draw(t, "unnamed"); n > 0 {
		p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Unnamed: n})
	}
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(competencyIDs), 0, 4, rapid.ID[string]).Draw(t, "competencies") {
		p.Competencies = append(p.Competencies, program.Earned{Competency: id, Earned: earned(id)})
	}
	p.Readings = []program.Reading{{Metric: "revenue", Value: program.Amount(rapid.SampledFrom([]int64{0, 999_999, 1_000_000, 100_000_000}).Draw(t, "revenue"))}}
	store := transcript.NewShelf([]program.Partner{p})
	return &dream{T: t, store: store, entries: len(store.Entries)}
}

var competencyIDs = []string{"infrastructure", "continuity", "desktop", "management"}

func holder(i int) string { return "Holder " + string(rune('A'+i)) }

func drawnDay(t *rapid.T, label string, first, last int) program.Date {
	return program.Date{Year: 2009, Month: time.May, Day: 1}.AddDays(rapid.IntRange(first, last).Draw(t, label))
}

// drawTold draws what is supposed, and the same as it is recorded, where people need names.
func drawTold(t *rapid.T, dayOf func(label string) program.Date) (supposed, recorded string) {
	var left, right []string
	for i := range rapid.IntRange(1, 5).Draw(t, "things") {
		day := " on " + dayOf(fmt.Sprint("day ", i)).String()
		add := func(l, r string) { left, right = append(left, l+day), append(right, r+day) }
		competency := rapid.SampledFrom(competencyIDs).Draw(t, "competency")
		name := holder(rapid.IntRange(0, 6).Draw(t, "who"))
		switch rapid.IntRange(0, 5).Draw(t, "thing") {
		case 0:
			add(`vtsp "`+name+`"`, `vtsp "`+name+`"`)
		case 1:
			add(`revoke vtsp "`+name+`"`, `revoke vtsp "`+name+`"`)
		case 2:
			add("competency "+competency, "competency "+competency)
		case 3:
			add("revoke competency "+competency, "revoke competency "+competency)
		case 4:
			revenue := rapid.SampledFrom([]string{"0", "9999.99", "10000", "1000000"}).Draw(t, "revenue")
			add("revenue "+revenue, "revenue "+revenue)
		default:
			n := rapid.IntRange(1, 3).Draw(t, "people")
			names := make([]string, n)
			for j := range names {
				names[j] = fmt.Sprintf("%q", fmt.Sprintf("New %c%c", 'A'+i, 'A'+j))
			}
			add(fmt.Sprint(n, " vtsp"), "vtsp "+strings.Join(names, ", "))
		}
	}
	return strings.Join(left, "; "), strings.Join(right, "; ")
}

// ask asks on a day.
func (d *dream) ask(day program.Date, as commands.Access, line string) commands.Reply {
	d.Helper()
	req := commands.Request{User: "U0BOSS", Locale: "en", As: as, Op: "op " + line, Now: time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)}
	req.Command, req.Text, _ = strings.Cut(line, " ")
	reply, err := commands.New(program.Default(), d.store).Do(d.Context(), req)
	if err != nil {
		d.Fatalf("%s: %v", line, err)
	}
	return reply
}

// writesNothing holds the store to be as it was.
func (d *dream) writesNothing() {
	d.Helper()
	if n := len(d.store.Entries); n != d.entries {
		d.Fatalf("supposing wrote %d entries", n-d.entries)
	}
}

// recorded records on a day, and is the card then; or why nothing was recorded.
func (d *dream) recorded(day program.Date, told string) commands.Reply {
	d.Helper()
	if reply := d.ask(day, commands.Manager, `/certify id:"acme" `+told); len(reply.Problems) > 0 {
		return reply
	}
	return d.ask(day, commands.Reader, `/tier id:"acme"`)
}

// same holds the verdict on what is supposed to be a card's, or both to be refused.
func (d *dream) same(supposed, card commands.Reply) {
	d.Helper()
	if len(supposed.Problems) > 0 || len(card.Problems) > 0 {
		if (len(supposed.Problems) > 0) != (len(card.Problems) > 0) {
			d.Fatalf("only one is refused:\n%s\n\n%s", supposed, card)
		}
		return
	}
	if !reflect.DeepEqual(supposed.Parts[1:], card.Parts) || supposed.Title != "What if · "+card.Title {
		d.Fatalf("supposed:\n%s\n\nbut it is:\n%s", supposed, card)
	}
}
