package bot_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

const neutral = "I answer full members of this workspace only."

func TestOnlyFullMembersAreAnsweredByAnyWayIn(t *testing.T) {
	people := []struct {
		name, id string
		deaf     bool // Slack lets no bot write to them directly
	}{
		{"guest", visitor, false},
		{"guest of one channel", oneRoom, false},
		{"person of another organisation", stranger, false},
		{"bot", robot, true},
		{"deactivated person", gone, true},
	}
	// Each way in starts with a card that a member had shared before.
	ways := []struct {
		name string
		ask  func(w *world, id string, card sandbox.Message) *sandbox.Exchange
	}{
		{"command", func(w *world, id string, _ sandbox.Message) *sandbox.Exchange {
			return w.Command(id, mixed, "/tier acme")
		}},
		{"button", func(w *world, id string, card sandbox.Message) *sandbox.Exchange {
			return w.Press(id, card, "Missing")
		}},
		{"mention", func(w *world, id string, _ sandbox.Message) *sandbox.Exchange {
			return w.Say(id, mixed, "@tierbot acme")
		}},
		{"message", func(w *world, id string, _ sandbox.Message) *sandbox.Exchange {
			return w.Say(id, w.DM(id), "acme")
		}},
	}
	for _, who := range people {
		for _, way := range ways {
			t.Run(who.name+" by "+way.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var got asked
					w := open(t, got.do)
					// Somebody posted a message with the bot's buttons for all to see.
					card := w.postCard(mixed)
					x := way.ask(w, who.id, card)
					if who.deaf && way.name == "message" {
						w.acked(x)
						synctest.Wait()
						if seen := w.Messages(who.id, w.DM(who.id)); len(seen) != 1 {
							t.Errorf("the conversation has %d messages, want the question alone", len(seen))
						}
					} else if m := w.answer(x); m.Plain() != neutral {
						t.Errorf("answer is %q, want the neutral sentence", m.Plain())
					}
					if len(got) > 0 {
						t.Errorf("the command ran for %+v", got)
					}
				})
			})
		}
	}
}

// postCard makes the workspace show a card with buttons to everybody in a channel, as
// the bot itself never does.
func (w *world) postCard(channel string) sandbox.Message {
	w.t.Helper()
	body := `{"channel":"` + channel + `","text":"card","blocks":[{"type":"actions","elements":[` +
		`{"type":"button","action_id":"answer:0","text":{"type":"plain_text","text":"Missing"},"value":"/missing acme"},` +
		`{"type":"button","action_id":"replace:1","text":{"type":"plain_text","text":"Refresh"},"value":"/tier acme"},` +
		`{"type":"button","action_id":"share:2","text":{"type":"plain_text","text":"Share"},"value":"/tier acme"}]}]}`
	w.call("chat.postMessage", body)
	messages := w.Messages(alice, channel)
	return messages[len(messages)-1]
}

// What Slack was asked before somebody changed may be what they were.
func TestWhoChangesWhileSlackIsAskedIsAskedAboutAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		asked := make(chan struct{})
		w.intercept(func(rw http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/api/users.info" {
				return false
			}
			w.intercept(func(http.ResponseWriter, *http.Request) bool { return false })
			close(asked)
			<-time.After(time.Second)
			fmt.Fprintf(rw, `{"ok":true,"user":{"id":%q,"team_id":"T0SANDBOX"}}`, alice)
			return true
		})
		x := w.Command(alice, general, "/tier acme")
		<-asked
		w.SendRaw(`{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX",` +
			`"event_id":"Ev1","event":{"type":"user_change","user":{"id":"` + alice + `"}}}}`)
		w.answer(x)
		before := w.Calls("users.info")
		w.says(w.answer(w.Command(alice, general, "/tier acme")), "acme")
		if w.Calls("users.info") == before {
			t.Error("what Slack said before the change is believed after it")
		}
	})
}

func TestAMemberIsAskedAboutOnceInFiveMinutes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		var all []*sandbox.Exchange
		for range 20 {
			all = append(all, w.Command(alice, general, "/tier acme"))
		}
		for _, x := range all {
			w.answer(x)
		}
		if n := w.Calls("users.info"); n != 1 {
			t.Errorf("Slack was asked %d times about one person", n)
		}
		w.AddUser(sandbox.User{ID: alice, Name: "alice", Restricted: true})
		w.pass("5m")
		w.says(w.answer(w.Command(alice, general, "/tier acme")), neutral)
		w.behaved()
	})
}

func TestAChangedPersonIsAskedAboutAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.answer(w.Command(alice, general, "/tier acme"))
		w.AddUser(sandbox.User{ID: alice, Name: "alice", Deleted: true})
		w.SendRaw(`{"envelope_id":"change-1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX",` +
			`"event_id":"Ev1","event":{"type":"user_change","user":{"id":"U0ALICE","deleted":true}}}}`)
		synctest.Wait()
		w.says(w.answer(w.Command(alice, general, "/tier acme")), neutral)
	})
}

func TestNobodyIsAnsweredOnAGuess(t *testing.T) {
	tests := []struct {
		name  string
		fault sandbox.Fault
	}{
		{"Slack fails", sandbox.Fault{Error: "internal_error"}},
		{"Slack is down", sandbox.Fault{Status: 503}},
		{"Slack is slow", sandbox.Fault{Delay: 4e9}},
		{"Slack wants a long pause", sandbox.Fault{RetryAfter: 60}},
		{"the connection is cut", sandbox.Fault{Drop: true, Times: -1}},
		{"the answer is half", sandbox.Fault{Truncate: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var got asked
				w := open(t, got.do)
				w.Fail("users.info", tt.fault)
				m := w.answer(w.Command(alice, general, "/tier acme"))
				w.says(m, "I could not check with Slack who you are")
				if len(got) > 0 {
					t.Error("the command ran")
				}
				w.Heal()
				w.pass("61s")
				w.says(w.answer(w.Command(alice, general, "/tier acme")), "· Enterprise")
				w.behaved()
			})
		})
	}
}

func TestAShortPauseOfSlacksIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.Fail("users.info", sandbox.Fault{RetryAfter: 1})
		w.says(w.answer(w.Command(alice, general, "/tier acme")), "· Enterprise")
		w.behaved()
	})
}

func TestAPersonUnknownToSlackIsAStranger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.Fail("users.info", sandbox.Fault{Error: "user_not_found"})
		w.says(w.answer(w.Command(alice, general, "/tier acme")), neutral)
		w.behaved()
	})
}

func TestTheBotDoesNotListenToItselfAndOtherBots(t *testing.T) {
	events := []string{
		`"type":"message","channel_type":"im","user":"U0SANDBOX","text":"acme"`,
		`"type":"message","channel_type":"im","user":"U0ALICE","bot_id":"B1","text":"acme"`,
		`"type":"message","channel_type":"im","subtype":"message_changed","message":{"user":"U0ALICE","text":"acme"}`,
		`"type":"message","channel_type":"im","subtype":"something_new","user":"U0ALICE","text":"acme"`,
		`"type":"app_mention","user":"U0ALICE","text":"<@U0SANDBOX> acme","edited":{"user":"U0ALICE","ts":"1.2"}`,
		`"type":"message","channel_type":"channel","user":"U0ALICE","text":"<@U0SANDBOX> acme"`,
		`"type":"app_home_opened","user":"U0ALICE","tab":"messages"`,
		`"type":"something_new","user":{"id":7}`,
	}
	for _, event := range events {
		t.Run(event, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var got asked
				var c counts
				w := open(t, got.do, func(o *bot.Options) { o.Observer = &c })
				w.SendRaw(`{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX",` +
					`"event_id":"Ev1","event":{` + event + `,"channel":"` + w.DM(alice) + `","ts":"1243846800.000100"}}}`)
				synctest.Wait()
				w.answer(w.Command(bruno, general, "/tier later"))
				synctest.Wait()
				if len(got) != 1 {
					t.Errorf("the commands were asked %d times, want once", len(got))
				}
				want := []string{"ack 0s", "ack 0s", "/tier done 0s"} // the event's, and the command's
				if diff := cmp.Diff(want, c.lines); diff != "" {
					t.Errorf("observed (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestAPersonOfAnotherTeamIsAStrangerWhateverWeRemember(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, func(context.Context, commands.Request) (commands.Reply, error) { return one("acme"), nil })
		w.answer(w.Command(alice, general, "/tier acme"))
		w.SendRaw(`{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX","event_id":"Ev1",` +
			`"event":{"type":"app_mention","user":"U0ALICE","team":"T0ELSEWHERE","text":"<@U0SANDBOX> acme","channel":"C0GENERAL","ts":"1243846800.000100"}}}`)
		m, err := w.Await(t.Context(), func(m sandbox.Message) bool { return m.To == alice && !strings.Contains(m.Plain(), "acme") })
		if err != nil {
			t.Fatal(err)
		}
		w.says(m, neutral)
	})
}
