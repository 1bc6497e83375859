package bot_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// telling is an office that tells others of what was done.
func telling(to ...string) *office {
	return &office{do: func(context.Context, commands.Request) (commands.Reply, error) {
		reply := one("done")
		for _, id := range to {
			reply.Notices = append(reply.Notices, commands.Notice{
				To: id, EN: commands.Reply{Parts: sentence("news")}, FR: commands.Reply{Parts: sentence("nouvelles")},
			})
		}
		return reply, nil
	}}
}

func TestOthersAreToldInTheirLanguageOnceEach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, telling(alice, bruno, "alice@example.com", manager, "manager@example.com", visitor, oneRoom,
			stranger, robot, gone, "U0NOBODY", "nobody@example.com", "", "noise"))
		w.says(w.answer(w.Command(manager, general, "/certify acme")), "done")
		w.pass("20s")
		for id, want := range map[string]string{
			alice: "news", bruno: "nouvelles", manager: "", visitor: "", oneRoom: "", stranger: "",
		} {
			var got []string
			for _, m := range w.Messages(id, w.DM(id)) {
				got = append(got, m.Plain())
			}
			if strings.Join(got, "|") != want {
				t.Errorf("%s is told %q, want %q", id, got, want)
			}
		}
		w.behaved()
	})
}

func TestANoticeThatFailsIsCountedAndKeepsNobodyElseFromTheirs(t *testing.T) {
	for method, fault := range map[string]sandbox.Fault{
		"chat.postMessage":    {Error: "messages_tab_disabled"},
		"users.lookupByEmail": {Error: "missing_scope"},
	} {
		t.Run(method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var c counts
				w := openOffice(t, telling("alice@example.com", bruno), func(o *bot.Options) { o.Observer = &c })
				w.Fail(method, fault)
				w.says(w.answer(w.Command(manager, general, "/certify acme")), "done")
				w.pass("20s")
				synctest.Wait()
				want := []string{"ack 0s", "/certify done 0s", "failed notice"} // then the bot hears itself
				if diff := cmp.Diff(want, c.lines[:len(want)]); diff != "" {
					t.Errorf("observed (-want +got):\n%s", diff)
				}
				if n := len(w.Messages(bruno, w.DM(bruno))); n != 1 {
					t.Errorf("the other is told %d times", n)
				}
			})
		})
	}
}

// brittle is an observer that breaks at the first failure.
type brittle struct {
	counts
	broken sync.Once
}

func (b *brittle) Failed(string) { b.broken.Do(func() { panic("broken") }) }

func TestAPanicInWhatIsToldMeanwhileCostsNothingElse(t *testing.T) {
	for name, interim := range map[string]bool{"silent store": false, "progress": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, &office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
					if interim {
						req.Interim(commands.Reply{Parts: sentence("halfway")})
					}
					<-time.After(5 * time.Second)
					return commands.Reply{Parts: sentence("all done")}, nil
				}}, func(o *bot.Options) { o.Observer = new(brittle) })
				w.Fail("chat.postMessage", sandbox.Fault{Error: "not_in_channel"})
				w.Fail("chat.postEphemeral", sandbox.Fault{Error: "user_not_in_channel"})
				w.Fail("conversations.open", sandbox.Fault{Error: "user_disabled"})
				w.Say(alice, w.DM(alice), "work")
				w.pass("10s")
				if got := w.told(w.DM(alice)); len(got) != 2 || got[1] != "all done" {
					t.Errorf("told %q", got)
				}
			})
		})
	}
}

func TestAGestureOfWhichAnotherReplicaHasToldTellsNobodyAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var options bot.Options
		w := openOffice(t, telling(alice), func(o *bot.Options) {
			o.Events = make(memory)
			options = *o
		})
		card := w.postCard(general)
		w.acked(w.Press(manager, card, "Missing"))
		w.pass("20s")
		w.quit()

		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { _ = bot.New(options).Run(ctx) })
		defer running.Wait()
		defer cancel()
		if err := w.Connected(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		w.says(w.answer(w.Press(manager, card, "Missing")), "done")
		w.pass("20s")
		if n := len(w.Messages(alice, w.DM(alice))); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}

func TestOneGestureTellsOthersOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, telling(alice))
		card := w.postCard(general)
		for range 3 {
			w.acked(w.Press(manager, card, "Missing"))
		}
		w.pass("20s")
		if n := len(w.Messages(alice, w.DM(alice))); n != 1 {
			t.Errorf("told %d times", n)
		}
		w.behaved()
	})
}
