package bot_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// Whoever sets the clock goes from one time at which somebody is due to the next: the bot
// says when that is, and rests when all has been said.
func TestRestIsWhenAllHasBeenSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		partners := []program.Partner{owned("Acme", alice), owned("Beta", bruno)}
		d := openBureau(t, "2009-10-15 20:00", partners, likeACalendar)
		d.rested("5s")
		nine := d.day.Add(13 * time.Hour)
		if s := d.bot.Status().Reminders; !s.Next.Equal(nine) {
			t.Fatalf("next at %s, want nine in the morning", s.Next)
		}
		d.wantTold(alice)

		d.ahead.Store(int64(time.Until(nine)))
		d.rested("5s")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.wantTold(bruno, "digest of U0BRUNO in fr: Beta")
		if s := d.bot.Status().Reminders; s.Next.Before(d.now().Add(20 * time.Hour)) {
			t.Errorf("next at %s, want the next morning at the earliest", s.Next)
		}
		d.behaved()
	})
}

// Who waits for another try is waited for: the clock must not be set over it.
func TestRestWaitsForThoseWhoAreTriedAgain(t *testing.T) {
	for name, c := range map[string]struct {
		trouble sandbox.Fault
		most    string
	}{
		"slack wants a pause":       {sandbox.Fault{RetryAfter: 20}, "30s"},
		"slack cannot be reached":   {sandbox.Fault{Status: 403}, "30s"},
		"it may have arrived":       {sandbox.Fault{Status: 502, Executed: true}, "3m"},
		"or not":                    {sandbox.Fault{Status: 502}, "3m"},
		"slack is out for a moment": {sandbox.Fault{Times: 4, Status: 503}, "20m"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", oneDigest, likeACalendar)
				d.Fail("chat.postMessage", c.trouble)
				d.ahead.Store(int64(time.Hour))
				d.rested(c.most)
				d.wantTold(alice, "digest of U0ALICE in en: Acme")
				d.behaved()
			})
		})
	}
}

// Who is due while Slack wants a pause, of which another replica was told, is waited for too.
func TestRestWaitsForTheEndOfAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atEight(t)
		d.ahead.Store(int64(time.Hour))
		if err := d.store.Pause(t.Context(), d.now().Add(20*time.Second)); err != nil {
			t.Fatal(err)
		}
		d.rested("30s")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
	})
}

// Where nothing can go out before a person has mended something, there is nothing to wait
// for, and the status says what.
func TestRestDoesNotWaitForAPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atEight(t)
		d.Fail("*", sandbox.Fault{Times: -1, Error: "invalid_auth"})
		d.ahead.Store(int64(time.Hour))
		d.rested("5s")
		if s := d.bot.Status().Reminders; s.Problem != bot.SlackRefuses {
			t.Errorf("problem %q, want that slack refuses the bot", s.Problem)
		}
		d.Heal() // which it finds out by asking once more
		d.rested("5s")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")

		d.redis.FlushAll()
		d.rested("5s")
		if s := d.bot.Status().Reminders; s.Problem != bot.StoreSuspect {
			t.Errorf("problem %q, want that the store is suspect", s.Problem)
		}
	})
}

// What Slack refuses for what is in it is tried again in an hour, which nobody waits for.
func TestRestDoesNotWaitForWhatIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atEight(t)
		d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Error: "msg_too_long"})
		d.ahead.Store(int64(time.Hour))
		d.rested("1m")
		d.Heal()
		d.ahead.Store(int64(2*time.Hour + 5*time.Minute))
		d.rested("1m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
	})
}

// Of a scope that is missing, asking once more tells nothing: the next message does, and is
// not sent over and over.
func TestRestWithoutAScope(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atEight(t)
		d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Error: "missing_scope"})
		d.ahead.Store(int64(time.Hour))
		for range 3 {
			d.rested("1m")
		}
		if n := d.Calls("chat.postMessage"); n > 6 {
			t.Errorf("%d messages are tried, want two each time at most", n)
		}
		d.Heal()
		d.rested("1m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
	})
}

// A store that does not answer comes back by itself; who does not want to wait for that
// does not have to.
func TestRestWaitsForTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := atEight(t)
		d.redis.SetError("LOADING")
		d.ahead.Store(int64(time.Hour))
		d.bot.Remind()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := d.bot.Rest(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("at rest without a store: %v", err)
		}
		d.redis.SetError("")
		d.rested("5s")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
	})
}

// A bot that only answers has nothing to do by itself.
func TestRestOfABotThatOnlyAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if err := open(t, echo).bot.Rest(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// atEight is a bureau at rest, an hour before its one digest is due.
func atEight(t *testing.T) *bureau {
	t.Helper()
	d := openBureau(t, "2009-10-16 08:00", oneDigest, likeACalendar)
	d.rested("5s")
	return d
}

// likeACalendar lets d.ahead move the bot's time and leaves the machine's clock alone.
func likeACalendar(o *bot.Options) { o.Reminders.Machine = nil }

// rested waits for the bot to rest, which takes no longer than this.
func (d *bureau) rested(most string) {
	d.t.Helper()
	limit, err := time.ParseDuration(most)
	if err != nil {
		d.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(d.t.Context(), time.Hour)
	defer cancel()
	begun := time.Now()
	if err := d.bot.Rest(ctx); err != nil {
		d.t.Fatalf("%v\n%s", err, d.troubles())
	}
	synctest.Wait() // it lies down
	if took := time.Since(begun); took > limit {
		d.t.Errorf("it took %s until the bot rested, want %s at most\n%s", took, limit, d.troubles())
	}
}
