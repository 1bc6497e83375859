package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// key is the name of one of the workspace's keys.
func key(name string) string { return "{tierbot:T0SANDBOX}:" + name }

// forget makes redis as it was before the digest to somebody went out.
func (d *bureau) forget(user string) {
	d.redis.Del(key("posts:" + user))
	d.redis.Del(key("marks:" + user))
	d.redis.Del(key("sent"))
	d.redis.HSet(key("generation"), "writes", "0")
	_, _ = d.redis.ZAdd(key("due"), float64(d.at("09:00").UnixMilli()), user)
}

func TestAStoreThatWentBackStopsEverythingUntilItIsResumed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.pass("90m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.forget(alice)
		d.cut()
		d.pass("5s")
		if s := d.bot.Status().Reminders; s.Problem != bot.StoreSuspect || s.Suspect.Reason != "older" {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		d.pass("1h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.wantIn(alice, general, "Storage has gone back to an earlier state: what was recorded last may be missing. "+
			"I send no reminders until a manager has looked at it and writes /tier resume.")

		if err := d.store.Resume(t.Context(), manager, time.Now()); err != nil {
			t.Fatal(err)
		}
		d.pass("5m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		s := d.bot.Status().Reminders
		if s.Problem != "" || s.Sent != 1 || s.Found != 1 || s.Careful.IsZero() || s.Overdue != 0 {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		if who, err := d.store.Recipient(t.Context(), alice); err != nil || len(who.Posts) != 1 || who.Posts[0].State != program.Sent {
			t.Errorf("posts %+v, %v", who.Posts, err)
		}
		d.behaved()
	})
}

func TestAnEmptiedStoreIsNotedAndNotTakenForANewOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.pass("10m")
		d.redis.FlushAll()
		d.cut()
		d.pass("5s")
		if s := d.bot.Status().Reminders; s.Problem != bot.StoreSuspect || s.Suspect.Reason != "empty" {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		d.hire("again", owned("Acme", alice))
		d.pass("2h")
		d.wantTold(alice)
		d.behaved()
	})
}

// A store that goes back between a look at it and a claim is noticed by the claim's answer,
// before anything is sent.
func TestAClaimFromAStoreThatWentBackSendsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var outbox rolledBack
		d := openBureau(t, "2009-10-16 08:00", oneDigest, func(o *bot.Options) {
			outbox.Outbox = o.Reminders.Outbox
			o.Reminders.Outbox = &outbox
		})
		d.pass("10m")
		outbox.back.Store(true)
		d.pass("2h")
		d.wantTold(alice)
		outbox.back.Store(false)
		d.pass("5m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.behaved()
	})
}

// rolledBack is an outbox that has gone back, as long as one wishes, when it is asked for a
// claim, and at no other time.
type rolledBack struct {
	bot.Outbox
	back atomic.Bool
}

func (f *rolledBack) Claim(ctx context.Context, c program.Claim) (program.Claimed, error) {
	claimed, err := f.Outbox.Claim(ctx, c)
	if f.back.Load() {
		claimed.Writes = -1
	}
	return claimed, err
}

func TestARedisThatIsAwayIsSeenAtOnceAndWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.pass("58m")
		d.redis.SetError("LOADING Redis is loading the dataset in memory")
		d.cut()
		d.pass("5s")
		if s := d.bot.Status().Reminders; s.Problem != bot.StoreAway {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		d.pass("1h")
		d.wantTold(alice)
		d.redis.SetError("")
		d.pass("5s")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.behaved()
	})
}

func TestAClockThatIsWrongFiresNothing(t *testing.T) {
	for name, jump := range map[string]time.Duration{
		"an hour ahead": time.Hour, "a month ahead": 30 * 24 * time.Hour, "an hour back": -time.Hour,
		"1970": -40 * 365 * 24 * time.Hour, "ninety seconds": 90 * time.Second,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:30", oneDigest)
				d.pass("5m")
				d.ahead.Store(int64(jump))
				d.pass("1m")
				if s := d.bot.Status().Reminders; s.Problem != bot.ClockWrong || s.Ahead.Round(time.Second) != jump {
					t.Errorf("status %+v\n%s", s, d.troubles())
				}
				d.pass("40m") // it is nine, by the clocks that are right
				d.wantTold(alice)
				if who, err := d.store.Recipient(t.Context(), alice); err != nil || len(who.Posts) != 0 {
					t.Errorf("posts %+v, %v", who.Posts, err)
				}
				d.ahead.Store(0)
				d.pass("1m")
				d.wantTold(alice, "digest of U0ALICE in en: Acme")
				if n := strings.Count(d.logs.String(), "disagree"); n != 1 {
					t.Errorf("said %d times that the clocks disagree", n)
				}
				d.behaved()
			})
		})
	}
}

func TestARevokedTokenStopsEverythingAndMarksNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.pass("50m")
		d.Revoke()
		d.pass("30m")
		s := d.bot.Status().Reminders
		if s.Problem != bot.SlackRefuses || s.Refused != "token_revoked" || s.Sent+s.InDoubt != 0 {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		d.Reinstall(d.access.BotToken)
		d.pass("2m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		if s := d.bot.Status().Reminders; s.Problem != "" || s.Sent != 1 {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
	})
}

