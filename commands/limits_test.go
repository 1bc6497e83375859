package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// longRules is a programme whose every label is as long as labels get.
func longRules(t *testing.T) *program.Rules {
	t.Helper()
	label := func(s string) string {
		long := strings.Repeat(s+" ", 80/(len(s)+1)+1)[:80]
		return fmt.Sprintf("{ en = %q, fr = %q, short_en = %q, short_fr = %q }", long, long, long[:20], long[:20])
	}
	rules, err := program.Load("long.toml", []byte(`
name = `+label("programme")+`
first_day = 2009-04-14
zone = "Europe/Paris"
holidays = "fr"
[[certificate]]
id = "c"
label = `+label("certificate")+`
training = { days = 12.5, online = true, free = true }
[[competency]]
id = "a"
label = `+label("alpha")+`
training = { days = 3 }
[[competency]]
id = "b"
label = `+label("beta")+`
training = { days = 7.5 }
[[competency]]
id = "d"
label = `+label("delta")+`
training = { days = 5 }
[[metric]]
id = "m"
label = `+label("metric")+`
unit = "CHF"
[[tier]]
id = "low"
label = `+label("low")+`
[[tier]]
id = "mid"
label = `+label("mid")+`
grace_months = 6
  [[tier.requirement]]
  people = 12
  hold = "c"
  [[tier.requirement]]
  any = 2
  of = ["a", "b", "d"]
  [[tier.requirement]]
  metric = "m"
  minimum = 1_000_000_000
[[tier]]
id = "top"
label = `+label("top")+`
grace_months = 9
  [[tier.requirement]]
  people = 1000
  hold = "c"
  [[tier.requirement]]
  all_of = ["a", "b", "d"]
  [[tier.requirement]]
  metric = "m"
  minimum = 90_000_000_000
`))
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// longStock is some partners, whose ids are as long as they get and want quoting.
func longStock(rt *rapid.T, rules *program.Rules, most int) []program.Partner {
	stock := rapid.SliceOfN(partner(rules), 1, most).Draw(rt, "partners")
	for i := range stock {
		stock[i].ID = fmt.Sprintf("%d \"%s\"", i, strings.Repeat("é", 80))
	}
	return stock
}

// TestAnswersKeepTheirLimits asks everything about partners with names and labels as
// long as they get, in both languages, and holds each answer to what it promises.
func TestAnswersKeepTheirLimits(t *testing.T) {
	rules := longRules(t)
	rapid.Check(t, func(rt *rapid.T) {
		stock := longStock(rt, rules, 30)
		c := commands.New(rules, transcript.NewShelf(stock))
		req := commands.Request{
			User:   "U1",
			As:     rapid.SampledFrom([]commands.Access{commands.Reader, commands.Manager}).Draw(rt, "as"),
			Op:     "gesture",
			Forms:  true,
			Locale: rapid.SampledFrom([]string{"en-GB", "fr-FR"}).Draw(rt, "locale"),
			Shared: rapid.Bool().Draw(rt, "shared"),
			Now:    time.Date(2009, 4, 14, 12, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 300).Draw(rt, "day")),
		}
		name := rapid.SampledFrom(stock).Draw(rt, "partner").Name
		line := rapid.SampledFrom(lines(name)).Draw(rt, "line")
		req.Command, req.Text, _ = strings.Cut(line, " ")
		reply, err := c.Do(t.Context(), req)
		if err != nil {
			rt.Fatalf("%s: %v", line, err)
		}
		withinLimits(rt, reply)
		withoutMoney(rt, req, reply)
		follow(rt, c, req, reply)
	})
}

// TestWhatIsShownUnaskedKeepsTheLimits holds Home, and what the managers' channel is told of
// the week and of somebody who has left, to the same limits, and presses their buttons.
func TestWhatIsShownUnaskedKeepsTheLimits(t *testing.T) {
	rules := longRules(t)
	rapid.Check(t, func(rt *rapid.T) {
		stock := longStock(rt, rules, 5)
		c := commands.New(rules, transcript.NewShelf(stock))
		req := commands.Request{
			User:   rapid.SampledFrom([]string{"U1", "U0OTHER"}).Draw(rt, "user"),
			As:     rapid.SampledFrom([]commands.Access{commands.Reader, commands.Manager}).Draw(rt, "as"),
			Locale: rapid.SampledFrom([]string{"en-GB", "fr-FR"}).Draw(rt, "locale"),
			Op:     "gesture",
			Now:    firstDay.AddDate(0, 0, rapid.IntRange(0, 300).Draw(rt, "day")),
		}
		home, err := c.Home(t.Context(), req)
		if err != nil {
			rt.Fatal(err)
		}
		left := c.Departed(commands.Departed{Lang: req.Lang(), Now: req.Now, Who: "U1", Partners: stock})
		unreached := []commands.Unreached{{Who: strings.Repeat("x", 200) + "@example.com", Partners: 1}}
		week, _, err := c.Week(t.Context(), commands.Week{Lang: req.Lang(), Now: req.Now, Unreachable: unreached})
		if err != nil {
			rt.Fatal(err)
		}
		for _, told := range []commands.Reply{left, week} {
			withoutMoney(rt, commands.Request{Shared: true, Text: "nothing"}, told)
		}
		for _, reply := range []commands.Reply{home, left, week} {
			withinLimits(rt, reply)
			follow(rt, c, req, reply)
		}
	})
}

