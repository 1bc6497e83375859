package bot_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

func TestSharingShowsAChannelWhatIsForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got asked
		w := open(t, got.do, func(o *bot.Options) { o.Lang = program.French })
		card := w.answer(w.Command(alice, general, "/tier acme"))
		shared := w.answer(w.Press(alice, card, "Share in channel"))
		if shared.To != "" || shared.Channel != general {
			t.Errorf("shared to %q in %s, want everybody in %s", shared.To, shared.Channel, general)
		}
		if got := types(shared); got != "header rich_text rich_text context" {
			t.Errorf("blocks are %q, want none with buttons", got)
		}
		w.says(shared, "Partagé par alice")
		if shared.Mentions.Any() {
			t.Errorf("the shared answer calls %+v", shared.Mentions)
		}
		req := got[len(got)-1]
		if !req.Shared || req.Lang() != program.French {
			t.Errorf("asked with Shared %v in %q, want true in the channels' language", req.Shared, req.Locale)
		}
		w.behaved()
	})
}

func TestSharingAsksFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(bruno, general, "/tier acme"))
		if confirm := fmt.Sprint(card.Blocks[3]); !strings.Contains(confirm, "Partager dans le canal") {
			t.Errorf("no dialogue on the button: %s", confirm)
		}
		w.behaved()
	})
}

func TestAChannelThatOthersReadGetsNothing(t *testing.T) {
	crowded := func(w *world) string {
		members := []string{alice, tierbot}
		for i := range 99 {
			members = append(members, w.AddUser(sandbox.User{ID: fmt.Sprintf("U1%04d", i)}).ID)
		}
		return w.AddChannel(sandbox.Channel{Name: "crowd", Members: members}).ID
	}
	in := func(channel string) func(*world) string { return func(*world) string { return channel } }
	tests := []struct {
		name    string
		channel func(w *world) string
		reason  string
	}{
		{"a guest is a member", func(w *world) string {
			return w.AddChannel(sandbox.Channel{Name: "kind", Members: []string{alice, visitor, robot, gone, tierbot}}).ID
		}, "there are guests in this channel"},
		{"a guest of one channel is a member", func(w *world) string {
			return w.AddChannel(sandbox.Channel{Name: "kind", Members: []string{alice, oneRoom, tierbot}}).ID
		}, "there are guests in this channel"},
		{"another organisation shares it", in(connected), "shared with another organisation"},
		{"somebody of another organisation is a member", func(w *world) string {
			return w.AddChannel(sandbox.Channel{Name: "odd", Members: []string{alice, stranger, tierbot}}).ID
		}, "shared with another organisation"},
		{"too many members to check", crowded, "more than 100 members, too many to check"},
		{"a private channel without the bot", func(w *world) string {
			return w.AddChannel(sandbox.Channel{Name: "board", Private: true, Members: []string{alice}}).ID
		}, "I cannot see who is in this channel. Invite me"},
		{"the channel cannot be read just now", func(w *world) string {
			w.Fail("conversations.info", sandbox.Fault{Status: 503})
			return general
		}, "I could not check just now"},
		{"its members cannot be read just now", func(w *world) string {
			w.Fail("conversations.members", sandbox.Fault{Error: "internal_error"})
			return general
		}, "I could not check just now"},
		{"a member cannot be looked up", func(w *world) string {
			w.Fail("users.info", sandbox.Fault{}) // the asker's own
			w.Fail("users.info", sandbox.Fault{Status: 500, Times: -1})
			return general
		}, "I could not check just now"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				channel := tt.channel(w)
				before := len(w.Messages(bruno, channel))
				card := w.answer(w.Command(alice, channel, "/tier acme"))
				m := w.answer(w.Press(alice, card, "Share in channel"))
				w.says(m, tt.reason)
				if m.To != alice {
					t.Error("others see why nothing was shared")
				}
				w.pass("1m")
				if after := len(w.Messages(bruno, channel)); after != before {
					t.Errorf("the channel reads %d new messages", after-before)
				}
				w.behaved()
			})
		})
	}
}

func TestTheFirstGuestEndsTheCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		members := []string{visitor, alice, tierbot}
		for i := range 97 {
			members = append(members, w.AddUser(sandbox.User{ID: fmt.Sprintf("U1%04d", i)}).ID)
		}
		room := w.AddChannel(sandbox.Channel{Name: "hundred", Members: members}).ID
		card := w.answer(w.Command(alice, room, "/tier acme"))
		w.Fail("users.info", sandbox.Fault{Delay: 100 * time.Millisecond, Times: -1})
		w.says(w.answer(w.Press(alice, card, "Share in channel")), "there are guests in this channel")
		w.pass("1m")
		// The asker, the eight looked up with the guest, and those begun as these came back.
		if n := w.Calls("users.info"); n > 1+8+7 {
			t.Errorf("Slack was asked about %d people", n)
		}
		w.behaved()
	})
}