func TestHabitsAndSnoozesAreHeeded(t *testing.T) {
	tests := []struct {
		name   string
		change func(ctx context.Context, d *bureau) error
		at     string // when it is told; empty: not within two days
	}{
		{"an earlier hour", func(ctx context.Context, d *bureau) error {
			return d.store.SetHabits(ctx, alice, &program.Habits{Hour: 8, Rungs: house.Rungs}, time.Now())
		}, "2009-10-16 08:00"},
		{"a later hour", func(ctx context.Context, d *bureau) error {
			return d.store.SetHabits(ctx, alice, &program.Habits{Hour: 14, Rungs: house.Rungs}, time.Now())
		}, "2009-10-16 14:00"},
		{"no rung of ninety days", func(ctx context.Context, d *bureau) error {
			return d.store.SetHabits(ctx, alice, &program.Habits{Hour: 9, Rungs: []int{60, 30}}, time.Now())
		}, ""},
		{"another zone", func(_ context.Context, d *bureau) error {
			d.AddUser(sandbox.User{ID: alice, Name: "alice", Zone: "America/New_York"})
			return nil
		}, "2009-10-16 15:00"},
		{"another zone, where it is later", func(_ context.Context, d *bureau) error {
			d.AddUser(sandbox.User{ID: alice, Name: "alice", Zone: "Europe/Helsinki"})
			return nil
		}, "2009-10-16 09:00"},
		{"stopped", func(ctx context.Context, d *bureau) error {
			stopped := true
			return d.store.SetMark(ctx, alice, "acme", program.Wish{Now: time.Now(), Stopped: &stopped})
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 07:00", oneDigest)
				d.pass("10m")
				if err := tt.change(t.Context(), d); err != nil {
					t.Fatal(err)
				}
				d.pass("40h")
				got := ""
				if all := d.Messages(alice, d.DM(alice)); len(all) > 0 {
					got = posted(t, all[0]).In(d.day.Location()).Format("2006-01-02 15:04")
				}
				if got != tt.at {
					t.Errorf("told at %q, want %q\n%s", got, tt.at, d.troubles())
				}
				d.behaved()
			})
		})
	}
}

// An idle bot leaves Redis in peace.
func TestAnIdleBotAsksTwoCommandsAMinuteAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 10:00", oneDigest)
		d.pass("20m")
		before := d.asked.Load()
		d.pass("1h")
		if n := d.asked.Load() - before; n > 120 || n == 0 {
			t.Errorf("%d commands in an hour", n)
		}
		d.behaved()
	})
}

func TestTwoReplicasTellEverybodyOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", staffed(40))
		d.staff(40)
		second := d.another()
		d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Chance: 0.2, Drop: true, Executed: true})
		d.pass("70m")
		both := second().Sent + d.bot.Status().Reminders.Sent
		for i := range 40 {
			user := member(i)
			d.wantTold(user, fmt.Sprintf("digest of %s in en: Partner %02d", user, i))
		}
		if mine := d.bot.Status().Reminders.Sent; mine == both || mine == 0 {
			t.Errorf("one replica sent %d of %d", mine, both)
		}
		d.behaved()
	})
}

// Replicas whose clocks are apart, by less than what stops them, agree about the end of a
// lease.
func TestReplicasWhoseClocksAreApartTellEverybodyOnce(t *testing.T) {
	for _, apart := range []time.Duration{-50 * time.Second, 50 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2009-10-16 08:00", staffed(30))
			d.staff(30)
			d.another(func(o *bot.Options) {
				o.Now = func() time.Time { return time.Now().Add(apart) }
				o.Reminders.Machine = o.Now
			})
			d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Delay: 9 * time.Second})
			d.pass("70m")
			for i := range 30 {
				d.wantTold(member(i), fmt.Sprintf("digest of %s in en: Partner %02d", member(i), i))
			}
			if s := d.bot.Status().Reminders; s.InDoubt != 0 || s.Repeated != 0 {
				t.Errorf("status %+v", s)
			}
			d.behaved()
		})
	}
}

// another lets a second replica work beside the first, until the test ends.
func (d *bureau) another(change ...func(*bot.Options)) (status func() bot.RemindersStatus) {
	d.t.Helper()
	identity, err := bot.Identify(d.t.Context(), d.access)
	if err != nil {
		d.t.Fatal(err)
	}
	options := bot.Options{Access: d.access, Identity: identity, Commands: commands.New(program.Default(), d.store)}
	d.remind(&options)
	for _, f := range change {
		f(&options)
	}
	b := bot.New(options)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := b.Run(ctx); err != nil {
			d.t.Errorf("run: %v", err)
		}
	})
	d.t.Cleanup(func() {
		stop()
		running.Wait()
	})
	return func() bot.RemindersStatus { return b.Status().Reminders }
}

// What is under way when the bot ends is brought to its end.
func TestAPostUnderWayIsFinishedWhenTheBotEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.Fail("chat.postMessage", sandbox.Fault{Delay: 6 * time.Second})
		d.pass("1h2s")
		begun := time.Now()
		d.quit()
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("ended after %v", took)
		}
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		if who, err := d.store.Recipient(t.Context(), alice); err != nil || len(who.Posts) != 1 || who.Posts[0].State != program.Sent {
			t.Errorf("posts %+v, %v", who.Posts, err)
		}
		d.behaved()
	})
}