// lines ask everything there is to ask, of a partner where it is of one.
func lines(name string) []string {
	return []string{
		"/tier " + name, "/tier \"" + name + "\"", "/missing " + name, "/missing " + name + " for top",
		"/missing " + name + " for", "/tier " + name + " for nothing", "/tier missing " + name, "/tier grace " + name + " top",
		"/grace " + name, "/grace", "/tier", "/tier help", "/tier list", "/tier list in grace me", "/tier list lapsed",
		"/certify " + name + " c " + strings.Repeat("Holder ", 28), "/certify \"" + name + "\" alpha", "/certify " + name, "/certify",
		"/certify " + name + " c X on 05/06/2009", "/tier history " + name, "/tier history", "/tier undo", "/tier undo 1",
		"/tier assign " + name + " me", "/tier alias " + name + " Other", "/tier set " + name + " top because " + strings.Repeat("x ", 800),
		"/tier extend " + name + " until 2011-01-01 because " + strings.Repeat("x ", 800), "/tier archive " + name, "/tier add new top me",
		"/tier " + name + " on 2009-04-20", "/tier import", "/tier export",
		"/tier snooze " + name, "/tier snooze " + name + " a week", "/tier care " + name, "/tier mute " + name, "/tier unmute " + name,
		"/tier reminders", "/tier reminders change", "/tier reminders at 8 off wednesday", "/tier reminders days " + strings.Repeat("x", 900),
		"/tier rehearse", "/tier rehearse 2010-06-30", "/tier decide", "/tier decide each", "/tier fall " + name, "/tier fall all",
		"/tier hold " + name + " because " + strings.Repeat("x ", 800), "/tier hold all", "/tier exempt " + name,
		"/tier plan " + name, "/tier plan " + name + " for top", "/tier plan " + name + " for", "/tier what-if " + name,
		"/tier what-if " + name + " 12 c, alpha on 2009-12-01; m 5; revoke beta", "/tier what-if " + name + " on 2010-02-01",
		"/tier what-if " + name + " c " + strings.Repeat("Holder ", 28), "/tier programme", "/tier programme 2009-11-01", "/tier week",
		"/tier handover", "/tier handover me", "/tier handover me @U0OTHER", "/tier handover me @U0OTHER " + name,
		"/tier list risk", "/tier list late", "/tier list promote me",
	}
}

// follow presses every button of a reply and holds the answers to the same limits.
func follow(t *rapid.T, c *commands.Commands, req commands.Request, reply commands.Reply) {
	for _, action := range transcript.Buttons(reply) {
		req.Command, req.Text, _ = strings.Cut(action.Command, " ")
		req.Op += " and then"
		answer, err := c.Do(t.Context(), req)
		if err != nil {
			t.Fatalf("%s: %v", action.Command, err)
		}
		if strings.Contains(action.Command, "id:") && answer.Title == "" && !answer.Private {
			t.Fatalf("%s does not name its partner: %s", action.Command, answer)
		}
		withinLimits(t, answer)
		withoutMoney(t, req, answer)
	}
}

// withoutMoney holds that what a whole channel reads has no figure of the long programme's.
func withoutMoney(t tb, req commands.Request, reply commands.Reply) {
	t.Helper()
	if text := reply.String(); req.Shared && strings.Contains(text, "CHF") {
		t.Errorf("a channel that asks for %s reads a figure:\n%s", req.Text, text)
	}
}

// partner draws a partner of a programme.
func partner(rules *program.Rules) *rapid.Generator[program.Partner] {
	return rapid.Custom(func(t *rapid.T) program.Partner {
		day := rapid.Custom(func(t *rapid.T) program.Date {
			return rules.FirstDay.AddDays(rapid.IntRange(-100, 400).Draw(t, "days"))
		})
		p := program.Partner{
			Name:     "x" + rapid.StringOfN(rapid.RuneFrom([]rune("aé \"'<&>·…漢😀")), 0, 198, -1).Draw(t, "name"),
			Tier:     rapid.SampledFrom(rules.Tiers).Draw(t, "tier").ID,
			Owners:   []string{"U1"},
			Reported: program.Report{By: strings.Repeat("somebody ", 20)},
		}
		for i := range rapid.IntRange(0, 15).Draw(t, "holders") {
			p.Certificates = append(p.Certificates, program.Holding{
				Certificate: "c", Holder: fmt.Sprint(strings.Repeat("Holder ", 28), i), Earned: day.Draw(t, "earned"),
			})
		}
		for _, competency := range rules.Competencies {
			if rapid.Bool().Draw(t, competency.ID) {
				p.Competencies = append(p.Competencies, program.Earned{Competency: competency.ID, Earned: day.Draw(t, "earned")})
			}
		}
		value := program.Amount(rapid.Int64Range(0, 9_000_000_000_000).Draw(t, "value"))
		p.Readings = []program.Reading{{Metric: "m", Value: value}}
		if rapid.Bool().Draw(t, "extended") {
			p.Extension = &program.Extension{Until: day.Draw(t, "until"), By: "U2", Reason: strings.Repeat("because ", 100)}
		}
		return p
	})
}

