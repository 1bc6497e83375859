package bot_test

import (
	"strings"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// books are a world in which alice and bruno may record, with the real commands and
// the real store behind the bot.
type books struct {
	*world
	store *store.Workspace
}

func openBooks(t *testing.T, partners ...program.Partner) *books {
	t.Helper()
	w, workspace := openStocked(t, "redis://"+miniredis.RunT(t).Addr(), []string{alice, bruno}, partners...)
	return &books{w, workspace}
}

// An effect is all that came of one update: the partner, the audit entry, what the
// manager was answered and what the owner was told.
type effect struct {
	Partner program.Partner
	Entry   program.Entry
	Answer  string
	Notice  string
}

// TestFiveWaysToRecord holds that one update by command, form, shortcut, mention and
// direct message has one effect.
func TestFiveWaysToRecord(t *testing.T) {
	const passed = " vtsp B. Holder on 14 May 2009 evidence "
	ways := []struct {
		name string
		tell func(w *books, who, partner, link string, said sandbox.Message) *sandbox.Exchange
	}{
		{"command", func(w *books, who, partner, link string, _ sandbox.Message) *sandbox.Exchange {
			return w.Command(who, general, "/certify "+partner+passed+link)
		}},
		{"mention", func(w *books, who, partner, link string, _ sandbox.Message) *sandbox.Exchange {
			return w.Say(who, general, "@tierbot certify "+partner+passed+link)
		}},
		{"direct message", func(w *books, who, partner, link string, _ sandbox.Message) *sandbox.Exchange {
			return w.Say(who, w.DM(who), "certify "+partner+passed+link)
		}},
		{"form", func(w *books, who, partner, link string, _ sandbox.Message) *sandbox.Exchange {
			form := w.view(w.Command(who, general, "/certify "+partner), 1)
			return w.Submit(who, form, sandbox.Values{"holders": {"B. Holder"}, "day": {"2009-05-14"}, "evidence": {link}})
		}},
		{"shortcut", func(w *books, who, partner, _ string, said sandbox.Message) *sandbox.Exchange {
			return w.Submit(who, w.view(w.MessageShortcut(who, said, "record"), 1), nil)
		}},
	}
	for _, who := range []string{alice, bruno} {
		t.Run(who, func(t *testing.T) {
			var effects []effect
			for _, way := range ways {
				p := enterprise("Acme")
				p.Owners = []string{manager}
				w := openBooks(t, p)
				w.Say(manager, general, "Acme: B. Holder has passed the VTSP on 14 May 2009")
				said, err := w.found(func(m sandbox.Message) bool { return strings.HasPrefix(m.Text, "Acme: ") })
				if err != nil {
					t.Fatal(err)
				}
				link := w.Permalink(said)
				w.acked(way.tell(w, who, "acme", link, said))
				effects = append(effects, w.effect(who, link))
				w.behaved()
			}
			for i, way := range ways[1:] {
				if diff := cmp.Diff(effects[0], effects[i+1], cmpopts.EquateApproxTime(0)); diff != "" {
					t.Errorf("by %s it is not as by %s (-%[2]s +%[1]s)\n%s", way.name, ways[0].name, diff)
				}
			}
			if n := len(effects[0].Partner.Certificates); n != 2 {
				t.Errorf("%d certificates, want 2", n)
			}
			for _, words := range map[string][]string{
				alice: {"1 of 2 → 2 of 2", "B. Holder", "14 May 2009", "[Undo]"},
				bruno: {"1 sur 2 → 2 sur 2", "B. Holder", "14 mai 2009", "[Annuler]"},
			}[who] {
				if !strings.Contains(effects[0].Answer, words) {
					t.Errorf("%q is not in the answer:\n%s", words, effects[0].Answer)
				}
			}
			if notice := effects[0].Notice; !strings.Contains(notice, "recorded: VTSP – B. Holder") {
				t.Errorf("the owner was told:\n%s", notice)
			}
		})
	}
}

// effect gathers what came of the one update, with the link to the message that says
// it, which is another in every world, written as LINK.
func (w *books) effect(who, link string) effect {
	w.t.Helper()
	plain := func(m sandbox.Message) string { return strings.ReplaceAll(m.Plain(), link, "LINK") }
	answer, err := w.found(func(m sandbox.Message) bool {
		return (m.To == who || m.Channel == w.DM(who)) && strings.Contains(m.Plain(), "B. Holder") && m.User != who
	})
	if err != nil {
		w.t.Fatal(err)
	}
	notice, err := w.found(func(m sandbox.Message) bool { return m.Channel == w.DM(manager) })
	if err != nil {
		w.t.Fatal(err)
	}
	p, err := w.store.Partner(w.t.Context(), "acme")
	if err != nil {
		w.t.Fatal(err)
	}
	e, err := w.store.Entry(w.t.Context(), 2)
	if err != nil {
		w.t.Fatal(err)
	}
	if e.Evidence != link {
		w.t.Errorf("the evidence is %q, want %q", e.Evidence, link)
	}
	e.Evidence = "LINK"
	return effect{p, e, plain(answer), plain(notice)}
}
