package commands_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A quoted message, and what is read of it: what is empty is left to whoever fills the
// form in.
type quoted struct {
	message string
	partner string
	what    string
	holders string
	day     string
	ended   bool
	amount  string
}

const (
	vtsp    = "certificate:vtsp"
	desktop = "competency:desktop"
	today   = "2009-12-01"
)

// TestQuotedMessages holds what is read of a message that says somebody has passed. Today
// is 1 December 2009.
func TestQuotedMessages(t *testing.T) {
	for name, messages := range map[string][]quoted{
		"who, what, where and when": {
			{message: "Acme: Bruno Holder has passed the VTSP on 14 May 2009, bravo!", partner: "acme", what: vtsp, holders: "Bruno Holder", day: "2009-05-14"},
			{message: "Bonne nouvelle, Anne Dupont a obtenu le VTSP hier chez Beta Réseaux", partner: "beta reseaux", what: vtsp, holders: "Anne Dupont", day: "2009-11-30"},
			{message: "Élodie Étê a passé le VTSP chez Acme", partner: "acme", what: vtsp, holders: "Élodie Étê", day: today},
			{message: "Acme a validé la compétence Virtualisation des postes de travail le 3 novembre 2009", partner: "acme", what: desktop, day: "2009-11-03"},
			{message: "Acme has the Desktop Virtualization competency since 3 November 2009", partner: "acme", what: desktop, day: "2009-11-03"},
			{message: "lunch?", day: today},
		},
		"the bot's own words": {
			{message: "certify acme vtsp Alain Roy, Zoé Weber on 14 May 2009", partner: "acme", what: vtsp, holders: "Alain Roy\nZoé Weber", day: "2009-05-14"},
			{message: "/certify beta réseaux vtsp alain roy", partner: "beta reseaux", what: vtsp, holders: "alain roy", day: today},
			{message: "@U0BOT certifier acme vtsp Alain Roy et Zoé Weber le 14 mai 2009", partner: "acme", what: vtsp, holders: "Alain Roy\nZoé Weber", day: "2009-05-14"},
			{message: "acme vtsp Alain Roy", partner: "acme", what: vtsp, holders: "Alain Roy", day: today},
			{message: "tier certify acme vtsp Alain Roy", partner: "acme", what: vtsp, holders: "Alain Roy", day: today},
			{message: "acme vtsp Alain Roy (14 May 2009)", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "acme vtsp thanks to everybody", partner: "acme", what: vtsp, day: today},
			{message: "acme vtsp what a day", partner: "acme", what: vtsp, day: today},
			{message: "acme revoke vtsp A. Holder hier", partner: "acme", what: vtsp, holders: "A. Holder", day: "2009-11-30", ended: true},
			{message: "acme compétence desktop le 3 novembre 2009", partner: "acme", what: desktop, day: "2009-11-03"},
			{message: "acme revenue 12 000 $", partner: "acme", what: "metric:revenue", amount: "12000", day: today},
			{message: "Acme vtsp Alain Roy on 2 December 2009", partner: "acme", what: vtsp, holders: "Alain Roy"},
			{message: "Acme vtsp Alain Roy le 05/06/2009", partner: "acme", what: vtsp, holders: "Alain Roy"},
			{message: "Acme vtsp Alain Roy; competency desktop", partner: "acme", day: today},
		},
		"a day that is ahead, ambiguous or not understood is left open": {
			{message: "VTSP at Acme on 2 December 2009", partner: "acme", what: vtsp},
			{message: "VTSP at Acme (2 December 2009)", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on December 2nd, 2009", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme le 2 décembre", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme demain", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme le 05/06/2009", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme le 31/02/2009", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme le 14 mai 08", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on 14 May, in 2008", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on Monday", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme la semaine dernière", partner: "acme", what: vtsp},
			{message: "VTSP chez Acme en mai", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on the 14th", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on 14may2009", partner: "acme", what: vtsp},
			{message: "VTSP at Acme on 14 May 2009 or 15 May 2009", partner: "acme", what: vtsp},
		},
		"a day that is understood": {
			{message: "VTSP at Acme yesterday", partner: "acme", what: vtsp, day: "2009-11-30"},
			{message: "VTSP chez Acme avant-hier", partner: "acme", what: vtsp, day: "2009-11-29"},
			{message: "VTSP chez Acme, aujourd'hui", partner: "acme", what: vtsp, day: today},
			{message: "VTSP at Acme on the 14th of May 2009", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "VTSP at Acme on May 14, 2009.", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "VTSP chez Acme le jeudi 14 mai", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "VTSP chez Acme (14/05/2009)", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "VTSP at Acme 2009-05-14, with vSphere 4.1", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "Last week's news: VTSP at Acme on 14 May 2009", partner: "acme", what: vtsp, day: "2009-05-14"},
		},
		"what is no longer so": {
			{message: "Please revoke the VTSP of Inès Morel at Acme from 30 May 2009", partner: "acme", what: vtsp, holders: "Inès Morel", day: "2009-05-30", ended: true},
			{message: "Merci de révoquer le VTSP d'Inès Morel chez Acme au 30 mai 2009", partner: "acme", what: vtsp, holders: "Inès Morel", day: "2009-05-30", ended: true},
			{message: "Le VTSP d’Inès Morel (Acme) est retiré depuis hier", partner: "acme", what: vtsp, holders: "Inès Morel", day: "2009-11-30", ended: true},
			{message: "Inès Morel's VTSP was revoked at Acme yesterday", partner: "acme", what: vtsp, day: "2009-11-30", ended: true},
			{message: "Inès Morel (Acme) n'a plus le VTSP", partner: "acme", what: vtsp, day: today, ended: true},
			{message: "Inès Morel no longer holds the VTSP at Acme", partner: "acme", what: vtsp, day: today, ended: true},
		},
		"all the people or none": {
			{message: "Alain Roy and Zoé Weber from Acme passed the VTSP yesterday", partner: "acme", what: vtsp, holders: "Alain Roy\nZoé Weber", day: "2009-11-30"},
			{message: "Alain Roy et Zoé Weber, d'Acme, viennent d'obtenir le VTSP", partner: "acme", what: vtsp, holders: "Alain Roy\nZoé Weber", day: today},
			{message: "Anne Roy, Zoé Weber et B. Holder (Acme) ont tous réussi l'examen du VTSP", partner: "acme", what: vtsp, holders: "Anne Roy\nZoé Weber\nB. Holder", day: today},
			{message: "VTSP obtained by Alain Roy & Zoé Weber at Acme", partner: "acme", what: vtsp, holders: "Alain Roy\nZoé Weber", day: today},
			{message: "Zoé and Alain Roy from Acme passed the VTSP", partner: "acme", what: vtsp, day: today},
			{message: "zoé and Alain Roy from Acme passed the VTSP", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy and @U0CAMILLE from Acme passed the VTSP", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy and I from Acme passed the VTSP", partner: "acme", what: vtsp, day: today},
			{message: "Merci Camille Petit, Alain Roy a obtenu le VTSP chez Acme", partner: "acme", what: vtsp, day: today},
			{message: "Merci Camille, Alain Roy a obtenu le VTSP chez Acme", partner: "acme", what: vtsp, day: today},
			{message: "Anne Dupont a réussi, et Élodie Étê a passé le VTSP chez Acme", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy passed the VTSP at Acme, Zoé Weber passed the VTSP too", partner: "acme", what: vtsp, day: today},
		},
		"nobody who is none": {
			{message: "Bravo à Zoé Weber (Acme), VTSP obtenu le 14 mai", partner: "acme", what: vtsp, day: "2009-05-14"},
			{message: "@U0CAMILLE a obtenu le VTSP chez Acme", partner: "acme", what: vtsp, day: today},
			{message: "Beta Réseaux passed the VTSP", partner: "beta reseaux", what: vtsp, day: today},
			{message: "Bravo Alain Roy a obtenu le VTSP chez Acme", partner: "acme", what: vtsp, holders: "Alain Roy", day: today},
			{message: "Yesterday Alain Roy (Acme) passed the VTSP", partner: "acme", what: vtsp, holders: "Alain Roy", day: "2009-11-30"},
			{message: "If Alain Roy passed the VTSP, Acme would conform", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy has not passed the VTSP at Acme", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy n'a pas obtenu le VTSP chez Acme", partner: "acme", what: vtsp, day: today},
			{message: "Alain Roy got a question about the VTSP of Acme", partner: "acme", what: vtsp, day: today},
			{message: "Beta Réseaux passed the VTSP, thanks to everybody at Acme", what: vtsp, day: today},
			{message: "Alain Roy de Beta Réseaux et Zoé Weber d'Acme ont obtenu le VTSP", partner: "acme", what: vtsp, day: today},
			{message: "She passed the VTSP at Acme", partner: "acme", what: vtsp, day: today},
		},
		"the partner, whatever stands around it": {
			{message: "VTSP pour *Acme*", partner: "acme", what: vtsp, day: today},
			{message: "le VTSP d'Acme", partner: "acme", what: vtsp, day: today},
			{message: "FYI: Acme's Alain Roy passed the VTSP", partner: "acme", what: vtsp, holders: "Alain Roy", day: today},
			{message: "VTSP (« Beta Réseaux SA »)", partner: "beta reseaux", what: vtsp, day: today},
			{message: "Alain Roy (Novatech) passed the VTSP", what: vtsp, day: today},
			{message: "Alain Roy from Novatech passed the VTSP", what: vtsp, holders: "Alain Roy", day: today},
		},
		"one of several things is none": {
			{message: "Acme: Alain Roy passed the VSP, Zoé Weber the VTSP", partner: "acme", day: today},
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, want := range messages {
				newOffice(t).quotes(want)
			}
		})
	}
}

// quotes holds what is read of a message.
func (o *office) quotes(want quoted) {
	o.Helper()
	const link = "https://vendor.example/archives/C1/p1"
	reply, err := o.Quote(o.Context(), o.req, want.message, link)
	if err != nil || reply.Form == nil {
		o.Fatalf("%s: no form, %v", want.message, err)
	}
	v := commands.Values{}
	for _, f := range reply.Form.Fields {
		v[f.Name] = f.Value
	}
	got := quoted{
		message: want.message, partner: v["partner"], what: v["what"], holders: v["holders"], day: v["day"],
		ended: v["status"] == "ended", amount: v["amount"],
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(quoted{})); diff != "" {
		o.Errorf("(-want +got)\n%s", diff)
	}
	if v["evidence"] != link {
		o.Errorf("%s: the evidence is %q", want.message, v["evidence"])
	}
}

// TestQuotesLookUpLittle holds how often the store is asked: Slack gives three seconds,
// and a name that is none costs the store more than one that is.
func TestQuotesLookUpLittle(t *testing.T) {
	for message, most := range map[string]int{
		"Alain Roy and Zoé Weber from Acme passed the VTSP yesterday":                            3,
		"Bravo à Zoé Weber (Acme), VTSP obtenu le 14 mai":                                        1,
		"Bonne nouvelle, Anne Dupont a obtenu le VTSP hier chez Beta Réseaux":                    3,
		"certify acme vtsp Alain Roy, Zoé Weber on 14 May 2009":                                  1,
		"Please revoke the VTSP of Inès Morel at Acme from 30 May 2009":                          2,
		"Le Petit Prince, Le Grand Meaulnes Et Les Autres N'Ont Rien À Voir Avec Ça":             16,
		strings.Repeat("Tous Ces Mots Commencent Par Une Majuscule Et Aucun N'Est Un Nom. ", 10): 24,
	} {
		o := newOffice(t)
		counted := &counter{Store: o.store}
		if _, err := commands.New(program.Default(), counted).Quote(t.Context(), o.req, message, ""); err != nil {
			t.Fatal(err)
		}
		if counted.lookups > most {
			t.Errorf("%s: %d look-ups, want at most %d", message, counted.lookups, most)
		}
	}
}

// counter is a store that counts how often a name is looked up.
type counter struct {
	commands.Store
	lookups int
}

func (c *counter) Find(ctx context.Context, name string) (program.Found, error) {
	c.lookups++
	return c.Store.Find(ctx, name)
}
