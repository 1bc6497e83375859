package commands_test

import (
	"strings"

	"github.com/tierbot/tierbot/commands"
)

// digest is what somebody is told on the day: the asker, or, for the managers' channel,
// nobody or somebody else.
func (c *conversation) digest(of string) string {
	c.Helper()
	who, d := c.req.User, commands.Digest{Lang: c.req.Lang(), Now: c.req.Now}
	of, withButtons := strings.CutSuffix(of, ", with buttons")
	switch of = strings.TrimPrefix(of, " of "); of {
	case "":
	case "nobody":
		who = ""
	default:
		who, d.Unreachable = of, "user_disabled"
	}
	recipient, err := c.store.Recipient(c.Context(), who)
	if err != nil {
		c.Fatal(err)
	}
	all := commands.New(c.rules, c.store)
	diary := c.rules.Diary(&recipient, all.House)
	today := c.rules.Today(c.req.Now)
	morning, works := diary.Morning(today)
	agenda := diary.Agenda(c.req.Now, morning.At)
	if !works || len(agenda.Items) == 0 {
		return "(nothing is due)"
	}
	d.Recipient, d.Items = &recipient, agenda.Items
	reply := all.Digest(d)
	c.check("digest", reply)
	c.store.told(who, agenda.Items, today)
	c.last = reply
	if !withButtons {
		return reply.String()
	}
	return reply.String() + "\n" + strings.Join(pressed(reply), "\n")
}