func TestAHundredMembersAreChecked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		members := []string{alice, tierbot}
		for i := range 98 {
			members = append(members, w.AddUser(sandbox.User{ID: fmt.Sprintf("U1%04d", i)}).ID)
		}
		room := w.AddChannel(sandbox.Channel{Name: "hundred", Members: members}).ID
		card := w.answer(w.Command(alice, room, "/tier acme"))
		m := w.answer(w.Press(alice, card, "Share in channel"))
		if m.To != "" {
			t.Errorf("not shared: %s", m.Plain())
		}
		w.says(m, "Shared by alice")
		w.behaved()
	})
}

func TestWhatGoesWrongWhileSharingIsToldToTheAskerAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := false
		w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			if broken {
				return commands.Reply{Title: "Storage is unavailable"}, errStore
			}
			return echo(ctx, req)
		})
		card := w.answer(w.Command(bruno, general, "/tier acme"))
		broken = true
		m := w.answer(w.Press(bruno, card, "Share in channel"))
		w.says(m, "Rien n'a été partagé\u00a0: le stockage est indisponible") // in the asker's language, not the channel's
		if m.To != bruno {
			t.Error("the channel reads that storage is unavailable")
		}
		w.behaved()
	})
}

func TestAReplyThatConcernsTheAskerAloneIsNotShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := false
		w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			if gone {
				return commands.Reply{Title: "Gone in " + req.Locale, Private: true}, nil
			}
			return echo(ctx, req)
		})
		card := w.answer(w.Command(bruno, general, "/tier acme"))
		gone = true
		m := w.answer(w.Press(bruno, card, "Share in channel"))
		w.says(m, "Gone in fr-FR")
		if m.To != bruno {
			t.Error("the channel reads it")
		}
		w.behaved()
	})
}

func TestSharingWhereTheBotMayNotPostSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(alice, general, "/tier acme"))
		w.Fail("response_url", sandbox.Fault{Status: 404})
		w.Fail("chat.postMessage", sandbox.Fault{Error: "not_in_channel"})
		m := w.answer(w.Press(alice, card, "Share in channel"))
		w.says(m, "It could not be posted in this channel.")
		if m.To != alice {
			t.Error("others see it")
		}
		w.behaved()
	})
}

func TestWhetherItWasSharedIsNotSaidOnAGuess(t *testing.T) {
	const sorry = "It could not be posted in this channel."
	tests := []struct {
		name  string
		fault sandbox.Fault // of chat.postMessage, when the response URL is closed
		sorry bool
	}{
		{"refused", sandbox.Fault{Error: "not_in_channel"}, true},
		{"not called, for Slack wants a long pause", sandbox.Fault{RetryAfter: 60}, true},
		{"nobody knows", sandbox.Fault{Executed: true, Drop: true, Times: -1}, false},
		{"Slack in trouble", sandbox.Fault{Error: "internal_error"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				card := w.answer(w.Command(alice, general, "/tier acme"))
				w.Fail("response_url", sandbox.Fault{Status: 404})
				w.Fail("chat.postMessage", tt.fault)
				w.Press(alice, card, "Share in channel")
				w.pass("1m")
				said := slices.ContainsFunc(w.Messages(alice, general), func(m sandbox.Message) bool {
					return strings.Contains(m.Plain(), sorry)
				})
				if said != tt.sorry {
					t.Errorf("said that nothing was posted: %v, want %v\n%s", said, tt.sorry, w.logs)
				}
				w.behaved()
			})
		})
	}
}

func TestAPublicCardIsNotReplacedByAPrivateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.postCard(general)
		m := w.answer(w.Press(alice, card, "Refresh"))
		if m.TS == card.TS || m.To != alice {
			t.Error("the answer to one person stands where everybody reads it")
		}
		w.behaved()
	})
}

func TestASlowCheckIsNotBlamedOnStorage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(alice, general, "/tier acme"))
		w.Fail("conversations.info", sandbox.Fault{Delay: 3 * time.Second})
		x := w.Press(alice, card, "Share in channel")
		if m := w.answer(x); m.To != "" {
			t.Errorf("not shared first: %s", m.Plain())
		}
		w.behaved()
	})
}
