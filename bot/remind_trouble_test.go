package bot_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// What certainly did not arrive is no doubt, however often: one doubt after an outage makes
// nobody else be told instead.
func TestOnlyDoubtsCountAsDoubts(t *testing.T) {
	for name, refusal := range map[string]sandbox.Fault{
		"a proxy in between": {Times: 30, Status: 403}, "a pause": {Times: 30, RetryAfter: 30},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", oneDigest)
				d.Fail("chat.postMessage", refusal)
				d.Fail("chat.postMessage", sandbox.Fault{Status: 502})
				d.pass("3h")
				d.wantTold(alice, "digest of U0ALICE in en: Acme")
				d.wantIn(alice, general)
				if s := d.bot.Status().Reminders; s.InDoubt != 1 || s.GivenUp != 0 {
					t.Errorf("status %+v\n%s", s, d.troubles())
				}
				d.behaved()
			})
		})
	}
}

// While Slack cannot say who anybody is, Redis and the log are left in peace, and everybody
// is told soon afterwards.
func TestASilentSlackIsNotAskedAboutEverybodyAllTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const many = 40
		d := openBureau(t, "2009-10-16 08:00", staffed(many))
		d.staff(many)
		d.pass("58m")
		d.Fail("users.info", sandbox.Fault{Times: -1, Status: 503})
		before := d.asked.Load()
		d.pass("1h")
		if n := d.asked.Load() - before; n > 6_000 {
			t.Errorf("%d commands in an hour", n)
		}
		if n := strings.Count(d.logs.String(), "could not be served"); n > 1_000 {
			t.Errorf("%d lines in the log", n)
		}
		d.Heal()
		d.pass("2m")
		for i := range many {
			d.wantTold(member(i), fmt.Sprintf("digest of %s in en: Partner %02d", member(i), i))
		}
		d.behaved()
	})
}

// An account that is inactive is the bot's own when Slack takes its token no longer: nobody
// is shunned for it.
func TestAnInactiveBotIsNobodysFault(t *testing.T) {
	for _, method := range []string{"conversations.open", "chat.postMessage", "conversations.history"} {
		t.Run(method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := openBureau(t, "2009-10-16 08:00", oneDigest)
				if method == "conversations.history" { // it is read when it is not known whether a message arrived
					d.Fail("chat.postMessage", sandbox.Fault{Drop: true})
				}
				for _, m := range []string{method, "auth.test"} {
					d.Fail(m, sandbox.Fault{Times: -1, Error: "account_inactive"})
				}
				d.pass("90m")
				if s := d.bot.Status().Reminders; s.Problem != bot.SlackRefuses || s.Refused != "account_inactive" {
					t.Errorf("status %+v\n%s", s, d.troubles())
				}
				d.Heal()
				d.pass("5m")
				d.wantTold(alice, "digest of U0ALICE in en: Acme")
				d.wantIn(alice, general)
				d.behaved()
			})
		})
	}
}

// A conversation that Slack does not know any more is opened again.
func TestAConversationThatIsGoneIsOpenedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		if err := d.store.Know(t.Context(), alice, "", "D0BEFORE1"); err != nil {
			t.Fatal(err)
		}
		d.pass("2h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		d.wantIn(alice, general)
	})
}

// Whoever could not be told is not said to be for ever, when somebody else deals with it.
func TestWhoeverWasNotToldIsForgottenWhenThatIsMended(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-13 08:00", []program.Partner{owned("Acme")}, func(o *bot.Options) { o.Reminders.Channel = mixed })
		d.pass("74h") // Friday at ten
		if s := d.bot.Status().Reminders; s.Untold != 1 {
			t.Fatalf("status %+v\n%s", s, d.troubles())
		}
		before, err := d.store.Partner(t.Context(), "acme")
		if err != nil {
			t.Fatal(err)
		}
		after := before
		after.Owners = []string{alice}
		if _, err := d.store.Apply(t.Context(), program.Batch{
			Op: "assign", By: manager, At: time.Now(), What: "assign",
			Changes: []program.Change{{Before: &before, After: after}},
		}, nil); err != nil {
			t.Fatal(err)
		}
		d.pass("73h") // Monday
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		if s := d.bot.Status().Reminders; s.Untold != 0 {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
	})
}

// What the log says of recipients names nobody's e-mail address.
func TestNoAddressIsLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", []program.Partner{owned("Acme", "nobody@example.com")})
		d.pass("2h")
		d.wantIn(alice, general, "digest of nobody@example.com in en: Acme (users_not_found)")
		if logs := d.logs.String(); strings.Contains(logs, "nobody@example.com") || !strings.Contains(logs, "reminder sent") {
			t.Error(logs)
		}
	})
}

// That nobody can be told of a store that went back keeps no process from ending.
func TestASuspicionThatCannotBeToldEndsWithTheBot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.pass("10m")
		d.Fail("chat.postMessage", sandbox.Fault{Times: -1, Status: 403})
		d.redis.FlushAll()
		d.cut()
		d.pass("10s")
		begun := time.Now()
		d.quit()
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("ended after %v", took)
		}
	})
}

// Of those with very many partners one at a time is held in memory.
func TestThoseWithManyPartnersAreServedOneByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		outbox := crowded{many: make(map[string]bool)}
		var partners []program.Partner
		for i := range 3 * 501 {
			partners = append(partners, owned(fmt.Sprint("Partner ", i), member(i%3)))
		}
		d := openBureau(t, "2009-10-16 10:00", partners, func(o *bot.Options) {
			outbox.Outbox = o.Reminders.Outbox
			o.Reminders.Outbox = &outbox
		})
		d.staff(3)
		d.pass("10m")
		if outbox.served < 3 || outbox.most != 1 {
			t.Errorf("%d were served, %d at once\n%s", outbox.served, outbox.most, d.troubles())
		}
	})
}

// crowded is an outbox that counts how many with many partners are being served at once.
type crowded struct {
	bot.Outbox
	mu           sync.Mutex
	many         map[string]bool
	served, most int
}

func (c *crowded) Recipient(ctx context.Context, id string) (program.Recipient, error) {
	who, err := c.Outbox.Recipient(ctx, id)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(who.Partners) > 500 {
		c.many[id] = true
		c.most = max(c.most, len(c.many))
	}
	return who, err
}

func (c *crowded) Reschedule(ctx context.Context, id string, revision int64, next time.Time) error {
	c.mu.Lock()
	if c.many[id] {
		c.served++
	}
	delete(c.many, id)
	c.mu.Unlock()
	return c.Outbox.Reschedule(ctx, id, revision, next)
}

// What breaks the auditor breaks nothing else.
func TestABrokenAuditIsSurvived(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-15 20:00", oneDigest, func(o *bot.Options) {
			o.Reminders.Outbox = broken{o.Reminders.Outbox}
		})
		d.pass("14h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		if !strings.Contains(d.logs.String(), "a reminder broke") {
			t.Error(d.troubles())
		}
	})
}

// broken is an outbox that cannot be audited.
type broken struct{ bot.Outbox }

func (broken) All(context.Context) iter.Seq2[program.Partner, error] { panic("broken") }
