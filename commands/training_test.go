package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// mails are three partners of which there is a lot to tell that is nobody else's business.
const mails = `
id,name,aliases,tier,vsp,vtsp,competencies,revenue,owners
nord,Réseaux du Nord,Nordnet,Enterprise,Vera Kent,Anne Martin@2009-05-20,desktop,4321.99,U0OWNER|boss@vendor.example
sud,Compagnie du Sud,Sudcom,Premier,,Igor Blum,continuity,98765.43,U0OTHER
ouest,Océan Ouest,Ouestel,Professional,,,,777.77,U0OTHER
`

// TestTheMailTellsThePartnerItsOwn holds that an e-mail to copy has the partner's name, and
// nobody else's: no other partner, owner, reporter or holder, no reason, no note, and no
// figure that was reported.
func TestTheMailTellsThePartnerItsOwn(t *testing.T) {
	rules := program.Default()
	stock := partners(t, rules, strings.TrimSpace(mails))
	secrets := []string{"U0", "@", "vendor", "321.99", "321,99", "765.43", "765,43", "777", "merger", "Vera", "Anne", "Igor", "Nordnet", "Sudcom", "Ouestel"}
	for i := range stock {
		stock[i].Reported.By = "U0REPORTER"
		stock[i].Extension = &program.Extension{Until: day(t, "2010-03-01"), Reason: "merger", By: "U0BOSS"}
	}
	c := commands.New(rules, transcript.NewShelf(stock))
	for _, p := range stock {
		for _, lang := range []string{"en", "fr"} {
			for _, tier := range []string{p.Tier, "premier"} {
				for _, on := range []string{"2009-06-01", "2010-02-26", "2010-03-02"} {
					said := mailed(t, c, &p, lang+` id:"`+p.ID+`" for "`+tier+`"`, on)
					if !strings.Contains(said, p.Name) || !strings.Contains(said, "VTSP") {
						t.Errorf("no e-mail for %s: %s", p.Name, said)
					}
					for _, other := range stock {
						if other.ID != p.ID && strings.Contains(said, other.Name) {
							t.Errorf("the e-mail for %s names %s: %s", p.Name, other.Name, said)
						}
					}
					for _, secret := range secrets {
						if strings.Contains(said, secret) {
							t.Errorf("the e-mail for %s says %q: %s", p.Name, secret, said)
						}
					}
				}
			}
		}
	}
}

// TestTheMailInTheOtherLanguage: who reads English may write French.
func TestTheMailInTheOtherLanguage(t *testing.T) {
	rules := program.Default()
	stock := partners(t, rules, strings.TrimSpace(mails))
	c := commands.New(rules, transcript.NewShelf(stock))
	for lang, want := range map[string]string{"": "Hello,", "fr ": "Bonjour,", "en ": "Hello,"} {
		if said := mailed(t, c, &stock[0], lang+`id:"nord"`, "2009-06-01"); !strings.Contains(said, want) {
			t.Errorf("in %q: no %q in %s", lang, want, said)
		}
	}
}

// mailed is an e-mail as somebody who reads English sees it.
func mailed(t *testing.T, c *commands.Commands, p *program.Partner, text, on string) string {
	t.Helper()
	d := day(t, on)
	reply, err := c.Do(t.Context(), commands.Request{
		User: "U0OWNER", As: commands.Reader, Command: "/tier", Text: "plan mail " + text, Now: time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatalf("%s: %v", p.Name, err)
	}
	return reply.String()
}
