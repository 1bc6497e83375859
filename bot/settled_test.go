package bot_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// openDesk makes a bureau that writes and answers in the product's own words, on a morning
// on which somebody has a digest of three partners.
func openDesk(t *testing.T, user string) *bureau {
	t.Helper()
	partners := []program.Partner{owned("Acme & Söhne", user), owned("Beta <b>", user), owned("Gamma", user)}
	d := openBureau(t, "2009-10-16 08:00", partners, func(o *bot.Options) {
		c := commands.New(program.Default(), o.Events.(commands.Store))
		o.Commands, o.Reminders.Texts = c, c
	})
	d.pass("90m")
	return d
}

// digest is the digest as it stands now.
func (d *bureau) digest(user string) sandbox.Message {
	d.t.Helper()
	all := d.Messages(user, d.DM(user))
	if len(all) == 0 {
		d.t.Fatalf("no digest\n%s", d.troubles())
	}
	return all[0]
}

// rowsOf are the blocks of a message below its rows, by number, and the others as JSON.
func rowsOf(t *testing.T, m sandbox.Message) (rows []sandbox.Block, others []string) {
	t.Helper()
	for _, b := range m.Blocks {
		if id, _ := b["block_id"].(string); strings.HasPrefix(id, "row:") {
			rows = append(rows, b)
			continue
		}
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, string(raw))
	}
	return rows, others
}

// press names what can be pressed below a row, by its place.
func press(row sandbox.Block, n int) string {
	if e, ok := row["accessory"].(map[string]any); ok {
		return fmt.Sprintf("%s/%s", row["block_id"], e["action_id"])
	}
	e := row["elements"].([]any)[n].(map[string]any)
	return fmt.Sprintf("%s/%s", row["block_id"], e["action_id"])
}

// option is what stands behind an option of the menu below a row, by its place.
func option(row sandbox.Block, n int) string {
	menu := row["elements"].([]any)[2].(map[string]any)
	return menu["options"].([]any)[n].(map[string]any)["value"].(string)
}

// seen is a block as a person reads it.
func seen(b sandbox.Block) string { return sandbox.Message{Blocks: []sandbox.Block{b}}.Plain() }

// TestARowSaysWhatBecameOfIt holds that who presses below a row of a digest reads in its
// place what has become of it, can take that back there, and that all else stays.
func TestARowSaysWhatBecameOfIt(t *testing.T) {
	for _, tt := range []struct{ user, onIt, snoozed, stopped, undo string }{
		{alice, "✓ You are on it", "✓ Snoozed until Friday 23 October", "✓ No reminders", "Undo"},
		{bruno, "✓ Vous vous en occupez", "✓ Reporté au vendredi 23 octobre", "✓ Aucun rappel", "Annuler"},
	} {
		t.Run(tt.user, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openDesk(t, tt.user)
				before := d.digest(tt.user)
				rows, others := rowsOf(t, before)
				if len(rows) != 3 {
					t.Fatalf("%d rows:\n%s", len(rows), before.Plain())
				}
				d.answer(d.Press(tt.user, before, press(rows[0], 1)))
				d.answer(d.Choose(tt.user, d.digest(tt.user), press(rows[1], 2), option(rows[1], 1)))
				d.answer(d.Choose(tt.user, d.digest(tt.user), press(rows[2], 2), option(rows[2], 3)))

				now := d.digest(tt.user)
				settled, same := rowsOf(t, now)
				if diff := cmp.Diff(others, same); diff != "" {
					t.Errorf("more has changed (-want +got):\n%s", diff)
				}
				for i, want := range []string{tt.onIt, tt.snoozed, tt.stopped} {
					if got := seen(settled[i]); !strings.Contains(got, want) || !strings.Contains(got, tt.undo) {
						t.Errorf("row %d reads %q, want %q", i, got, want)
					}
				}
				if now.Text != before.Text || now.Metadata == nil || string(now.Metadata.EventPayload) != string(before.Metadata.EventPayload) {
					t.Errorf("text or note has changed: %q, %v", now.Text, now.Metadata)
				}

				d.answer(d.Press(tt.user, now, press(settled[0], 0)))
				d.answer(d.Press(tt.user, d.digest(tt.user), press(settled[1], 0)))
				again, _ := rowsOf(t, d.digest(tt.user))
				for i := range 2 {
					if seen(again[i]) != seen(rows[i]) || again[i]["block_id"] == rows[i]["block_id"] {
						t.Errorf("row %d reads %q again, in block %s", i, seen(again[i]), again[i]["block_id"])
					}
				}
				if n := len(d.Messages(tt.user, d.DM(tt.user))); n != 1 {
					t.Errorf("%d messages", n)
				}
				who, err := d.store.Recipient(t.Context(), tt.user)
				for i, p := range who.Partners {
					m := who.Marks[p.ID]
					if err != nil || m.Stopped != (i == 2) || !m.Touched.IsZero() || !m.Snoozed.IsZero() {
						t.Errorf("mark of %s: %+v, %v", p.Name, m, err)
					}
				}
				d.behaved()
			})
		})
	}
}

// Who presses faster than Slack changes the message brings it as it was before the first
// press: all rows change.
func TestRowsThatArePressedAtOnceAllChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openDesk(t, alice)
		before := d.digest(alice)
		rows, _ := rowsOf(t, before)
		d.intercept(func(_ http.ResponseWriter, r *http.Request) bool {
			if strings.HasPrefix(r.URL.Path, "/hooks/") {
				<-time.After(time.Second)
			}
			return false
		})
		var presses []*sandbox.Exchange
		for _, row := range slices.Concat(rows, rows) {
			presses = append(presses, d.Press(alice, before, press(row, 1)))
		}
		for _, x := range presses {
			d.answer(x)
		}
		settled, _ := rowsOf(t, d.digest(alice))
		for i, row := range settled {
			if !strings.Contains(seen(row), "You are on it") {
				t.Errorf("row %d reads %q", i, seen(row))
			}
		}
		d.behaved()
	})
}

// Where the message cannot be changed, or is none that stays, the answer comes below.
func TestWhatCannotStandInTheRowStandsBelow(t *testing.T) {
	t.Run("slack refuses", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openDesk(t, alice)
			before := d.digest(alice)
			rows, _ := rowsOf(t, before)
			d.Fail("response_url", sandbox.Fault{Error: "invalid_blocks"})
			d.says(d.answer(d.Press(alice, before, press(rows[0], 1))), "Noted: you are on it.", "Take it back")
			if now := d.digest(alice); now.Plain() != before.Plain() {
				t.Errorf("the digest has changed:\n%s", now.Plain())
			}
		})
	})
	t.Run("only the asker sees it", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openDesk(t, alice)
			list := d.answer(d.Command(alice, general, "/grace"))
			rows, _ := rowsOf(t, list)
			d.says(d.answer(d.Press(alice, list, press(rows[0], 1))), "Noted: you are on it.")
			d.behaved()
		})
	})
	t.Run("a page of one's own partners", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := openDesk(t, alice)
			list := d.answer(d.Say(alice, d.DM(alice), "grace"))
			rows, _ := rowsOf(t, list)
			d.says(d.answer(d.Press(alice, list, press(rows[0], 1))), "Your partners", "✓ You are on it")
			d.behaved()
		})
	})
}
