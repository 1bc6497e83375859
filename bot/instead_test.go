package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
)

// TestTheChannelReadsWhatWasDecided: the managers' channel's message says for everybody what
// became of it, in the channel's language, and can be decided again once that was undone. Who
// may not decide changes nothing of it.
func TestTheChannelReadsWhatWasDecided(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, partners := crowd(1, 8)
		d := openBureau(t, "2009-10-14 12:00", nil, asInProduction, func(o *bot.Options) { o.Managers = []string{manager, bruno} })
		d.hire("import", partners...)
		d.pass("22h")
		decision := d.decision()
		stays := func(step string, want ...string) sandbox.Message {
			t.Helper()
			d.pass("10s")
			for _, m := range d.Messages(alice, general) {
				if m.TS != decision.TS {
					continue
				}
				for _, text := range want {
					if !strings.Contains(m.Plain(), text) {
						t.Errorf("%s: the channel does not read %q:\n%s", step, text, m.Plain())
					}
				}
				return m
			}
			t.Fatalf("%s: the message is gone", step)
			return sandbox.Message{}
		}
		d.Press(alice, decision, "Apply all")
		stays("whoever may not", "8 partners have lapsed", "[Apply all]")

		d.Press(bruno, decision, "Apply all") // who reads French
		shown := stays("applied", "8 partners fell from Professional to Registered.", "@bruno", "[Undo all of it]")
		if strings.Contains(shown.Plain(), "[Apply all]") {
			t.Errorf("there is still a button:\n%s", shown.Plain())
		}
		d.Press(manager, shown, "Undo all of it")
		again := stays("undone", "8 partners have lapsed", "undid the falls", "[Apply all]")
		d.Press(manager, again, "Apply all")
		stays("applied again", "8 partners fell", "@manager")
		falls := 0
		for p, err := range d.store.All(t.Context()) {
			if err != nil || p.Fell == nil || p.Version != 4 {
				t.Errorf("%s fell %v in version %d (%v)", p.Name, p.Fell, p.Version, err)
			}
			falls++
		}
		if falls != 8 {
			t.Errorf("%d partners", falls)
		}
		d.behaved()
	})
}

// TestWhatCannotBeShownIsDecidedAllTheSame: whoever pressed has their answer, and the message
// that could not be replaced answers truthfully.
func TestWhatCannotBeShownIsDecidedAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, partners := crowd(1, 8)
		d := openBureau(t, "2009-10-14 12:00", nil, asInProduction, func(o *bot.Options) { o.Managers = []string{manager} })
		d.hire("import", partners...)
		d.pass("22h")
		decision := d.decision()
		for range 2 { // of the answer, which finds another way, and of what is for everybody
			d.Fail("response_url", sandbox.Fault{Error: "expired_url"})
		}
		d.Press(manager, decision, "Apply all")
		d.pass("1m")
		if got := d.decision().Plain(); got != decision.Plain() {
			t.Errorf("the channel reads\n%s", got)
		}
		var answers []string
		for _, m := range d.Messages(manager, general) {
			if m.To == manager {
				answers = append(answers, m.Plain())
			}
		}
		if len(answers) != 1 || !strings.HasPrefix(answers[0], "8 partners fell") {
			t.Errorf("whoever pressed reads %q", answers)
		}
	})
}
