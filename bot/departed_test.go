package bot_test

import (
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// leaving is a partner that somebody looks after, and that needs nothing.
func leaving(id string, owners ...string) program.Partner {
	return program.Partner{ID: id, Name: id, Tier: "registered", Owners: owners}
}

// TestWhoIsDeactivatedLeavesPartnersToTheManagers: once, whatever else is told of them that
// day, and anew when they have come back and leave again.
func TestWhoIsDeactivatedLeavesPartnersToTheManagers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-06-01 15:00", []program.Partner{
			leaving("acme", alice, bruno), leaving("beta", "alice@example.com"), leaving("gamma", bruno),
		})
		d.acked(d.SetDeleted(alice, true))
		d.pass("5s")
		d.wantIn(bruno, general, alice+" leaves 2 partners")
		d.acked(d.SetLocale(alice, "fr-FR"))
		d.pass("5s")
		d.wantIn(bruno, general, alice+" leaves 2 partners")
		handed, err := d.store.Handed(t.Context())
		if err != nil || len(handed) != 1 || handed[0].Recipient != alice {
			t.Errorf("not reached are %v, %v; want the one who left", handed, err)
		}
		d.acked(d.SetDeleted(alice, false))
		d.pass("24h")
		d.acked(d.SetDeleted(alice, true))
		d.pass("5s")
		d.wantIn(bruno, general, alice+" leaves 2 partners", alice+" leaves 2 partners")
		d.behaved()
	})
}

// TestWhoOwnsNothingLeavesQuietly: nobody is told of somebody without partners, of a new
// language, or of who comes back.
func TestWhoOwnsNothingLeavesQuietly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-06-01 15:00", []program.Partner{leaving("acme", alice)})
		d.acked(d.SetDeleted(bruno, true))
		d.acked(d.SetLocale(alice, "fr-FR"))
		d.acked(d.SetDeleted(bruno, false))
		d.pass("5s")
		d.wantIn(bruno, general)
		d.behaved()
	})
}

// TestWithoutAChannelWhoLeftIsAmongThoseNotReached: the managers read it in their summary.
func TestWithoutAChannelWhoLeftIsAmongThoseNotReached(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-06-01 15:00", []program.Partner{leaving("acme", alice)}, func(o *bot.Options) {
			o.Reminders.Channel = ""
		})
		d.acked(d.SetDeleted(alice, true))
		d.pass("5s")
		handed, err := d.store.Handed(t.Context())
		if err != nil || len(handed) != 1 || handed[0].Recipient != alice {
			t.Errorf("not reached are %v, %v; want the one who left", handed, err)
		}
	})
}

// TestWhileSlackIsInTroubleTheManagersAreToldOfWhoLeftLater: and when that lasts, they read of
// them among those not reached.
func TestWhileSlackIsInTroubleTheManagersAreToldOfWhoLeftLater(t *testing.T) {
	for name, tt := range map[string]struct {
		times int
		told  []string
	}{
		"for a moment": {2, []string{alice + " leaves 1 partners"}},
		"for long":     {-1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-06-01 15:00", []program.Partner{leaving("acme", alice)})
				d.Fail("conversations.info", sandbox.Fault{Times: tt.times, Error: "internal_error"})
				d.acked(d.SetDeleted(alice, true))
				d.pass("90s")
				d.wantIn(bruno, general, tt.told...)
				handed, err := d.store.Handed(t.Context())
				if err != nil || len(handed) != 1 || handed[0].Recipient != alice {
					t.Errorf("not reached are %v, %v; want the one who left", handed, err)
				}
			})
		})
	}
}
