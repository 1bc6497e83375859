package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// crowd is people of the bureau, each with some partners in grace until 14 October 2009.
func crowd(people, each int) (ids []string, partners []program.Partner) {
	for i := range people {
		id := fmt.Sprintf("U0CROWD%02d", i)
		ids = append(ids, id)
		for j := range each {
			name := fmt.Sprintf("Partner %d of %d", j, i)
			partners = append(partners, program.Partner{
				ID: program.FoldCompany(name), Name: name, Tier: "professional", Owners: []string{id},
			})
		}
	}
	return ids, partners
}

// TestThreeWeeksDown: a bot that was away over two rungs tells everybody once, of the
// nearest, and then goes on as if nothing had been.
func TestThreeWeeksDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ids, partners := crowd(12, 5)
		d := openBureau(t, "2009-09-11 17:00", partners)
		for _, id := range ids {
			d.AddUser(sandbox.User{ID: id})
		}
		d.pass("1h")
		before := d.count(ids)
		d.quit() // on the Friday before the 30 days
		d.pass("501h")
		d.another() // on 2 October at 15:00, two days after the 14 days
		d.pass("96h")
		for i, id := range ids {
			told := d.told(id, d.DM(id))[before[i]:]
			if len(told) != 1 || strings.Count(told[0], "Partner") != 5 {
				t.Errorf("%s is told, after three weeks: %q", id, told)
			}
			marks, err := d.store.Marks(t.Context(), partners[5*i:5*i+1])
			if err != nil {
				t.Fatal(err)
			}
			if mark := marks[0][id]; mark.Occasion != (program.Date{Year: 2009, Month: 9, Day: 30}) {
				t.Errorf("%s was told of %v, want of the 14 days", id, mark.Occasion)
			}
		}
		d.pass("36h") // over the 7 days
		for i, id := range ids {
			if got := len(d.told(id, d.DM(id))) - before[i]; got != 2 {
				t.Errorf("%s is told %d times by the next rung, want 2", id, got)
			}
		}
		d.behaved()
	})
}

// TestFirstImportLongAfterTheDeadline: whoever begins when the deadline is long past is
// told once, a decision is asked for, and nobody falls without one.
func TestFirstImportLongAfterTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ids, partners := crowd(12, 30)
		d := openBureau(t, "2010-03-01 08:00", nil, asInProduction)
		for _, id := range ids {
			d.AddUser(sandbox.User{ID: id})
		}
		d.hire("first import", partners...)
		d.pass("240h")
		for _, id := range ids {
			if told := d.told(id, d.DM(id)); len(told) != 1 {
				t.Errorf("%s is told %d times, want once: %q", id, len(told), told)
			}
		}
		decisions := 0
		for _, message := range d.told(alice, general) {
			if strings.Contains(message, "360") {
				decisions++
			}
		}
		if decisions == 0 || decisions > 3 {
			t.Errorf("the channel is told %d times of 360 partners:\n%s", decisions, strings.Join(d.told(alice, general), "\n---\n"))
		}
		for p, err := range d.store.All(t.Context()) {
			if err != nil || p.Tier != "professional" || p.Version != 1 {
				t.Fatalf("%s is %s in version %d (%v): it fell without a decision", p.Name, p.Tier, p.Version, err)
			}
		}
		d.behaved()
	})
}

// asInProduction lets the bot say what it says in production.
func asInProduction(o *bot.Options) {
	c := commands.New(program.Default(), o.Reminders.Outbox.(*store.Workspace))
	o.Commands, o.Reminders.Texts = c, c
}

// count is how many messages each has.
func (d *bureau) count(ids []string) []int {
	n := make([]int, len(ids))
	for i, id := range ids {
		n[i] = len(d.told(id, d.DM(id)))
	}
	return n
}
