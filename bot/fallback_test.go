package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

func TestRefusedBlocksAreSentAgainPlainer(t *testing.T) {
	tests := []struct {
		refused []string
		blocks  string // the types of the blocks that arrive
	}{
		{nil, "header rich_text rich_text actions context"},
		{[]string{"rich_text"}, "header section section actions context"},
		{[]string{"rich_text", "actions"}, ""},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.refused, " and "), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				for _, block := range tt.refused {
					w.Refuse(block)
				}
				m := w.answer(w.Say(alice, general, "@tierbot acme"))
				if got := types(m); got != tt.blocks {
					t.Errorf("blocks are %q, want %q", got, tt.blocks)
				}
				w.says(m, "/tier acme · Enterprise", "227 days left", "✗ VTSP", "1 of 2", "$12,000 of $10,000")
			})
		})
	}
}

func types(m sandbox.Message) string {
	var all []string
	for _, b := range m.Blocks {
		all = append(all, fmt.Sprint(b["type"]))
	}
	return strings.Join(all, " ")
}

func TestARefusalCountsForAnswersInTheAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.Refuse("rich_text")
		w.answer(w.Say(alice, general, "@tierbot acme"))
		w.ForgetViolations()
		x := w.Command(alice, general, "/tier acme")
		if got := types(w.answer(x)); got != "header section section actions context" {
			t.Errorf("blocks are %q", got)
		}
		w.behaved()

		w.Heal()
		w.pass("16m")
		if got := types(w.answer(w.Command(alice, general, "/tier acme"))); got != "header rich_text rich_text actions context" {
			t.Errorf("later the blocks are %q", got)
		}
		w.behaved()
	})
}

func TestAnAnswerFindsAnotherWayWhenItsOwnIsClosed(t *testing.T) {
	direct := func(w *world) string { return w.DM(alice) }
	here := func(*world) string { return general }
	tests := []struct {
		name  string
		fail  func(w *world)
		where func(w *world) string
	}{
		{"the response URL has expired", func(w *world) {
			w.Fail("response_url", sandbox.Fault{Status: 404})
		}, here},
		{"the response URL fails", func(w *world) {
			w.Fail("response_url", sandbox.Fault{Status: 500})
		}, here},
		{"the response URL's connection is cut", func(w *world) {
			w.Fail("response_url", sandbox.Fault{Drop: true, Times: -1})
		}, here},
		{"the response URL wants a pause", func(w *world) {
			w.Fail("response_url", sandbox.Fault{RetryAfter: 2})
		}, here},
		{"the response URL wants a long pause", func(w *world) {
			w.Fail("response_url", sandbox.Fault{RetryAfter: 60})
		}, here},
		{"nothing may be shown in the channel either", func(w *world) {
			w.Fail("response_url", sandbox.Fault{Status: 404})
			w.Fail("chat.postEphemeral", sandbox.Fault{Error: "user_not_in_channel"})
		}, direct},
		{"the channel's limit is reached", func(w *world) {
			w.Fail("response_url", sandbox.Fault{Status: 404})
			w.Fail("chat.postEphemeral", sandbox.Fault{RetryAfter: 3})
		}, here},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				card := w.answer(w.Command(alice, general, "/tier acme"))
				tt.fail(w)
				w.Press(alice, card, "Missing")
				m, err := w.Await(t.Context(), func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "/missing") })
				if err != nil {
					t.Fatal(err)
				}
				if m.Channel != tt.where(w) {
					t.Errorf("answered in %s, want %s", m.Channel, tt.where(w))
				}
				w.behaved()
			})
		})
	}
}

// What is wrong inside Slack is mostly so for a moment.
func TestAnAnswerIsTriedAgainWhenEveryWayIsClosed(t *testing.T) {
	for name, fault := range map[string]sandbox.Fault{
		"Slack is in trouble":      {Times: 2, Status: 500},
		"Slack says that it is":    {Times: 3, Error: "internal_error"},
		"the connection is cut":    {Times: 2, Drop: true},
		"it does not say how long": {Times: 1, Status: 503},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				card := w.answer(w.Command(alice, general, "/tier acme"))
				for _, way := range []string{"response_url", "chat.postEphemeral", "conversations.open"} {
					w.Fail(way, fault)
				}
				w.says(w.answer(w.Press(alice, card, "Missing")), "/missing")
				w.behaved()
			})
		})
	}
}

func TestAnAnswerWhoseArrivalIsUnknownIsNotPostedTwiceToAChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(alice, general, "/tier acme"))
		w.Fail("response_url", sandbox.Fault{Executed: true, Drop: true, Times: -1})
		w.Press(alice, card, "Share in channel")
		w.pass("1m")
		shared := 0
		for _, m := range w.Messages(bruno, general) {
			if strings.Contains(m.Plain(), "Enterprise") {
				shared++
			}
		}
		if shared != 1 {
			t.Errorf("the channel reads %d answers, want 1", shared)
		}
		w.behaved()
	})
}

func TestAResponseURLUsedUpIsNoEndOfTheButtons(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(alice, general, "/tier acme"))
		for range 7 {
			w.says(w.answer(w.Press(alice, card, "Missing")), "/missing")
		}
		w.behaved()
	})
}

func TestAPanicIsCountedWhetherOrNotTheApologyArrives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c counts
		w := open(t, func(context.Context, commands.Request) (commands.Reply, error) { panic("bad") },
			func(o *bot.Options) { o.Observer = &c })
		w.answer(w.Command(alice, general, "/tier acme"))
		synctest.Wait() // for the count, which comes after the answer
		for _, method := range []string{"chat.postEphemeral", "conversations.open"} {
			w.Fail(method, sandbox.Fault{Error: "internal_error", Times: -1})
		}
		w.Say(alice, general, "@tierbot acme")
		w.pass("1m")
		synctest.Wait()
		want := []string{"ack 0s", "/tier panicked 0s", "ack 0s", "failed deliver", "/tier panicked 7.5s"}
		if diff := cmp.Diff(want, c.lines); diff != "" {
			t.Errorf("observed (-want +got):\n%s", diff)
		}
	})
}

func TestAPanicCostsOneAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			if req.Text == "bad" {
				panic("xoxb-CANARY in " + req.Text)
			}
			return echo(ctx, req)
		})
		m := w.answer(w.Command(alice, general, "/tier bad"))
		w.says(m, "Something went wrong on my side.")
		plain := m.Plain()
		reference := plain[strings.LastIndex(plain, " ")+1:]
		if len(reference) != 8 || !strings.Contains(w.logs.String(), `"reference":"`+reference+`"`) {
			t.Errorf("reference %q is not in the log:\n%s", reference, w.logs)
		}
		if strings.Contains(w.logs.String(), "CANARY") {
			t.Error("the panic's own words are in the log")
		}
		w.says(w.answer(w.Say(bruno, general, "@tierbot bad")), "Une erreur s'est produite de mon côté.")
		w.says(w.answer(w.Command(alice, general, "/tier acme")), "/tier acme")
		w.behaved()
	})
}
