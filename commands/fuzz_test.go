package commands_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// FuzzLines types anything behind every command, as a manager, and presses what it is
// answered with. Whatever comes, there is an answer within the limits, the store holds
// nothing that could not be a name, and the same gesture once more changes nothing.
func FuzzLines(f *testing.F) {
	for _, line := range []string{
		"acme", `id:"acme"`, "acme vtsp A. Holder, B. Holder on 14 May 2009; competency desktop",
		"acme révoquer vtsp A. Holder le 05/06/2009 car rien", "acme revenue 12 000,50 $ evidence https://example.com/ note x",
		`list "enterprise" me`, "undo 1", "undo import 1", "undo fall 1", "snooze acme a week", "reporter acme jusqu'au 3 mai", "care acme", "m'occupe acme", "mute", "reminders at 8 days 3,1 off wed away 3 to 5 May", "rappels à 7 h absent du 3 au 5 mai repos aucun", "reminders change", "rehearse", "répéter 14 janvier 2010", "simuler", "decide each", "decide each premier", "fall all", "fall held", "week", "rétrograder acme", "hold acme because we wait", "suspendre tout", "exempt acme until 1 March 2010 because so", `fall all seen:"7.1"`, "annuler", "history acme", `history from:"3"`, "assign acme me @U0X1",
		"alias acme “Acme Réseaux”", "extend acme until 1 March 2010 because x", "set acme premier on 2009-04-14 because y",
		`add "Nouveau" professional me`, "archive acme because z", `import file:"F" plan:"p" day:"2009-12-01"`, "export xlsx",
		"acme on 14 mai 2009", "help certify", "acme vtsp \"A \"\"B\"\" C\",; ;\n on on on", "acme vtsp (", "acme competency and", "\xff\xfe",
	} {
		f.Add(uint8(0), line)
		f.Add(uint8(3), line)
	}
	slashes := commands.SlashCommands()
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		if !utf8.ValidString(text) || len(text) > 3000 {
			return
		}
		o := newOffice(t)
		command := slashes[int(which)%len(slashes)].Name
		reply := o.do("1", command+" "+text)
		if strings.TrimSpace(reply.String()) == "" && reply.Form == nil {
			t.Errorf("%s %q: an empty answer", command, text)
		}
		before := len(o.store.Entries)
		if o.do("1", command+" "+text); len(o.store.Entries) != before {
			t.Errorf("%s %q changed something twice", command, text)
		}
		o.sound()
		for i, action := range transcript.Buttons(reply) {
			o.do("press "+string(rune('a'+i)), action.Command)
		}
		o.sound()
	})
}

// sound holds that whatever the store has come to hold are names.
func (o *office) sound() {
	o.Helper()
	for _, p := range o.store.Partners {
		names := append([]string{p.Name}, p.Aliases...)
		for _, h := range p.Certificates {
			if h.Holder != "" {
				names = append(names, h.Holder)
			}
			if h.Earned.After(program.Default().Today(o.req.Now)) {
				o.Errorf("%s holds what is still to come: %v", p.ID, h)
			}
		}
		for _, name := range names {
			if err := program.CheckName(name); err != nil {
				o.Errorf("%s: %q is recorded: %v", p.ID, name, err)
			}
		}
		if p.Tier == "" || program.Default().Tier(p.Tier) == nil {
			o.Errorf("%s has the tier %q", p.ID, p.Tier)
		}
	}
}

// FuzzForms fills anything into the form. It says no more than words could: only the
// partner that was chosen is changed, and who is recorded was filled in.
func FuzzForms(f *testing.F) {
	f.Add("acme", "certificate:vtsp", "B. Holder\nC. Holder", "2009-05-14", "https://example.com/", "seen", `{"id":"acme","v":1}`)
	f.Add("beta reseaux", "competency:desktop", "", "2009-05-14", "", "", `{}`)
	f.Add(`acme" vtsp "X`, "metric:revenue", "1;2", "on on", "note", "evidence", `{"id":"beta reseaux"}`)
	f.Fuzz(func(t *testing.T, partner, what, who, day, evidence, note, state string) {
		for _, text := range []string{partner, what, who, day, evidence, note, state} {
			if !utf8.ValidString(text) || len(text) > 1000 {
				return
			}
		}
		o := newOffice(t)
		line := o.Compose("record", commands.Values{
			"partner": partner, "what": what, "holders": who, "amount": who, "day": day, "evidence": evidence, "note": note,
		}, state)
		o.req.Filled = true
		o.do("1", line)
		o.sound()
		for _, e := range o.store.Entries[3:] {
			if e.ID != partner && !strings.Contains(state, e.ID) {
				t.Errorf("%q changed %s", line, e.ID)
			}
		}
		if _, err := o.Redraw(t.Context(), o.req, "record", commands.Values{"partner": partner, "what": what}, state); err != nil {
			t.Errorf("redraw: %v", err)
		}
	})
}

// FuzzQuotes reads anything as a message that is to be recorded.
func FuzzQuotes(f *testing.F) {
	f.Add("Acme: Bruno Holder has passed the VTSP on 14 May 2009", "https://example.com/")
	f.Add("Acme a obtenu\nVTSP le 1er", "x")
	f.Fuzz(func(t *testing.T, message, link string) {
		if !utf8.ValidString(message) || !utf8.ValidString(link) {
			return
		}
		o := newOffice(t)
		reply, err := o.Quote(t.Context(), o.req, message, link)
		if err != nil || reply.Form == nil {
			t.Fatalf("no form: %v", err)
		}
		form := reply.Form
		for _, field := range form.Fields {
			if !utf8.ValidString(field.Value) {
				t.Errorf("%s holds half a character: %q", field.Name, field.Value)
			}
		}
		o.req.Now = o.req.Now.Add(time.Hour)
		o.submit("1", form, nil)
		o.sound()
	})
}
