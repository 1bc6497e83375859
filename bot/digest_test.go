package bot

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// someday is a morning thirty days before the embedded programme's first deadline.
var someday = time.Date(2009, time.September, 14, 7, 0, 0, 0, time.UTC)

// portfolio is somebody who looks after so many partners: most miss one certificate, and
// of every ten one has more time, one fell, one was put off, and one misses nothing.
func portfolio(n int) *program.Recipient {
	date := func(month time.Month, day int) program.Date { return program.Date{Year: 2009, Month: month, Day: day} }
	r := &program.Recipient{ID: "U0OWNER", Zone: "Europe/Paris", Marks: map[string]program.Mark{}}
	for i := range n {
		p := program.Partner{ID: fmt.Sprintf("p%03d", i), Name: fmt.Sprintf("Partner %03d", i), Tier: "professional", Owners: []string{r.ID}}
		switch i % 10 {
		case 4:
			p.Extension = &program.Extension{Until: date(time.November, 13)}
		case 5:
			p.Tier = "registered"
			p.Fell = &program.Fall{From: "enterprise", Lapse: date(time.September, 9), On: date(time.September, 10)}
		case 7:
			p.Tier = "enterprise"
			r.Marks[p.ID] = program.Mark{Deadline: date(time.October, 14), Snoozed: date(time.September, 14)}
		case 9:
			p.Certificates = []program.Holding{{Certificate: "vtsp", Holder: "A. Holder"}}
		}
		r.Partners = append(r.Partners, p)
	}
	return r
}

// digestOf is what somebody is told on a morning.
func digestOf(rules *program.Rules, r *program.Recipient, now time.Time, lang program.Lang) (commands.Reply, []program.Item) {
	all := commands.New(rules, nil)
	items := rules.Diary(r, all.House).Agenda(now, now).Items
	if len(items) == 0 {
		return commands.Reply{}, nil
	}
	return all.Digest(commands.Digest{Lang: lang, Now: now, Recipient: r, Items: items}), items
}

func TestDigestsOfEverySize(t *testing.T) {
	for _, n := range []int{1, 3, 12, 46, 700} {
		for _, lang := range []program.Lang{program.English, program.French} {
			t.Run(fmt.Sprint(n, " ", lang), func(t *testing.T) {
				reply, _ := digestOf(program.Default(), portfolio(n), someday, lang)
				m := view{lang: lang, direct: true}.draw(reply)
				c := checker{t: t, actions: make(map[string]bool)}
				c.message(decoded(t, m))
				got := outline(decoded(t, m))
				golden := filepath.Join("testdata", fmt.Sprintf("digest_%d_%s.txt", n, lang))
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("the digest differs (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// decoded is a message as Slack gets it.
func decoded(t interface{ Fatal(...any) }, m message) map[string]any {
	var whole map[string]any
	if err := json.Unmarshal(encode(t, m), &whole); err != nil {
		t.Fatal(err)
	}
	return whole
}

// outline is a message with a line for each block: its texts, its [buttons] and its
// (menus: options).
func outline(m map[string]any) string {
	var b strings.Builder
	blocks, _ := m["blocks"].([]any)
	for _, block := range blocks {
		fmt.Fprintf(&b, "%s: %s\n", block.(map[string]any)["type"], strings.ReplaceAll(strings.TrimSpace(shown(block)), "\n", "\n    "))
	}
	return b.String()
}

// shown is what one sees of a block or of something in it.
func shown(v any) string {
	switch v := v.(type) {
	case []any:
		var b strings.Builder
		for _, inner := range v {
			b.WriteString(shown(inner))
		}
		return b.String()
	case map[string]any:
		text := shown(v["text"])
		switch v["type"] {
		case "button":
			return "[" + text + "] "
		case "static_select":
			return "(" + shown(v["placeholder"]) + ": " + strings.TrimSuffix(shown(v["options"]), "| ") + ") "
		}
		if v["value"] != nil {
			return text + " | "
		}
		return text + shown(v["elements"]) + shown(v["accessory"])
	case string:
		return v
	}
	return ""
}

// TestAnyDigestIsWithinSlacksLimits holds, whatever somebody looks after and whenever,
// that a digest can be posted, that it shows each partner once, and that it says how many
// it does not show.
func TestAnyDigestIsWithinSlacksLimits(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		r := &program.Recipient{ID: rapid.SampledFrom([]string{"U0OWNER", ""}).Draw(t, "who"), Zone: "Europe/Paris", Marks: map[string]program.Mark{}}
		for i := range rapid.IntRange(1, 60).Draw(t, "partners") {
			r.Partners = append(r.Partners, anyPartner(t, rules, i))
		}
		day := rules.FirstDay.AddDays(rapid.IntRange(0, 400).Draw(t, "day"))
		now := time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, rules.Zone)
		lang := rapid.SampledFrom([]program.Lang{program.English, program.French}).Draw(t, "lang")
		reply, items := digestOf(rules, r, now, lang)
		if len(items) == 0 {
			return
		}
		v := view{lang: lang, direct: true, form: form(rapid.IntRange(0, 2).Draw(t, "form"))}
		c := checker{t: t, actions: make(map[string]bool)}
		c.message(decoded(t, v.draw(reply)))

		told := make(map[string]int)
		for _, item := range items {
			told["/tier id:"+`"`+item.Partner.ID+`"`] = 0
		}
		n := 0
		for _, part := range reply.Parts {
			rows, _ := part.(commands.Rows)
			for _, row := range rows {
				n++
				if seen, ok := told[row.Action.Command]; !ok || seen > 0 {
					t.Fatalf("%s is shown %d times more", row.Action.Command, seen)
				}
				told[row.Action.Command]++
			}
		}
		if n != min(len(items), 10) {
			t.Fatalf("%d of %d partners are shown", n, len(items))
		}
		if v.form == bare {
			return
		}
		drawn := string(encode(t, v.draw(reply)))
		for open, seen := range told {
			if quoted, _ := json.Marshal(open); strings.Count(drawn, string(quoted)) != seen {
				t.Fatalf("%s is drawn %d times, want %d", open, strings.Count(drawn, string(quoted)), seen)
			}
		}
	})
}

// anyPartner draws a partner with names and ids of any length.
func anyPartner(t *rapid.T, rules *program.Rules, i int) program.Partner {
	tier := rules.Tiers[rapid.IntRange(1, len(rules.Tiers)-1).Draw(t, "tier")]
	p := program.Partner{
		ID:   fmt.Sprint(rapid.StringOfN(rapid.RuneFrom([]rune("aé ")), 0, 190, -1).Draw(t, "id"), i),
		Name: "x" + rapid.StringOfN(rapid.RuneFrom([]rune("aé \"'<&>·…漢😀")), 0, 198, -1).Draw(t, "name"), Tier: tier.ID,
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "holders") {
		p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Holder: fmt.Sprint("Holder ", n)})
	}
	switch rapid.IntRange(0, 4).Draw(t, "decided") {
	case 0:
		p.Extension = &program.Extension{Until: rules.FirstDay.AddDays(rapid.IntRange(0, 400).Draw(t, "until")), Reason: "because"}
	case 1:
		on := rules.FirstDay.AddDays(rapid.IntRange(100, 400).Draw(t, "on"))
		p.Fell = &program.Fall{From: rules.Tiers[len(rules.Tiers)-1].ID, Lapse: on.AddDays(-1), On: on}
	}
	return p
}
