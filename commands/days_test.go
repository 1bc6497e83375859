package commands

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

// TestDays is how people write days, read on Tuesday 1 December 2009.
func TestDays(t *testing.T) {
	today := program.Date{Year: 2009, Month: time.December, Day: 1}
	for text, want := range map[string]string{
		"2009-05-14": "2009-05-14", "2009/5/14": "2009-05-14", "14/05/2009": "2009-05-14", "14.05.09": "2009-05-14", "14-5-2009": "2009-05-14",
		"14 mai 2009": "2009-05-14", "14 May 2009": "2009-05-14", "May 14, 2009": "2009-05-14", "14th May 2009": "2009-05-14",
		"1er juin 2009": "2009-06-01", "jeudi 14 mai 2009": "2009-05-14", "Thursday 14 May": "2009-05-14", "14 févr. 2009": "2009-02-14",
		"14 mai": "2009-05-14", "24 December": "2008-12-24", "31/12": "2008-12-31",
		"today": "2009-12-01", "aujourd'hui": "2009-12-01", "Yesterday": "2009-11-30", "hier": "2009-11-30", "avant-hier": "2009-11-29",
		"tomorrow": "2009-12-02", "Demain": "2009-12-02",
		// Either the fifth of June or the sixth of May; the same either way is no question.
		"05/06/2009": "2009-06-05 2009-05-06", "5/6": "2009-06-05 2009-05-06", "06/06/2009": "2009-06-06",
		// No days.
		"31/02/2009": "", "2009-02-30": "", "14": "", "mai 2009": "", "14 m 2009": "", "14 ju 2009": "", "32 mai 2009": "", "14 mai 209": "",
		"soon": "", "": "", "00/00/0000": "", "A. Holder": "", "1969-12-31": "",
	} {
		var got []string
		for _, d := range days(text, today) {
			got = append(got, d.String())
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

// TestDaysAhead is the same of days that lie ahead.
func TestDaysAhead(t *testing.T) {
	today := program.Date{Year: 2009, Month: time.December, Day: 1}
	for text, want := range map[string]string{
		"1 March": "2010-03-01", "24 December": "2009-12-24", "1 March 2009": "2009-03-01", "today": "2009-12-01", "1/12": "2009-12-01", "15/03": "2010-03-15",
		"tomorrow": "2009-12-02", "demain": "2009-12-02",
	} {
		if got := daysAhead(text, today); len(got) == 0 || got[0].String() != want {
			t.Errorf("%q is %v, want %s", text, got, want)
		}
	}
}

// TestDaysBehindWords holds where a day at the end of a line begins.
func TestDaysBehindWords(t *testing.T) {
	today := program.Date{Year: 2009, Month: time.December, Day: 1}
	for line, want := range map[string]string{
		"A. Holder on 14 May 2009":        "A. Holder|14 May 2009|2009-05-14",
		"A. Holder 14 mai 2009":           "A. Holder|14 mai 2009|2009-05-14",
		"A. Holder depuis le 1er juin":    "A. Holder|1er juin|2009-06-01",
		"A. Holder on Thursday 14 May":    "A. Holder|Thursday 14 May|2009-05-14",
		"A. Holder yesterday":             "A. Holder|yesterday|2009-11-30",
		"A. Holder on 31/02/2009":         "A. Holder|31/02/2009|",
		"A. Holder on 14th":               "A. Holder|14th|",
		"A. Holder":                       "A. Holder||",
		"B. May":                          "B. May||",
		"Olivier Le on 14 May 2009":       "Olivier Le|14 May 2009|2009-05-14",
		"Jean-Marie de Mai":               "Jean-Marie de Mai||",
		"12 000 depuis hier":              "12 000|hier|2009-11-30",
		"revenue of 12000":                "revenue of 12000||",
		"revenue of 14 May 2009":          "revenue|14 May 2009|2009-05-14",
		"12 000":                          "12 000||",
		`"A. Holder on 14 May 2009"`:      "A. Holder on 14 May 2009||",
		"A. Holder on 05/06/2009":         "A. Holder|05/06/2009|2009-06-05 2009-05-06",
		"A. Holder le jeudi 14 mai 2009":  "A. Holder|jeudi 14 mai 2009|2009-05-14",
		"A. Holder aujourd'hui":           "A. Holder|aujourd'hui|2009-12-01",
		"A. Holder obtained May 14, 2009": "A. Holder obtained|May 14, 2009|2009-05-14",
	} {
		d := cutDay(parse(line), line, today)
		var found []string
		for _, day := range d.days {
			found = append(found, day.String())
		}
		rest := strings.Trim(line[:d.rest[len(d.rest)-1].end], `"`)
		if got := rest + "|" + d.text + "|" + strings.Join(found, " "); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// FuzzDays reads anything as a day. What is one is on the calendar, no later than
// today when it says no year, and is read back from every way to write it.
func FuzzDays(f *testing.F) {
	for _, text := range []string{"14 mai 2009", "05/06/2009", "May 14th", "hier", "2009-02-29", "jeudi 1er janvier", "1/1/70", "3 févr."} {
		f.Add(text, 0)
		f.Add("A. Holder on "+text, 400)
	}
	f.Fuzz(func(t *testing.T, text string, shift int) {
		if !utf8.ValidString(text) || shift < -100_000 || shift > 100_000 {
			return
		}
		today := program.Date{Year: 2009, Month: time.December, Day: 1}.AddDays(shift)
		found := days(text, today)
		if len(found) > 2 {
			t.Errorf("%q is %v", text, found)
		}
		for _, d := range found {
			if d.AddDays(0) != d || d.IsZero() {
				t.Errorf("%q is %v, which no calendar has", text, d)
			}
			if d.Year < firstYear || d.Year > lastYear {
				continue // named by how many days ago it was
			}
			for _, lang := range []program.Lang{program.English, program.French} {
				say := phrases{lang: lang}
				for _, written := range []string{d.String(), say.day(d), say.weekday(d), fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)} {
					if again := days(written, today); len(again) == 0 || again[0] != d {
						t.Errorf("%v written %q is read as %v", d, written, again)
					}
				}
			}
		}
		d := cutDay(parse(text), text, today)
		if d.text != "" && text[d.at:d.at+len(d.text)] != d.text {
			t.Errorf("%q: the day %q does not stand at %d", text, d.text, d.at)
		}
	})
}
