package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// TestAnOldButtonDecidesOnceMoreAfterAnUndo holds that a decision about all that was undone
// can be made again by the same button, once for each undoing, whoever presses; and so can
// one about a single partner.
func TestAnOldButtonDecidesOnceMoreAfterAnUndo(t *testing.T) {
	for _, tt := range []struct{ label, says string }{
		{"Apply all", "9 partners fell from Professional to Registered.\n"},
		{"Hold all", "The falls of 9 partners are put off.\n"},
	} {
		t.Run(tt.label, func(t *testing.T) {
			o := deadlineDay(t, 9, 1)
			message, _, _ := o.Decision(t.Context(), told)
			line := button(t, message, tt.label)
			for round := range 3 {
				first := o.do("press", line)
				if !strings.HasPrefix(first.String(), tt.says) || strings.Contains(first.String(), "before") {
					t.Fatalf("round %d:\n%s", round, first)
				}
				entries := len(o.store.Entries)
				o.req.User, o.req.Now = "U0SECOND", o.req.Now.Add(time.Second)
				if second := o.do("press", line).String(); !strings.Contains(second, "This was decided before") {
					t.Errorf("round %d, the second reads\n%s", round, second)
				}
				o.req.User, o.req.Now = "U0BOSS", o.req.Now.Add(time.Second)
				if n := len(o.store.Entries); n != entries {
					t.Errorf("round %d: the second has changed something", round)
				}
				o.do("undo"+first.Actions[0].Command, first.Actions[0].Command)
			}
			if got := o.fallen(); len(got) > 0 {
				t.Errorf("fell: %v", got)
			}
		})
	}
	t.Run("one partner", func(t *testing.T) {
		o := deadlineDay(t, 2, 0)
		for range 2 {
			reply := o.do("press", `/tier fall id:"p0001"`)
			if got := o.fallen(); len(got) != 1 {
				t.Fatalf("fell: %v\n%s", got, reply)
			}
			o.do("undo"+reply.Actions[0].Command, reply.Actions[0].Command)
		}
	})
}

// TestTheChannelReadsWhatWasDecided holds what takes the place of the channel's message: what
// was decided, by whom, and what is left; and after an undoing the decision, to be made again.
func TestTheChannelReadsWhatWasDecided(t *testing.T) {
	o := deadlineDay(t, 9, 1)
	o.req.Public, o.req.Locale = true, "fr"
	message, _, _ := o.Decision(t.Context(), told)
	o.do("hold", "/tier hold p0003 because of the audit")

	reply := o.do("press", button(t, message, "Apply all"))
	shown := instead(t, reply)
	wantLines(t, shown, `
8 partners fell from Professional to Registered.
15 October · entry 12 · @U0BOSS applied the fall: 8 partners
1 is held by a decision: Partner 0003
As of 15 October 2009
[Undo all of it]  [Choose…]  [Apply to the held]`)
	if fr := reply.Instead.FR.String(); !strings.HasPrefix(fr, "8 partenaires rétrogradés") {
		t.Errorf("in French\n%s", fr)
	}

	o.req.User, o.req.Now = "U0SECOND", o.req.Now.Add(time.Minute)
	if again := instead(t, o.do("press", button(t, message, "Apply all"))); again.String() != shown.String() {
		t.Errorf("after the second press the channel reads\n%s", again)
	}
	undo := button(t, shown, "Undo all of it")
	o.do("elsewhere", undo)
	for _, who := range []string{"by whoever pressed", "by somebody else before"} {
		wantLines(t, instead(t, o.do(who, undo)), `
8 partners have lapsed: the time was over on 14 October 2009
15 October · entry 20 · @U0SECOND undid the falls of entry 12: 8 partners
8 from Professional to Registered: Partner 0000, Partner 0001, Partner 0002, Partner 0004, Partner 0005, Partner 0006, Partner 0007 and Partner 0008
1 is held by a decision: Partner 0003
Each of them keeps its tier until somebody decides. What was earned in time and is recorded late still takes a partner off this list.
As of 15 October 2009
[Apply all]  [Hold all]  [Choose…]  [Apply to the held]`)
	}
	wantLines(t, instead(t, o.do("hold all", "/tier hold all")), `
The falls of 8 partners are put off.
15 October · entry 28 · @U0SECOND put the fall off: 8 partners
As of 15 October 2009
[Undo all of it]  [Choose…]  [Apply to the held]`)
	wantLines(t, instead(t, o.do("none", "/tier fall all")), `
No partner waits for a decision.
9 are held by a decision: Partner 0000, Partner 0001, Partner 0002, Partner 0003, Partner 0004, Partner 0005, Partner 0006, Partner 0007 and Partner 0008
As of 15 October 2009
[Choose…]  [Apply to the held]`)
	o.req.Public = false
	if reply := o.do("private", "/tier fall held"); reply.Instead != nil {
		t.Error("what one person reads takes the place of something")
	}
}

// instead is what a channel reads in English: nothing for one person alone.
func instead(t *testing.T, r commands.Reply) commands.Reply {
	t.Helper()
	if r.Instead == nil {
		t.Fatalf("nothing takes the message's place:\n%s", r)
	}
	for _, shown := range []commands.Reply{r.Instead.EN, r.Instead.FR} {
		withinLimits(t, shown)
		if shown.Private || shown.File != nil || len(shown.Notices) > 0 {
			t.Errorf("not for a channel:\n%s", shown)
		}
	}
	return r.Instead.EN
}

func wantLines(t *testing.T, r commands.Reply, want string) {
	t.Helper()
	if got := "\n" + strings.TrimSpace(r.String()); got != want {
		t.Errorf("the channel reads%s\nwant%s", got, want)
	}
}

// TestTheWeekTellsWhoWasNotReached holds that those with the most partners come first, and
// that who has none left is left out.
func TestTheWeekTellsWhoWasNotReached(t *testing.T) {
	o := deadlineDay(t, 2, 1)
	o.store.Partners[0].Owners = []string{"U0GONE"}
	for _, id := range []string{"U0NOBODY", "U0GONE", "U0OWNER"} {
		o.store.Unreached = append(o.store.Unreached, program.Unreached{Recipient: id, Name: "digest 2009-10-14"})
	}
	reply := o.do("week", "/tier week").String()
	if !strings.Contains(reply, "2 people could not be told of their partners:\n• @U0OWNER · 2 partners\n• @U0GONE · 1 partner\n") {
		t.Errorf("the summary is\n%s", reply)
	}
}
