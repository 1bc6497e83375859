package bot_test

import (
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// A message that came twice all the same is deleted, the later one.
func TestAMessageThatCameTwiceIsDeletedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.Fail("chat.postMessage", sandbox.Fault{Drop: true, Executed: true})
		d.pass("1h1s")
		first := d.Messages(alice, d.DM(alice))[0]
		d.call("chat.postMessage", `{"channel":"`+d.DM(alice)+`","text":"digest of U0ALICE in en: Acme","metadata":{"event_type":"tierbot_post","event_payload":`+
			string(first.Metadata.EventPayload)+`}}`)
		d.pass("5m")
		all := d.Messages(alice, d.DM(alice))
		if len(all) != 1 || all[0].TS != first.TS {
			t.Errorf("%d messages\n%s", len(all), d.troubles())
		}
		if s := d.bot.Status().Reminders; s.Found != 1 || s.Repeated != 1 {
			t.Errorf("status %+v", s)
		}
		d.behaved()
	})
}

// Without the scope for it the bot says so once, and goes on as well as it can: a message
// whose answer was lost comes twice.
func TestWithoutHistoryAMessageMayComeTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-16 08:00", oneDigest)
		d.Fail("conversations.history", sandbox.Fault{Times: -1, Error: "missing_scope"})
		d.Fail("chat.postMessage", sandbox.Fault{Drop: true, Executed: true})
		d.pass("65m")
		d.wantTold(alice, "digest of U0ALICE in en: Acme", "digest of U0ALICE in en: Acme")
		if s := d.bot.Status().Reminders; !s.Blind || s.InDoubt != 1 || s.Sent != 1 {
			t.Errorf("status %+v", s)
		}
	})
}

// Whom nobody can be sure to reach after five attempts, the managers' channel hears of; and
// when that is in doubt as well, five more are the last.
func TestEndlessDoubtEnds(t *testing.T) {
	for fails, given := range map[int]bool{5: false, -1: true} {
		synctest.Test(t, func(t *testing.T) {
			d := openBureau(t, "2009-10-16 08:00", oneDigest)
			d.Fail("chat.postMessage", sandbox.Fault{Times: fails, Status: 500})
			d.pass("5h")
			s := d.bot.Status().Reminders
			who, err := d.store.Recipient(t.Context(), alice)
			if err != nil || len(who.Posts) != 1 || s.Overdue != 0 {
				t.Fatalf("posts %+v, %v, status %+v", who.Posts, err, s)
			}
			if !given {
				d.wantIn(alice, general, "digest of U0ALICE in en: Acme (unknown)")
				return
			}
			if post := who.Posts[0]; s.GivenUp != 1 || post.State != program.GivenUp || post.Attempt != 10 {
				t.Errorf("post %+v, status %+v\n%s", post, s, d.troubles())
			}
			d.behaved()
		})
	}
}

// Whoever should be due and is not is found within a day.
func TestTheAuditorMakesDueWhoShouldBe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := openBureau(t, "2009-10-14 10:00", oneDigest)
		d.pass("10m")
		if _, err := d.redis.ZRem(key("due"), alice); err != nil {
			t.Fatal(err)
		}
		d.pass("48h")
		d.wantTold(alice, "digest of U0ALICE in en: Acme")
		if s := d.bot.Status().Reminders; s.Missing != 1 {
			t.Errorf("status %+v\n%s", s, d.troubles())
		}
		d.behaved()
	})
}
