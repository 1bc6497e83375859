package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/commands"
)

// tabled answers with a table and a chart.
func tabled(context.Context, commands.Request) (commands.Reply, error) {
	return commands.Reply{
		Title: "Two partners",
		Parts: []commands.Part{
			commands.Chart{
				Title: "Tiers", Categories: []string{"Premier"}, Series: []commands.Series{{Label: "Today", Values: []int64{7}}},
				Words: commands.Text{{Text: "Premier: 7 today."}},
			},
			commands.Grid{
				Caption: "Partners",
				Columns: []commands.Column{{Label: "Partner", Name: true}, {Label: "Falls to"}, {Label: "Days", Number: true}},
				Lines: []commands.Line{
					{
						Cells:  []commands.Cell{{Text: "Acme"}, {Text: "Professional"}, {Text: "5 days", Number: 5}},
						Action: commands.Action{Label: "Open", Command: "/tier acme"},
					},
					{
						Cells:  []commands.Cell{{Text: "Zeta & <b>"}, {Text: "Enterprise"}, {Text: "½ day", Number: 0.5}},
						Action: commands.Action{Label: "Open", Command: "/tier zeta"},
					},
				},
			},
		},
	}, nil
}

// facts are what a reader finds out of the answer of tabled, in whatever blocks.
var facts = []string{"Premier", "7", "Partners", "Acme", "Falls to", "Professional", "5 days", "Zeta & <b>", "Enterprise", "½ day", "Open"}

// The first table goes by a way that answers; once it was taken, the others need not.
func TestATableIsProvenBeforeItIsAnAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, tabled)
		for i, carried := range []bool{false, true, true} {
			x := w.Command(alice, general, "/tier list")
			m := w.answer(x)
			if got := types(m); got != "header data_visualization data_table" {
				t.Errorf("answer %d has the blocks %q", i, got)
			}
			w.says(m, facts...)
			if got := len(w.acked(x).Payload) > 0; got != carried {
				t.Errorf("answer %d is in the acknowledgement: %v, want %v", i, got, carried)
			}
			synctest.Wait() // the bot learns that it was taken
		}
		w.behaved()
	})
}

// A workspace that refuses tables or charts keeps the rest of the rich form, and is asked
// once in a while.
func TestRefusedTablesAreSentAgainAsRows(t *testing.T) {
	for _, tt := range []struct {
		refused []string
		blocks  string
	}{
		{[]string{"data_table"}, "header rich_text rich_text section section"},
		{[]string{"data_visualization"}, "header rich_text rich_text section section"},
		{[]string{"data_table", "rich_text"}, "header section section section section"},
		{[]string{"data_table", "section", "rich_text"}, ""},
	} {
		t.Run(strings.Join(tt.refused, " and "), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, tabled)
				for _, block := range tt.refused {
					w.Refuse(block)
				}
				want := facts
				if tt.blocks == "" {
					want = facts[:len(facts)-1] // text has no buttons
				}
				for _, ask := range []func(){
					func() { w.says(w.answer(w.Command(alice, general, "/tier list")), want...) },
					func() { w.says(w.answer(w.Say(alice, general, "@tierbot list")), want...) },
				} {
					ask()
					synctest.Wait()
					w.ForgetViolations()
				}
				m := w.answer(w.Command(alice, general, "/tier list"))
				if got := types(m); got != tt.blocks {
					t.Errorf("the blocks are %q, want %q", got, tt.blocks)
				}
				w.says(m, want...)
				w.behaved()

				w.Heal()
				w.pass("16m")
				if got := types(w.answer(w.Command(alice, general, "/tier list"))); got != "header data_visualization data_table" {
					t.Errorf("later the blocks are %q", got)
				}
				w.behaved()
			})
		})
	}
}

// A button in a table asks as any other does, from an answer that one person alone sees.
func TestAButtonInATableIsPressed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			if req.Text == "list" {
				return tabled(ctx, req)
			}
			return echo(ctx, req)
		})
		m := w.answer(w.Command(alice, general, "/tier list"))
		w.says(w.answer(w.Press(alice, m, "Open")), "/tier acme")
		w.behaved()
	})
}

func TestASharedTableHasNoButtons(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			reply, err := tabled(ctx, req)
			reply.Actions = []commands.Action{{Label: "Share in channel", Command: "/tier list", Effect: commands.Share}}
			return reply, err
		})
		w.Press(alice, w.answer(w.Command(alice, general, "/tier list")), "Share in channel")
		w.pass("5s")
		shared := w.Messages(bruno, general)
		if len(shared) != 1 {
			t.Fatalf("the channel reads %d messages", len(shared))
		}
		w.says(shared[0], facts[:len(facts)-1]...)
		if strings.Contains(shared[0].Plain(), "Open") {
			t.Errorf("there is a button in\n%s", shared[0].Plain())
		}
		w.behaved()
	})
}
