package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// full reports whether trials run at full size, as TIERBOT_TEST_SCALE=full asks. They
// are otherwise as short as what they show allows.
func full() bool { return os.Getenv("TIERBOT_TEST_SCALE") == "full" }

// size is how much of something a trial takes.
func size(short, long int) int {
	if full() {
		return long
	}
	return short
}

// A trial is people who are due, each for one partner of their own, with a Slack in which
// they read and the store that says so.
type trial struct {
	t      *testing.T
	slack  *sandbox.Workspace
	store  *store.Workspace
	orders orders
	people []string
}

// prepare makes a trial over a Redis.
func prepare(t *testing.T, people int, redis string) *trial {
	t.Helper()
	tr := &trial{t: t, orders: orders{Redis: redis, Begun: time.Now(), Times: 20}}
	tr.slack = sandbox.New(sandbox.Options{Now: tr.orders.now, Journal: -1, Seed: 1})
	server := httptest.NewServer(tr.slack)
	t.Cleanup(func() {
		tr.slack.Close()
		server.Close()
	})
	tr.orders.Slack = server.URL + "/api/"
	storage, err := store.Open(redis)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = storage.Close() })
	tr.store = storage.Workspace(team)
	tr.slack.AddChannel(sandbox.Channel{ID: managersChannel, Name: "managers", Private: true, Members: []string{"U0SANDBOX"}})
	tr.employ(people)
	return tr
}

// onRedis makes a trial over a Redis of its own.
func onRedis(t *testing.T, people int) (*trial, *redistest.Server) {
	t.Helper()
	server := redistest.Start(t)
	return prepare(t, people, server.URL()), server
}

// employ makes more people, each with a partner, due.
func (tr *trial) employ(n int) {
	tr.t.Helper()
	first := len(tr.people)
	batch := program.Batch{Op: fmt.Sprint("employ ", first), By: "U0TEST", At: origin.Add(-time.Hour), What: "import"}
	for i := first; i < first+n; i++ {
		user := fmt.Sprintf("U0P%04d", i)
		tr.slack.AddUser(sandbox.User{ID: user, Name: strings.ToLower(user)})
		tr.people = append(tr.people, user)
		batch.Changes = append(batch.Changes, program.Change{After: program.Partner{
			ID: "partner" + user, Name: "Partner of " + user, Tier: "enterprise", Owners: []string{user},
			Certificates: []program.Holding{{Certificate: "vtsp", Holder: "A. Holder", Earned: program.Date{Year: 2009, Month: 5, Day: 12}}},
			Readings:     []program.Reading{{Metric: "revenue", Value: 1_200_000}},
		}})
	}
	if _, err := tr.store.Apply(tr.t.Context(), batch, nil); err != nil {
		tr.t.Fatal(err)
	}
}

// launch starts replicas of which each does as the trial orders.
func (tr *trial) launch(n int) *fleet { return launch(tr.t, n, func(int) orders { return tr.orders }) }

// await waits until everybody has read their digest and no post is in doubt any more, so
// that nothing can be sent again.
func (tr *trial) await(f *fleet, most time.Duration) {
	tr.t.Helper()
	begun := time.Now()
	for end := begun.Add(most); ; {
		missing, open := tr.unread(), ""
		if len(missing) == 0 {
			if open = tr.unsettled(); open == "" {
				return
			}
		}
		if time.Now().After(end) {
			tr.t.Fatalf("after %v %d of %d people have read nothing: %.60q; not settled: %s\nthe replicas:\n%s",
				most, len(missing), len(tr.people), strings.Join(missing, " "), open, f.errors.String())
		}
		<-time.After(50 * time.Millisecond)
	}
}

// digests are the messages of the bot's that somebody sees, by who sees them.
func (tr *trial) digests() map[string][]sandbox.Message {
	read := make(map[string][]sandbox.Message)
	for _, m := range tr.slack.Everything() {
		channel, _ := tr.slack.Channel(m.Channel)
		if m.Bot && channel.IM != "" {
			read[channel.IM] = append(read[channel.IM], m)
		}
	}
	return read
}

// unread are those who have read no digest yet.
func (tr *trial) unread() []string {
	var missing []string
	read := tr.digests()
	for _, user := range tr.people {
		if len(read[user]) == 0 {
			missing = append(missing, user)
		}
	}
	return missing
}

// unsettled is somebody of whose digest the store does not know that it arrived, or empty.
func (tr *trial) unsettled() string {
	for _, user := range tr.people {
		who, err := tr.store.Recipient(tr.t.Context(), user)
		if err != nil {
			return err.Error()
		}
		for _, p := range who.Posts {
			if p.State != program.Sent {
				return fmt.Sprintf("%s: %+v", user, p)
			}
		}
		if len(who.Posts) == 0 {
			return user + ": no post"
		}
	}
	return ""
}

// check fails the test unless everybody reads exactly one digest, that of their partner,
// and no two carry the same id. A digest that came twice and was deleted was seen twice.
func (tr *trial) check() {
	tr.t.Helper()
	owner := make(map[string]string)
	read := tr.digests()
	for _, user := range tr.people {
		if len(read[user]) != 1 {
			tr.t.Errorf("%s reads %d digests, want 1: %v", user, len(read[user]), read[user])
		}
		for _, m := range read[user] {
			if !strings.Contains(m.Text, "Partner of "+user) {
				tr.t.Errorf("%s reads %s", user, m)
			}
			id := postedID(m)
			if id == "" || owner[id] != "" {
				tr.t.Errorf("the digests of %s and %s have the id %q", user, owner[id], id)
			}
			owner[id] = user
		}
	}
	if n := tr.slack.Calls("chat.delete"); n > 0 {
		tr.t.Errorf("%d messages were deleted", n)
	}
	for _, v := range tr.slack.Violations() {
		if !strings.HasSuffix(v.Rule, "_ack") { // whoever is killed or asleep acknowledges nothing in time
			tr.t.Errorf("broke a rule: %v", v)
		}
	}
}

// postedID is the id that a message of the bot's carries, or empty.
func postedID(m sandbox.Message) string {
	var note struct {
		ID string `json:"id"`
	}
	if m.Metadata == nil || m.Metadata.EventType != eventType || json.Unmarshal(m.Metadata.EventPayload, &note) != nil {
		return ""
	}
	return note.ID
}

// repeat posts a message of the bot's once more, as a call that was executed twice.
func (tr *trial) repeat(user string, m sandbox.Message) {
	tr.t.Helper()
	body, err := json.Marshal(map[string]any{"channel": m.Channel, "text": m.Text, "metadata": m.Metadata})
	if err != nil {
		tr.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(tr.t.Context(), http.MethodPost, tr.orders.Slack+"chat.postMessage", bytes.NewReader(body))
	if err != nil {
		tr.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer xoxb-sandbox")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		tr.t.Fatalf("repeat the digest of %s: %v", user, err)
	}
	resp.Body.Close()
}
