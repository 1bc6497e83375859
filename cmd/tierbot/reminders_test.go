package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// The managers' channel, and somebody who has left.
const (
	office = "C0MANAGE1"
	left   = "U0LEFT001"
)

// staff is how many account managers there are. The bot's pace lets twenty messages go out
// at once, so that a run of digests lasts long enough for something to happen in it.
const staff = 30

// morning is nine o'clock in Paris, thirty days before the first deadline.
var morning = time.Date(2009, time.September, 14, 7, 0, 0, 0, time.UTC)

// The token is revoked in the middle of a run of digests: everything stops, nothing is
// marked as sent that nobody has seen, and the service is not ready. It goes on with a new
// token, and everybody has heard once. Of the partners of somebody who has left, the
// managers' channel hears.
func TestATokenIsRevoked(t *testing.T) {
	r := start(t, func(r *running) {
		r.began = morning
		t.Setenv("TIERBOT_CHANNEL", office)
		r.employ(t)
	})
	r.digests(t, 5)
	r.slack.Revoke()
	r.eventually(t, "it is not ready", func() bool {
		status, body := r.get(t, "/readyz")
		return status == http.StatusServiceUnavailable && strings.Contains(body, `"problem":"slack","refused":"token_revoked"`)
	})
	seen := r.digests(t, 5)
	if len(seen) > staff-5 {
		t.Fatalf("%d of %d were told: the token was not revoked in the middle", len(seen), staff)
	}
	marked := r.arrivals(t)
	for user := range seen {
		if !slices.Contains(marked, user) {
			t.Errorf("%s has seen a digest, and it is not marked as sent", user)
		}
	}
	if len(marked) != len(seen) {
		t.Errorf("%d digests are marked as sent and %d were seen", len(marked), len(seen))
	}
	if text := r.log.String(); !strings.Contains(text, "token_revoked") || strings.Contains(text, "CANARY") {
		t.Errorf("the log:\n%s", text)
	}
	r.end(t)

	const another = "xoxb-2-CANARY-bot"
	r.slack.Reinstall(another)
	t.Setenv("SLACK_BOT_TOKEN", another)
	r.serve(t, 2)
	for user, n := range r.digests(t, staff) {
		if n != 1 {
			t.Errorf("%s is told %d times", user, n)
		}
	}
	if status, body := r.get(t, "/readyz"); status != http.StatusOK {
		t.Errorf("/readyz with another token: %d %s", status, body)
	}
	_, err := r.slack.Await(soon(t), func(m sandbox.Message) bool {
		return m.Channel == office && strings.Contains(m.Plain(), "Partner of "+left)
	})
	if err != nil {
		t.Errorf("the managers' channel hears nothing of the partner of somebody who has left: %v", err)
	}
	r.end(t)
}

