package bot_test

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// oneDigest is what is due at nine.
var oneDigest = []program.Partner{owned("Acme", alice)}

// TestWhateverSlackAnswersADigestArrivesOnce holds that a message arrives once, whether or
// not a call that went wrong was executed, and when.
func TestWhateverSlackAnswersADigestArrivesOnce(t *testing.T) {
	tests := []struct {
		name  string
		fault sandbox.Fault
		by    time.Duration // after nine
		doubt int64         // attempts in doubt
		found int64
	}{
		{"nothing goes wrong", sandbox.Fault{Chance: 1e-9}, 0, 0, 0},
		{"too fast", sandbox.Fault{RetryAfter: 30}, 30 * time.Second, 0, 0},
		{"too fast, thrice", sandbox.Fault{RetryAfter: 30, Times: 3}, 90 * time.Second, 0, 0},
		{"cut off before", sandbox.Fault{Drop: true}, 66 * time.Second, 1, 0},
		{"cut off after", sandbox.Fault{Drop: true, Executed: true}, 0, 1, 1},
		{"silent before", sandbox.Fault{Delay: time.Minute, Drop: true}, 66 * time.Second, 1, 0},
		{"silent after", sandbox.Fault{Delay: time.Minute, Executed: true}, 0, 1, 1},
		{"500 before", sandbox.Fault{Status: 500}, 66 * time.Second, 1, 0},
		{"500 after", sandbox.Fault{Status: 500, Executed: true}, 0, 1, 1},
		{"half an answer", sandbox.Fault{Truncate: true}, 0, 1, 1},
		{"an internal error before", sandbox.Fault{Error: "internal_error"}, 66 * time.Second, 1, 0},
		{"an internal error after", sandbox.Fault{Error: "internal_error", Executed: true}, 0, 1, 1},
		{"a code that nobody knows, after", sandbox.Fault{Error: "brand_new", Executed: true}, 0, 1, 1},
		{"four failures after, then one before", sandbox.Fault{Status: 502, Times: 4}, 5 * time.Minute, 4, 0},
		{"a proxy's refusal", sandbox.Fault{Status: 403}, 6 * time.Second, 0, 0},
		{"blocks that are refused", sandbox.Fault{Error: "invalid_blocks"}, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", oneDigest)
				d.Fail("chat.postMessage", tt.fault)
				d.pass("1h30m")
				messages := d.Messages(alice, d.DM(alice))
				if len(messages) != 1 {
					t.Fatalf("%d messages\n%s", len(messages), d.troubles())
				}
				if late := posted(t, messages[0]).Sub(d.at("09:00")); late > tt.by {
					t.Errorf("arrived %v after nine, want %v\n%s", late, tt.by, d.troubles())
				}
				s := d.bot.Status().Reminders
				if s.InDoubt != tt.doubt || s.Found != tt.found || s.Sent+s.Found != 1 || s.Overdue != 0 || s.Problem != "" {
					t.Errorf("status %+v\n%s", s, d.troubles())
				}
				d.behaved()
			})
		})
	}
}

// Slack may be slow to show what it took: nothing is looked for before a minute has passed.
func TestAHistoryThatLagsMakesNothingComeTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.HistoryLag(50 * time.Second)
		d.Fail("chat.postMessage", sandbox.Fault{Drop: true, Executed: true})
		d.pass("70m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.behaved()
	})
}

// What Slack says of its pace is for all replicas.
func TestAPauseIsEverybodys(t *testing.T) {
	for after, want := range map[int]time.Duration{30: 30 * time.Second, 86_400: 10 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2009-10-16 08:00", oneDigest)
			d.Fail("chat.postMessage", sandbox.Fault{RetryAfter: after})
			d.pass("1h1s")
			pulse, err := d.store.Pulse(t.Context(), time.Now())
			if paused := pulse.Paused.Sub(d.at("09:00")).Round(time.Second); err != nil || paused != want {
				t.Errorf("after %d seconds: paused for %v, want %v; %v", after, paused, want, err)
			}
		})
	}
}

// posted is when a message was posted.
func posted(t *testing.T, m sandbox.Message) time.Time {
	t.Helper()
	seconds, err := strconv.ParseFloat(m.TS, 64)
	if err != nil {
		t.Fatal(err)
	}
	return time.Unix(int64(seconds), 0)
}

// at is a time of the first day, in the programme's zone.
func (d *bureau) at(clock string) time.Time {
	d.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", d.day.Format("2006-01-02 ")+clock, d.day.Location())
	if err != nil {
		d.t.Fatal(err)
	}
	return at
}

func TestWhoeverCannotBeToldIsHandedToTheChannel(t *testing.T) {
	tests := []struct {
		name, owner, fault, reason string
	}{
		{"deactivated", gone, "", "deactivated"},
		{"a guest", visitor, "", "guest"},
		{"of another organisation", stranger, "", "external"},
		{"nobody's address", "nobody@example.com", "", "users_not_found"},
		{"nobody by that id", "U0NEVER", "", "external"},
		{"refused", alice, "messages_tab_disabled", "messages_tab_disabled"},
		{"deactivated meanwhile", alice, "user_disabled", "user_disabled"},
		{"restricted", alice, "restricted_action_read_only_channel", "restricted_action_read_only_channel"},
		{"the account's own trouble", alice, "account_inactive", "account_inactive"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme", tt.owner)})
				if tt.fault != "" {
					d.Fail("chat.postMessage", sandbox.Fault{Error: tt.fault})
				}
				d.pass("2h")
				told := "digest of " + tt.owner + " in en: Acme (" + tt.reason + ")"
				d.wantIn(alice, general, told)
				if handed, err := d.store.Handed(t.Context()); err != nil || len(handed) != 1 || handed[0].Recipient != tt.owner {
					t.Errorf("handed %v, %v", handed, err)
				}
				d.pass("73h") // Monday
				d.wantIn(alice, general, told, "week, 1 unreachable")
				d.behaved()
			})
		})
	}
}

func TestAnAddressBecomesItsOwner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme", "alice@example.com"), owned("Beta", alice)})
		d.pass("2h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme, Beta")
		d.behaved()
	})
}

func TestPartnersWithoutAnOwnerAreTheChannels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme")})
		d.pass("2h")
		d.wantIn(alice, general, "digest of  in en: Acme")
		d.behaved()
	})
}

// A channel that outsiders read is not told; nor is one that there is not.
func TestNoOutsiderReadsOfPartners(t *testing.T) {
	for _, channel := range []string{connected, mixed, "", "C0NOWHERE"} {
		t.Run(channel, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme")}, func(o *bot.Options) { o.Reminders.Channel = channel })
				d.pass("2h")
				if all := d.Everything(); len(all) != 0 {
					t.Errorf("said %v", all)
				}
				if s := d.bot.Status().Reminders; s.Untold != 1 && channel != "" || s.Overdue != 0 {
					t.Errorf("status %+v\n%s", s, d.troubles())
				}
				d.behaved()
			})
		})
	}
}
