package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// working is an office that takes a while and says so ten times a second.
func working(while time.Duration) *office {
	return &office{do: func(ctx context.Context, req commands.Request) (commands.Reply, error) {
		if req.Text == "plan" {
			return commands.Reply{
				Parts:   sentence("the plan"),
				Actions: []commands.Action{{Label: "Apply", Command: "/tier work", Effect: commands.Replace}},
			}, nil
		}
		for done := time.Duration(0); done < while; done += 100 * time.Millisecond {
			began := time.Now()
			req.Interim(commands.Reply{Parts: sentence(fmt.Sprintf("%v done", done))})
			if took := time.Since(began); took > 0 {
				return commands.Reply{}, fmt.Errorf("waited %v for the reader", took)
			}
			select {
			case <-time.After(100 * time.Millisecond):
			case <-ctx.Done():
				return commands.Reply{Parts: sentence("given up")}, ctx.Err()
			}
		}
		return commands.Reply{Parts: sentence("all done")}, nil
	}}
}

// told are the states of all messages that somebody saw in a conversation, in order of
// their coming.
func (w *world) told(channel string) []string {
	var all []string
	for _, m := range w.Messages(alice, channel) {
		all = append(all, strings.SplitN(m.Plain(), "\n", 2)[0])
	}
	return all
}

func TestProgressIsShownAFewTimesAndTheAnswerTakesItsPlace(t *testing.T) {
	tests := []struct {
		name  string
		while time.Duration
		ask   func(w *world) *sandbox.Exchange
		want  []string // what came, in order; a message that changed comes again
		stays []string
	}{
		{"message", 8 * time.Second, func(w *world) *sandbox.Exchange {
			return w.Say(alice, w.DM(alice), "work")
		}, []string{"0s done", "1.5s done", "6.5s done", "all done"}, []string{"work", "all done"}},
		{"a quick one", 300 * time.Millisecond, func(w *world) *sandbox.Exchange {
			return w.Say(alice, w.DM(alice), "work")
		}, []string{"0s done", "all done"}, []string{"work", "all done"}},
		{"button", 8 * time.Second, func(w *world) *sandbox.Exchange {
			return w.Press(alice, w.answer(w.Say(alice, w.DM(alice), "plan")), "Apply")
		}, []string{"0s done", "1.5s done", "6.5s done", "all done"}, []string{"plan", "all done"}},
		{"command", 8 * time.Second, func(w *world) *sandbox.Exchange {
			return w.Command(alice, w.DM(alice), "/tier work")
		}, []string{"2.2s done", "all done"}, []string{"2.2s done", "all done"}},
		{"a quick command", 2 * time.Second, func(w *world) *sandbox.Exchange {
			return w.Command(alice, w.DM(alice), "/tier work")
		}, []string{"all done"}, []string{"all done"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, working(tt.while))
				x := tt.ask(w)
				w.pass("30s")
				var came []string
				all, _ := x.Messages(t.Context(), 0)
				for _, m := range all {
					came = append(came, strings.SplitN(m.Plain(), "\n", 2)[0])
				}
				if diff := cmp.Diff(tt.want[:len(came)], came); diff != "" || len(came) == 0 {
					t.Errorf("came (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(tt.stays, w.told(w.DM(alice))); diff != "" {
					t.Errorf("stays (-want +got):\n%s", diff)
				}
				w.behaved()
			})
		})
	}
}

func TestADirectAnswerTakesThePlaceOfProgressInTheConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if !req.Filled {
				return commands.Reply{Form: certifyForm()}, nil
			}
			req.Interim(commands.Reply{Parts: sentence("reading the file")})
			<-time.After(3 * time.Second)
			return commands.Reply{Parts: sentence("the plan"), Direct: true}, nil
		}}
		w := openOffice(t, &d)
		w.Submit(manager, w.openForm(w.DM(manager)), filled)
		w.pass("20s")
		var stays []string
		for _, m := range w.Messages(manager, w.DM(manager)) {
			stays = append(stays, m.Plain())
		}
		if diff := cmp.Diff([]string{"the plan"}, stays); diff != "" {
			t.Errorf("stays (-want +got):\n%s", diff)
		}
		w.behaved()
	})
}

