package commands_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// afternoon is what a manager asks one after the other; press is the button that the
// answer before has first.
var afternoon = []string{
	"/tier acme",
	"/certify acme vtsp B. Holder on 14 May 2009",
	"/certify acme competency infrastructure; desktop",
	"/certify acme revoke vtsp B. Holder on 1 June 2009",
	"/certify acme vtsp A. Holder",
	"/tier undo",
	"/tier undo 8",
	"/tier assign acme @U0NEW me",
	"/tier snooze acme a week",
	"/tier reminders at 8 off wednesday",
	"/tier unmute acme",
	"/tier mute acme",
	"/tier reminders",
	"/tier alias acme Acme Networks",
	"/tier extend acme until 1 March 2010 because the course was cancelled",
	"/tier set beta enterprise because it was earned",
	`/tier add "Nouveau Venu" professional me`,
	"/tier archive gamma because it was bought",
	"/tier undo",
	`/tier import file:"news.csv"`,
	"press",
	"/tier undo import 20",
	"/tier history acme",
	"/tier history",
	"/tier acme on 14 May 2009",
	"/tier export",
	"/tier list",
	"/tier acem",
	"/tier rehearse",
	"/tier hold late because the audit is not over",
	"/tier fall late",
	"/tier undo",
	"/tier exempt late until 1 March 2010 because the course was cancelled",
	"/tier decide",
	"press",
	"press",
	"/tier decide each",
	"/tier hold all because the vendor is late",
}

// TestEveryReplyOfRedisIsLostOnce holds that a reply of Redis which is lost after its
// command was carried out changes nothing for anybody: the answer is the same, and so
// are the store and the audit log. Each reply of each request is lost once.
func TestEveryReplyOfRedisIsLostOnce(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	straight, around := openStore(t, server.URL()), openStore(t, proxy.URL())

	spent := 0
	day := func(disturbed int, lose func(command []string) bool) (answers []string, entries []program.Entry) {
		spent++
		team := fmt.Sprintf("T%d", spent)
		quiet, shaky := straight.Workspace(team), around.Workspace(team)
		seedSix(t, quiet)
		last := commands.Reply{}
		for i, line := range afternoon {
			books := quiet
			if i == disturbed {
				books = shaky
				proxy.Lose(lose)
			}
			if line == "press" {
				line = last.Actions[0].Command
			}
			last = askOnce(t, books, i, line)
			proxy.Lose(nil)
			answers = append(answers, tell(last))
		}
		return answers, audited(t, quiet)
	}
	want, log := day(-1, nil)
	if strings.Contains(strings.Join(want, ""), "unavailable") {
		t.Fatalf("the quiet day is none:\n%s", strings.Join(want, "\n"))
	}
	for i, line := range afternoon {
		lost := 0
		for n := 1; ; n++ {
			asked := 0
			answers, entries := day(i, func(command []string) bool {
				if command[0] == "hello" || command[0] == "client" {
					return false
				}
				asked++
				return asked == n
			})
			if diff := cmp.Diff(want, answers); diff != "" {
				t.Errorf("%s, without reply %d: the answers differ\n%s", line, n, diff)
			}
			if diff := cmp.Diff(log, entries); diff != "" {
				t.Errorf("%s, without reply %d: the audit log differs\n%s", line, n, diff)
			}
			if asked < n {
				break
			}
			lost++
		}
		if lost == 0 {
			t.Errorf("%s: no reply was lost", line)
		}
	}
}

func openStore(t *testing.T, url string) *store.Redis {
	t.Helper()
	redis, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = redis.Close() })
	return redis
}

// seedSix stores six partners, of which the time of three is over.
func seedSix(t *testing.T, w *store.Workspace) {
	t.Helper()
	batch := program.Batch{Op: "seed", By: "test", At: time.Date(2009, 5, 1, 9, 0, 0, 0, time.UTC), What: "import partners.csv"}
	for _, p := range []program.Partner{
		{ID: "acme", Name: "Acme", Tier: "enterprise", Owners: []string{"U0OWNER"}},
		{ID: "beta", Name: "Beta", Tier: "professional"},
		{ID: "late", Name: "Late", Tier: "professional"},
		{ID: "later", Name: "Later", Tier: "professional"},
		{ID: "latest", Name: "Latest", Tier: "professional"},
	} {
		batch.Changes = append(batch.Changes, program.Change{After: p})
	}
	if _, err := w.Apply(t.Context(), batch, nil); err != nil {
		t.Fatal(err)
	}
	gamma := program.Batch{Op: "gamma", By: "U0BOSS", At: batch.At, What: "add", Changes: []program.Change{{After: program.Partner{ID: "gamma", Name: "Gamma", Tier: "premier"}}}}
	if _, err := w.Apply(t.Context(), gamma, nil); err != nil {
		t.Fatal(err)
	}
}

// askOnce asks as one gesture.
func askOnce(t *testing.T, w *store.Workspace, n int, line string) commands.Reply {
	t.Helper()
	req := commands.Request{
		User: "U0BOSS", Locale: "en", As: commands.Manager, Op: fmt.Sprint("gesture ", n),
		Now:   time.Date(2009, 12, 1, 12, 0, n, 0, time.UTC),
		Files: attached{"news.csv": "id,name,tier,vtsp\nacme,Acme,enterprise,A. Holder@2009-12-01\ndelta,Delta,registered,\n"},
	}
	req.Command, req.Text, _ = strings.Cut(line, " ")
	reply, err := commands.New(program.Default(), w).Do(t.Context(), req)
	if err != nil {
		t.Errorf("%s: %v", line, err)
	}
	return reply
}

// tell is all that a reply says.
func tell(r commands.Reply) string {
	text := r.String() + "\n" + strings.Join(pressed(r), "\n")
	for _, n := range r.Notices {
		text += "\n(to " + n.To + ") " + n.EN.String()
	}
	if r.File != nil {
		text += "\n" + string(r.File.Data)
	}
	return text
}
