package bot_test

import (
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// An outage of Slack's uses up nobody's attempts: after a few messages whose fate is not
// known all replicas wait, longer each time, and then everybody is told once.
func TestAnOutageOfSlacksLosesNobody(t *testing.T) {
	for _, executed := range []bool{false, true} {
		t.Run(fmt.Sprintf("executed %v", executed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				const many = 30
				d := openBureau(t, "2009-10-16 08:00", staffed(many))
				d.staff(many)
				d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Status: 503, Executed: executed})
				d.pass("2h")
				d.Heal()
				d.pass("2h")
				for i := range many {
					user := member(i)
					d.wantTold(user, fmt.Sprintf("digest of %s in en: Partner %02d", user, i))
				}
				if s := d.bot.Status().Reminders; s.GivenUp != 0 || s.Overdue != 0 {
					t.Errorf("status %+v", s)
				}
				d.behaved()
			})
		})
	}
}

// A digest costs few commands, however many are due, once it is known where people are.
func TestADigestCostsFewCommands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const many = 60
		d := openBureau(t, "2009-10-16 08:00", staffed(many))
		d.staff(many)
		for i := range many {
			if err := d.store.Know(t.Context(), member(i), "Europe/Paris", d.DM(member(i))); err != nil {
				t.Fatal(err)
			}
		}
		d.pass("59m")
		before := d.asked.Load()
		d.pass("10m")
		if s := d.bot.Status().Reminders; s.Sent != many {
			t.Fatalf("%d of %d were told\n%s", s.Sent, many, d.troubles())
		}
		// Seven of its own, and a share of the looks at the store, of which a busy machine makes more.
		if each := float64(d.asked.Load()-before) / many; each > 9 {
			t.Errorf("%.1f commands a digest", each)
		}
		d.behaved()
	})
}

// member is the id of the n-th of many account managers.
func member(n int) string { return fmt.Sprintf("U0MANY%02d", n) }

// staffed are partners of many account managers, one each.
func staffed(many int) []program.Partner {
	partners := make([]program.Partner, many)
	for i := range partners {
		partners[i] = owned(fmt.Sprintf("Partner %02d", i), member(i))
	}
	return partners
}

// staff hires them.
func (d *bureau) staff(many int) {
	for i := range many {
		d.AddUser(sandbox.User{ID: member(i)})
	}
}
