package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
)

// TestTwoManagersApplyAll: two managers press Apply all at once on 700 partners that have
// lapsed. Each falls once; whoever looks after them reads of it in the next digest and
// nowhere else; undoing brings each back.
func TestTwoManagersApplyAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ids, partners := crowd(10, 70)
		d := openBureau(t, "2009-10-14 12:00", nil, asInProduction, func(o *bot.Options) { o.Managers = []string{alice, bruno} })
		for _, id := range ids {
			d.AddUser(sandbox.User{ID: id})
		}
		d.hire("import", partners...)
		d.pass("22h") // to ten o'clock of the day after the deadline
		before := d.count(ids)

		decision := d.decision()
		first, second := d.Press(alice, decision, "Apply all"), d.Press(bruno, decision, "Apply all")
		d.answer(first)
		d.answer(second)
		d.pass("1m")
		falls := 0
		for p, err := range d.store.All(t.Context()) {
			if err != nil || p.Tier != "registered" || p.Version != 2 {
				t.Fatalf("%s is %s in version %d (%v), want one fall", p.Name, p.Tier, p.Version, err)
			}
			falls++
		}
		if falls != 700 {
			t.Errorf("%d partners, want 700", falls)
		}

		d.pass("30h") // over the next morning
		for i, id := range ids {
			told := d.told(id, d.DM(id))[before[i]:]
			if len(told) != 1 || !strings.Contains(told[0], "Registered") {
				t.Errorf("%s is told %d times of the falls: %q", id, len(told), told)
			}
		}

		d.answer(d.Command(alice, general, "/tier undo all 701"))
		d.pass("1m")
		for p, err := range d.store.All(t.Context()) {
			if err != nil || p.Tier != "professional" || p.Fell != nil || p.Version != 3 {
				t.Fatalf("%s is %s in version %d (%v), want it back", p.Name, p.Tier, p.Version, err)
			}
		}
		d.behaved()
	})
}

// decision is the message in the managers' channel that asks what is to be done.
func (d *bureau) decision() sandbox.Message {
	d.t.Helper()
	for _, m := range d.Messages(alice, general) {
		if strings.Contains(m.Plain(), "[Apply all]") {
			return m
		}
	}
	d.t.Fatalf("nobody is asked:\n%s", strings.Join(d.told(alice, general), "\n---\n"))
	return sandbox.Message{}
}
