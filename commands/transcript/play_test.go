package transcript

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// TestALineThatCannotBePlayedSaysWhy holds that whoever writes a script hears which line is
// wrong, and how.
func TestALineThatCannotBePlayedSaysWhy(t *testing.T) {
	const before, behind = "as manager U0BOSS en on 2009-12-01\n", "-- partners.csv --\nid,name,tier\nacme,Acme,enterprise\n"
	for line, want := range map[string]string{
		"dance":                        "no line of a script begins with dance",
		"press Undo":                   `there is no button "Undo"`,
		"submit":                       "there is no form",
		"file gone.csv":                "there is no file gone.csv",
		"decision of someday":          "someday",
		"reported beta by U1 on today": "today",
		"extended beta until 2010-01-01 by U1 because so": "there is no partner beta",
		"3 partners of gold":                              "there is no tier gold",
	} {
		script := parse("wrong", before+line+"\n"+behind)
		var got error
		for _, err := range script.Play(t.Context(), How{}) {
			got = err
		}
		if got == nil || !strings.Contains(got.Error(), want) || !strings.Contains(got.Error(), line) {
			t.Errorf("%s: %v, want %q", line, got, want)
		}
	}
}

// TestAButtonIsTheSameInEveryLanguage holds that a script which presses a button by its
// English name presses the same one where everybody reads French.
func TestAButtonIsTheSameInEveryLanguage(t *testing.T) {
	script := parse("languages", `as manager U0BOSS en on 2009-12-01
> /certify acme vtsp A. Holder
press Undo
-- partners.csv --
id,name,tier
acme,Acme,enterprise
`)
	var last Turn
	for turn, err := range script.Play(t.Context(), How{Lang: program.French}) {
		if err != nil {
			t.Fatal(err)
		}
		last = turn
	}
	if text := last.Reply.String(); !strings.Contains(text, "Annulation de l'entrée 2") {
		t.Errorf("pressed something else:\n%s", text)
	}
}