func TestAFileThatFailsDoesNotTakeThePlaceOfTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, &office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			req.Interim(commands.Reply{Parts: sentence("reading the file")})
			<-time.After(time.Second)
			return commands.Reply{Parts: sentence("the plan"), File: &commands.File{Name: "plan.csv", Data: []byte("x")}}, nil
		}})
		w.Fail("files.completeUploadExternal", sandbox.Fault{Error: "internal_error"})
		w.Say(alice, w.DM(alice), "work")
		w.pass("30s")
		if got := w.told(w.DM(alice)); len(got) != 3 || got[1] != "the plan" {
			t.Errorf("stays %q", got)
		}
		w.behaved()
	})
}

// A message keeps the blocks it had, unless it is told that it has none any more.
func TestAnAnswerWithoutBlocksTakesThoseOfProgressAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, working(time.Second))
		w.Say(alice, w.DM(alice), "work")
		w.pass("500ms")
		for _, block := range []string{"rich_text", "section"} {
			w.Refuse(block)
		}
		var updates []string
		w.intercept(func(_ http.ResponseWriter, r *http.Request) bool {
			body, _ := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(body))
			if form, _ := url.ParseQuery(string(body)); r.URL.Path == "/api/chat.update" {
				updates = append(updates, form.Get("blocks"))
			}
			return false
		})
		w.pass("10s")
		if n := len(updates); n == 0 || updates[n-1] != "[]" {
			t.Errorf("the blocks are %q", updates)
		}
	})
}

func TestWhoTellsHowFarTheyHaveComeMayTakeAMinute(t *testing.T) {
	for _, tt := range []struct {
		while time.Duration
		want  string
	}{{50 * time.Second, "all done"}, {90 * time.Second, "given up"}} {
		t.Run(tt.want, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, working(tt.while))
				w.Say(alice, w.DM(alice), "work")
				w.pass("2m")
				if diff := cmp.Diff([]string{"work", tt.want}, w.told(w.DM(alice))); diff != "" {
					t.Errorf("stays (-want +got):\n%s", diff)
				}
				w.behaved()
			})
		})
	}
}

func TestProgressThatCannotBeShownHindersNothing(t *testing.T) {
	for name, fault := range map[string]sandbox.Fault{
		"refused": {Error: "internal_error", Times: 2},
		"slow":    {Delay: 20 * time.Second},
		"limited": {RetryAfter: 30},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, working(8*time.Second))
				w.Fail("chat.postMessage", fault)
				w.Fail("chat.update", sandbox.Fault{Error: "message_not_found"})
				w.Say(alice, w.DM(alice), "work")
				w.pass("2m")
				if got := w.told(w.DM(alice)); !slices.Contains(got, "all done") {
					t.Errorf("stays %q", got)
				}
			})
		})
	}
}

func TestASilentStoreIsStillMentionedWhereNobodyTellsHowFarTheyHaveCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, &office{do: func(ctx context.Context, _ commands.Request) (commands.Reply, error) {
			<-ctx.Done()
			return commands.Reply{Parts: sentence("no storage")}, errors.Join(ctx.Err())
		}})
		began := time.Now()
		w.Say(alice, w.DM(alice), "work")
		_, err := w.found(func(m sandbox.Message) bool { return m.Plain() == "no storage" })
		if took := time.Since(began); err != nil || took != 10*time.Second {
			t.Errorf("given up after %v, %v", took, err)
		}
		if got := w.told(w.DM(alice)); len(got) != 3 || !strings.Contains(got[1], "Storage is unavailable just now") {
			t.Errorf("told %q", got)
		}
		w.behaved()
	})
}
