package roster_test

import (
	"bytes"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// TestWriteTable holds that a table opens in the spreadsheet programs of both languages,
// and that nothing in it is run.
func TestWriteTable(t *testing.T) {
	rows := [][]string{{"partner", "days"}, {"=HYPERLINK(1)", "0,5"}, {"Acme; Co", "-1"}}
	for lang, want := range map[program.Lang]string{
		program.English: "\ufeffpartner,days\n'=HYPERLINK(1),\"0,5\"\nAcme; Co,'-1\n",
		program.French:  "\ufeffpartner;days\n'=HYPERLINK(1);0,5\n\"Acme; Co\";'-1\n",
	} {
		var out bytes.Buffer
		if err := roster.WriteTable(&out, rows, lang); err != nil || out.String() != want {
			t.Errorf("%s: %v, %q, want %q", lang, err, out.String(), want)
		}
	}
}
