package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestTheShortcutQuotesTheMessageAndItsAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		w.Say(alice, general, "R&D <Lab>: A. Holder passed, see https://example.com/x?a=b&c=d")
		w.pass("1s")
		message := last(w.Messages(alice, general))
		w.Reply(alice, message, "and B. Holder")
		w.pass("1s")
		reply := last(w.Messages(alice, general))
		for _, m := range []sandbox.Message{message, reply} {
			w.view(w.MessageShortcut(manager, m, "record"), 1)
		}
		want := []string{
			"R&D <Lab>: A. Holder passed, see https://example.com/x?a=b&c=d", message.TS,
			"and B. Holder", reply.TS,
		}
		for i := 1; i < len(d.quoted); i += 2 {
			quoted, _ := w.ByPermalink(d.quoted[i])
			d.quoted[i] = quoted.TS
		}
		if diff := cmp.Diff(want, d.quoted); diff != "" {
			t.Errorf("quoted (-want +got):\n%s", diff)
		}
		w.behaved()
	})
}

func last(messages []sandbox.Message) sandbox.Message { return messages[len(messages)-1] }

func TestWhoMayNotRecordIsToldSoAlone(t *testing.T) {
	tests := []struct{ who, want string }{
		{alice, "not for you"}, {visitor, neutral}, {stranger, neutral}, {oneRoom, neutral},
	}
	for _, tt := range tests {
		t.Run(tt.who, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				m := w.answer(w.MessageShortcut(tt.who, w.postCard(mixed), "record"))
				w.says(m, tt.want)
				if m.To != tt.who {
					t.Error("others read it")
				}
				if n := w.Calls("views.open"); n > 0 || len(d.requests()) != 1 {
					t.Errorf("%d forms, %d refusals written down", n, len(d.requests()))
				}
				w.behaved()
			})
		})
	}
}

func TestTheAnswerToARecordedMessageComesWhereItStands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.view(w.MessageShortcut(manager, w.postCard(general), "record"), 1)
		w.acked(w.Suggest(manager, v, "partner", "ac"))
		w.acked(w.Submit(manager, v, filled))
		m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "partner=acme") })
		if err != nil || m.Channel != general || m.To != manager {
			t.Errorf("answered in %s for %q: %v", m.Channel, m.To, err)
		}
		w.behaved()
	})
}

func TestShortcutsOfNobodysAreLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		w.acked(w.MessageShortcut(manager, w.postCard(general), "of-long-ago"))
		w.acked(w.GlobalShortcut(manager, "record"))
		w.pass("10s")
		if len(d.requests()) > 0 || w.Calls("views.open") > 0 {
			t.Errorf("asked %+v", d.requests())
		}
		w.behaved()
	})
}
