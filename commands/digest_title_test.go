package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// TestATitleCountsToTheFirstDeadline holds that what can be saved leads a digest, and that
// its title counts the days to the first deadline all the same.
func TestATitleCountsToTheFirstDeadline(t *testing.T) {
	rules := program.Default()
	all := partners(t, rules, "id,name,tier,vtsp,competencies,revenue,owners\n"+
		"late,Late,enterprise,A|B,,20000,U0OWNER\ngiven,Given,enterprise,A,infrastructure,20000,U0OWNER\n")
	for i := range all {
		if all[i].ID == "given" {
			all[i].Extension = &program.Extension{Until: day(t, "2010-02-10")}
		}
	}
	recipient := &program.Recipient{ID: "U0OWNER", Partners: all}
	c := commands.New(rules, newShelf(nil))
	now := time.Date(2010, time.January, 11, 9, 0, 0, 0, rules.Zone)
	items := rules.Diary(recipient, c.House).Agenda(now, now).Items
	if len(items) != 2 || items[0].Partner.ID != "given" {
		t.Fatalf("not the one that can be saved, then the one that cannot: %+v", items)
	}
	reply := c.Digest(commands.Digest{Lang: program.English, Now: now, Recipient: recipient, Items: items})
	if want := "3 days to 14 January: Late would fall to Professional, 1 more after 10 February"; !strings.HasPrefix(reply.String(), want+"\n") {
		t.Errorf("want %q:\n%s", want, reply)
	}
}