// tb is what tests and properties have in common.
type tb interface {
	Helper()
	Errorf(format string, args ...any)
}

// withinLimits holds the promises of [commands.Reply] and Slack's limits.
func withinLimits(t tb, reply commands.Reply) {
	t.Helper()
	if n := len([]rune(reply.Title)); n > 150 {
		t.Errorf("a title of %d characters: %s", n, reply.Title)
	}
	if n := len(reply.Actions); n > 5 {
		t.Errorf("%d actions", n)
	}
	for _, action := range transcript.Buttons(reply) {
		if n := len([]rune(action.Label)); n == 0 || n > 30 {
			t.Errorf("a button of %d characters: %q", n, action.Label)
		}
		if n := len(action.Command); n == 0 || n > 2000 {
			t.Errorf("a button that asks with %d bytes", n)
		}
	}
	for _, action := range transcript.Choices(reply) {
		if n, m := len([]rune(action.Label)), len(action.Command); n == 0 || n > 75 || m == 0 || m > 75 {
			t.Errorf("a menu offers %q, which asks with %d bytes", action.Label, m)
		}
	}
	withinForm(t, reply.Form)
	for _, part := range reply.Parts {
		switch part := part.(type) {
		case commands.Rows:
			if len(part) > 10 {
				t.Errorf("%d rows", len(part))
			}
		case commands.Paragraph:
			if n := len([]rune(part.Text.String())); n == 0 || n > 3000 {
				t.Errorf("a paragraph of %d characters", n)
			}
		case commands.Grid:
			withinGrid(t, &part)
		case commands.Chart:
			withinChart(t, &part)
		}
	}
}

// withinGrid holds the promises of [commands.Grid].
func withinGrid(t tb, grid *commands.Grid) {
	t.Helper()
	if n, m := len(grid.Columns), len(grid.Lines); n == 0 || n > 8 || m > 20 {
		t.Errorf("a grid of %d columns and %d lines", n, m)
	}
	if grid.Caption == "" {
		t.Errorf("a grid without a caption")
	}
	for _, line := range grid.Lines {
		if len(line.Cells) != len(grid.Columns) || line.Cells[0].Text == "" {
			t.Errorf("a line of %d cells in %d columns: %v", len(line.Cells), len(grid.Columns), line.Cells)
		}
	}
}

// withinChart holds the promises of [commands.Chart], so that a chart is never left out.
func withinChart(t tb, chart *commands.Chart) {
	t.Helper()
	labels := slices.Clone(chart.Categories)
	if n, m := len(chart.Categories), len(chart.Series); n == 0 || n > 20 || m == 0 || m > 6 {
		t.Errorf("a chart of %d categories and %d series", n, m)
	}
	for _, series := range chart.Series {
		labels = append(labels, series.Label)
		if n := len(series.Values); n != len(chart.Categories) {
			t.Errorf("%q has %d values for %d categories", series.Label, n, len(chart.Categories))
		}
	}
	for _, label := range labels {
		if n := len([]rune(label)); n == 0 || n > 20 {
			t.Errorf("a label of %d characters in a chart: %q", n, label)
		}
	}
	if n := len([]rune(chart.Title)); n == 0 || n > 50 {
		t.Errorf("a chart with a title of %d characters: %q", n, chart.Title)
	}
}

// withinForm holds the promises of [commands.Form], which are Slack's limits of a modal.
func withinForm(t tb, form *commands.Form) {
	t.Helper()
	if form == nil {
		return
	}
	if n, m := len([]rune(form.Title)), len([]rune(form.Submit)); n == 0 || n > 24 || m == 0 || m > 24 {
		t.Errorf("a form called %q with a button %q", form.Title, form.Submit)
	}
	if n := len(form.State); n > 2000 {
		t.Errorf("a form that carries %d bytes", n)
	}
	for _, field := range form.Fields {
		if n := len([]rune(field.Label)); n == 0 || n > 48 {
			t.Errorf("a field of %d characters: %q", n, field.Label)
		}
		if n := len(field.Choices); n > 100 {
			t.Errorf("%s has %d choices", field.Name, n)
		}
		for _, choice := range append(field.Choices, commands.Choice{Value: field.Value, Label: field.Shown}) {
			if n, m := len(choice.Value), len([]rune(choice.Label)); field.Kind != commands.LinesField && n > 1000 || m > 75 {
				t.Errorf("%s has a choice of %d bytes and %d characters", field.Name, n, m)
			}
		}
	}
}
