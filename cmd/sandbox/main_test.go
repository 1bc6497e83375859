package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

// TestSay holds the first command of the README, for everybody one can be.
func TestSay(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{
			"an account manager reads the card",
			[]string{"-say", "/tier acme"},
			[]string{
				"Acme · Enterprise · in grace", "227 days left", "Thursday 14 January 2010",
				"✗ VTSP", "1 of 2", "✗ Infrastructure Virtualization", "✓ Revenue", "$12,000 of $10,000",
				"falls to Professional on 15 January 2010", "[Plan]", "[Missing]", "[Share in channel]",
			},
		},
		{
			"in French, on another day",
			[]string{"-say", "/tier acme", "-as", "camille", "-day", "2009-12-01"},
			[]string{"Acme · Enterprise · délai en cours", "44 jours restants", "jeudi 14 janvier 2010", "Chiffre d'affaires"},
		},
		{
			"a misspelt name is asked back",
			[]string{"-say", "/tier akme"},
			[]string{"Did you mean", "Acme · Enterprise"},
		},
		{
			"the bot's own conversation takes the same words",
			[]string{"-say", "missing acme"},
			[]string{"Acme · missing for Enterprise", "a week's training"},
		},
		{
			"how somebody is reminded",
			[]string{"-say", "/tier reminders"},
			[]string{"Your reminders", "at 9", "90, 60, 30, 14, 7, 3"},
		},
		{
			"a manager of the programme records what is new",
			[]string{"-say", "/certify acme vtsp A. Holder on 2009-05-28", "-as", "dominique"},
			[]string{"Acme", "1 sur 2", "2 sur 2"},
		},
		{
			"without words they are asked for in a form",
			[]string{"-say", "/certify acme", "-as", "dominique"},
			[]string{"Acme · Enterprise", "VTSP", "[Abandonner]"},
		},
		{
			"an account manager may not",
			[]string{"-say", "/certify acme vtsp A. Holder on 2009-05-28"},
			[]string{"manage"},
		},
		{
			"a guest reads one neutral sentence",
			[]string{"-say", "/tier acme", "-as", "guest"},
			[]string{"I answer full members of this workspace only."},
		},
		{
			"somebody of a partner too",
			[]string{"-say", "/tier acme", "-as", "external"},
			[]string{"Je ne réponds qu'aux membres à part entière de cet espace de travail."},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if err := run(t.Context(), c.args, &stdout, &stderr); err != nil {
				t.Fatal(err)
			}
			if stderr.Len() > 0 {
				t.Errorf("the log says: %s", stderr.String())
			}
			for _, want := range c.want {
				if !strings.Contains(plainSpaces(stdout.String()), want) {
					t.Errorf("%q is not in\n%s", want, stdout.String())
				}
			}
		})
	}
}

// plainSpaces turns the no-break spaces of French typography into plain ones.
func plainSpaces(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

// TestRefusedArguments: what cannot be understood is said before anything starts.
func TestRefusedArguments(t *testing.T) {
	for _, args := range [][]string{
		{"/tier acme"},
		{"-as", "nobody"},
		{"-say", " "},
		{"-day", "yesterday"},
		{"-day", "1969-12-31"},
		{"-addr", "0.0.0.0:8000"},
		{"-addr", "example.com:80"},
	} {
		var stdout, stderr bytes.Buffer
		if err := run(t.Context(), args, &stdout, &stderr); err == nil {
			t.Errorf("%q: no error, want it refused", args)
		}
	}
}

// Whoever asks something gets the answer to that, whatever else would be said that day.
func TestSayIsAllThatIsSaid(t *testing.T) {
	live(t, flags{day: september, asked: true}, func(s *stage) {
		w := s.world.Load()
		if err := w.bot.Rest(t.Context()); err != nil {
			t.Fatal(err)
		}
		if told := w.messages(alex); len(told) > 0 {
			t.Errorf("alex is told %s", told[0].Plain())
		}
	})
}

// A bot that ends by itself ends the sandbox.
func TestTheBotEnds(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s, err := setUp(ctx, flags{addr: "127.0.0.1:0", few: 1}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.run(ctx, func(running context.Context) error {
		s.world.Load().stop()
		<-running.Done()
		return nil
	}); err != nil || ctx.Err() != nil {
		t.Errorf("the bot has ended, and the sandbox with %v, %v", err, ctx.Err())
	}
}

// Whoever interrupts it before anything stands reads of nothing but that.
func TestInterruptedAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := setUp(ctx, flags{addr: "127.0.0.1:0"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := s.run(ctx, nil); err == nil || err.Error() != "interrupted before it had begun" {
		t.Errorf("error %v", err)
	}
}

// TestInventedProgramme: the announcement's proportions, every name once, and a
// spread that leaves something to do.
func TestInventedProgramme(t *testing.T) {
	rules := program.Default()
	tiers, states := map[string]int{}, map[program.State]int{}
	owners, ids := map[string]int{}, map[string]bool{}
	known := rules.FirstDay.AddDays(headway)
	for _, p := range invented(known) {
		tiers[p.Tier]++
		owners[p.Owners[0]]++
		states[rules.Evaluate(&p, known).State]++
		if ids[p.ID] {
			t.Errorf("%s is there twice", p.ID)
		}
		ids[p.ID] = true
	}
	if tiers["professional"] != 1150 || tiers["enterprise"] != 120 || tiers["premier"] != 5 {
		t.Errorf("tiers %v, want 1,150 / 120 / 5", tiers)
	}
	if owners[alex] != 46 || owners[camille] != 38 {
		t.Errorf("Alex looks after %d and Camille after %d, want 46 and 38", owners[alex], owners[camille])
	}
	if conforming := states[program.Conforming]; conforming < 150 || conforming > 400 {
		t.Errorf("%d of 1,275 conform after seven weeks, want a believable few hundred", conforming)
	}
}