// A partner that is imported on the command line is dealt with by the bot that runs at once:
// it asks for the zone of whoever looks after it, and knows their next morning.
func TestAnImportWakesTheBot(t *testing.T) {
	r := start(t, func(r *running) {
		r.began = morning.Add(time.Hour)
		r.slack.AddUser(sandbox.User{ID: alice, Name: "alice", Zone: "Asia/Tokyo"})
	})
	next := func() time.Time {
		pulse, err := r.partners(t).Pulse(soon(t), r.began)
		if err != nil {
			t.Fatal(err)
		}
		return pulse.Next
	}
	r.eventually(t, "nobody is due", func() bool { return next().After(morning.AddDate(0, 0, 1)) })
	path := filepath.Join(t.TempDir(), "partners.csv")
	if err := os.WriteFile(path, []byte("name,tier,owners\nBeta,professional,"+alice+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	importer := tierbot{stdin: strings.NewReader(""), stdout: r.log, stderr: r.log, now: r.clock()}
	if code := importer.run(t.Context(), []string{"import", path, "--yes"}); code != 0 {
		t.Fatalf("import: %d\n%s", code, r.log)
	}
	tokyo := time.Date(2009, time.September, 15, 0, 0, 0, 0, time.UTC)
	r.eventually(t, "the morning in Tokyo", func() bool { return next().Equal(tokyo) })
	r.end(t)
}

// A Redis that comes back empty is shown within seconds and told to the managers' channel,
// and the bot still answers. It goes on when a manager says so.
func TestAStoreThatCameBackEmpty(t *testing.T) {
	r := start(t, func(r *running) {
		r.began = morning
		t.Setenv("TIERBOT_CHANNEL", office)
		t.Setenv("TIERBOT_MANAGERS", alice)
		r.slack.AddChannel(sandbox.Channel{ID: office, Name: "managers", Members: []string{alice, "U0SANDBOX"}})
	})
	r.eventually(t, "the store is known", func() bool {
		_, body := r.get(t, "/readyz")
		return strings.Contains(body, `"next":`)
	})
	r.redis.Close()
	r.redis.FlushAll()
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	lost := time.Now()
	r.eventually(t, "it is suspect, and ready", func() bool {
		status, body := r.get(t, "/readyz")
		return status == http.StatusOK && strings.Contains(body, `"problem":"suspect","suspect":"empty"`)
	})
	if took := time.Since(lost); took > 5*time.Second {
		t.Errorf("that the store is suspect shows after %v, want 5 seconds at most", took)
	}
	r.counted(t, "tierbot_reminders_suspect 1")
	_, err := r.slack.Await(soon(t), func(m sandbox.Message) bool {
		return m.Channel == office && strings.Contains(m.Plain(), "/tier resume")
	})
	if err != nil {
		t.Errorf("the managers' channel is not told: %v", err)
	}
	if answer := r.ask(t, "/tier acme"); !strings.Contains(answer, "acme") {
		t.Errorf("it answers: %s", answer)
	}
	r.ask(t, "/tier resume now")
	r.eventually(t, "reminders go on", func() bool {
		_, body := r.get(t, "/readyz")
		return !strings.Contains(body, "suspect") && strings.Contains(body, `"careful_until":`)
	})
	r.end(t)
}

// employ gives the workspace account managers, each with a partner that is in grace, one
// who has left, and a channel for the managers.
func (r *running) employ(t *testing.T) {
	t.Helper()
	batch := program.Batch{Op: "employ", By: "test", At: morning.Add(-12 * time.Hour), What: "test"}
	add := func(user sandbox.User) {
		r.slack.AddUser(user)
		batch.Changes = append(batch.Changes, program.Change{After: program.Partner{
			ID: strings.ToLower(user.ID), Name: "Partner of " + user.ID, Tier: "professional", Owners: []string{user.ID},
		}})
	}
	for i := range staff {
		add(sandbox.User{ID: fmt.Sprintf("U0STAFF%02d", i), Name: fmt.Sprintf("staff%d", i)})
	}
	add(sandbox.User{ID: left, Name: "left", Deleted: true})
	r.slack.AddChannel(sandbox.Channel{ID: office, Name: "managers", Members: []string{alice, "U0SANDBOX"}})
	if _, err := r.partners(t).Apply(soon(t), batch, nil); err != nil {
		t.Fatal(err)
	}
}

// partners is the store of the service.
func (r *running) partners(t *testing.T) *store.Workspace {
	t.Helper()
	redis, err := store.Open("redis://bot:" + canaryRedis + "@" + r.redis.Addr() + "/0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { redis.Close() })
	return redis.Workspace("T0SANDBOX")
}

// digests waits until so many account managers have seen a digest, and returns how many
// each of them has.
func (r *running) digests(t *testing.T, most int) map[string]int {
	t.Helper()
	var seen map[string]int
	r.eventually(t, fmt.Sprintf("%d are told", most), func() bool {
		seen = make(map[string]int)
		for i := range staff {
			user := fmt.Sprintf("U0STAFF%02d", i)
			for range r.slack.Messages(user, r.slack.DM(user)) {
				seen[user]++
			}
		}
		return len(seen) >= most
	})
	return seen
}

// arrivals are the account managers whose digests the store has as sent.
func (r *running) arrivals(t *testing.T) []string {
	t.Helper()
	sent, err := r.partners(t).Sent(soon(t), time.Time{}, 10*staff)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := range sent {
		if strings.HasPrefix(sent[i].Recipient, "U0STAFF") {
			all = append(all, sent[i].Recipient)
		}
	}
	return all
}

// eventually waits until something holds.
func (r *running) eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("never: %s\n%s", what, r.log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
