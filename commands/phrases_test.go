package commands

import (
	"math"
	"testing"
	"time"

	"golang.org/x/text/message"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// in are the phrases of both languages for the embedded programme.
func in(t *testing.T) (en, fr *phrases) {
	t.Helper()
	rules := program.Default()
	return newPhrases(program.English, rules), newPhrases(program.French, rules)
}

func TestAmounts(t *testing.T) {
	en, fr := in(t)
	for _, test := range []struct {
		hundredths int64
		unit       string
		en, fr     string
	}{
		{0, "USD", "$0", "0\u00a0$"},
		{1, "USD", "$0.01", "0,01\u00a0$"},
		{50, "USD", "$0.50", "0,50\u00a0$"},
		{99_999, "USD", "$999.99", "999,99\u00a0$"},
		{999_999, "USD", "$9,999.99", "9\u00a0999,99\u00a0$"},
		{1_000_000, "USD", "$10,000", "10\u00a0000\u00a0$"},
		{100_000_000, "USD", "$1,000,000", "1\u00a0000\u00a0000\u00a0$"},
		{-1_200_050, "USD", "-$12,000.50", "-12\u00a0000,50\u00a0$"},
		{1_000_000, "XQQ", "XQQ\u00a010,000", "10\u00a0000\u00a0XQQ"},
		{300, "", "3", "3"},
		{350, "", "3.50", "3,50"},
		{math.MaxInt64, "", "92,233,720,368,547,758.07", "92\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,07"},
	} {
		if got := en.amount(test.hundredths, test.unit); got != test.en {
			t.Errorf("%d %s: %q, want %q", test.hundredths, test.unit, got, test.en)
		}
		if got := fr.amount(test.hundredths, test.unit); got != test.fr {
			t.Errorf("%d %s: %q, want %q", test.hundredths, test.unit, got, test.fr)
		}
	}
}

// TestNumbersAreWrittenAsTheLanguageWritesThem compares with the library's printer.
func TestNumbersAreWrittenAsTheLanguageWritesThem(t *testing.T) {
	en, fr := in(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		for _, p := range []*phrases{en, fr} {
			if got, want := p.number(n), message.NewPrinter(p.tag).Sprint(n); got != want {
				t.Errorf("%s: %q, want %q", p.lang, got, want)
			}
		}
	})
}

func TestDates(t *testing.T) {
	en, fr := in(t)
	today := program.Date{Year: 2009, Month: time.December, Day: 1}
	for _, test := range []struct {
		day    program.Date
		en, fr string // with the year unless it goes without saying
	}{
		{program.Date{Year: 2009, Month: time.October, Day: 1}, "Thursday 1 October", "jeudi 1er octobre"},
		{program.Date{Year: 2010, Month: time.January, Day: 14}, "Thursday 14 January", "jeudi 14 janvier"},
		{program.Date{Year: 2010, Month: time.May, Day: 30}, "Sunday 30 May", "dimanche 30 mai"},
		{program.Date{Year: 2010, Month: time.May, Day: 31}, "Monday 31 May 2010", "lundi 31 mai 2010"},
		{program.Date{Year: 2009, Month: time.June, Day: 4}, "Thursday 4 June", "jeudi 4 juin"},
		{program.Date{Year: 2009, Month: time.June, Day: 3}, "Wednesday 3 June 2009", "mercredi 3 juin 2009"},
		{program.Date{Year: 2012, Month: time.February, Day: 29}, "Wednesday 29 February 2012", "mercredi 29 février 2012"},
		{program.Date{Year: 2011, Month: time.August, Day: 1}, "Monday 1 August 2011", "lundi 1er août 2011"},
	} {
		if got := en.soon(test.day, today); got != test.en {
			t.Errorf("%v: %q, want %q", test.day, got, test.en)
		}
		if got := fr.soon(test.day, today); got != test.fr {
			t.Errorf("%v: %q, want %q", test.day, got, test.fr)
		}
	}
}

func TestPlurals(t *testing.T) {
	en, fr := in(t)
	for _, test := range []struct {
		days   int
		en, fr string
	}{
		{0, "last day", "dernier jour"},
		{1, "1 day left", "1 jour restant"},
		{2, "2 days left", "2 jours restants"},
		{44, "44 days left", "44 jours restants"},
		{1000, "1,000 days left", "1\u00a0000 jours restants"},
	} {
		if got := en.daysLeft(test.days); got != test.en {
			t.Errorf("%d: %q, want %q", test.days, got, test.en)
		}
		if got := fr.daysLeft(test.days); got != test.fr {
			t.Errorf("%d: %q, want %q", test.days, got, test.fr)
		}
	}
}

func TestTrainings(t *testing.T) {
	en, fr := in(t)
	for _, test := range []struct {
		training program.Training
		people   int64
		en, fr   string
	}{
		{program.Training{}, 1, "", ""},
		{program.Training{Online: true, Free: true}, 1, "online, free", "en ligne, sans frais"},
		{program.Training{Free: true}, 2, "free", "sans frais"},
		{program.Training{Days: 0.5, Online: true, Free: true}, 1, "half a day online, free", "une demi-journée en ligne, sans frais"},
		{program.Training{Days: 0.5, Online: true}, 3, "half a day online each", "une demi-journée en ligne chacune"},
		{program.Training{Days: 1}, 1, "a day's training", "une journée de formation"},
		{program.Training{Days: 1.5}, 1, "1.5 days' training", "1,5 jour de formation"},
		{program.Training{Days: 2}, 1, "2 days' training", "2 jours de formation"},
		{program.Training{Days: 5}, 2, "a week's training each", "une semaine de formation chacune"},
		{program.Training{Days: 7.5}, 1, "7.5 days' training", "7,5 jours de formation"},
		{program.Training{Days: 10}, 1, "2 weeks' training", "2 semaines de formation"},
	} {
		if got := en.training(test.training, test.people); got != test.en {
			t.Errorf("%+v: %q, want %q", test.training, got, test.en)
		}
		if got := fr.training(test.training, test.people); got != test.fr {
			t.Errorf("%+v: %q, want %q", test.training, got, test.fr)
		}
	}
}

func TestZones(t *testing.T) {
	en, fr := in(t)
	for _, test := range []struct{ zone, en, fr string }{
		{"Europe/Paris", "in Paris", "heure de Paris"},
		{"Europe/Amsterdam", "in Amsterdam", "heure d'Amsterdam"},
		{"America/New_York", "in New York", "heure de New York"},
		{"America/Argentina/Buenos_Aires", "in Buenos Aires", "heure de Buenos Aires"},
		{"UTC", "UTC time", "heure UTC"},
	} {
		if got := en.zoneCity(test.zone); got != test.en {
			t.Errorf("%s: %q, want %q", test.zone, got, test.en)
		}
		if got := fr.zoneCity(test.zone); got != test.fr {
			t.Errorf("%s: %q, want %q", test.zone, got, test.fr)
		}
	}
}

func TestLists(t *testing.T) {
	en, fr := in(t)
	for _, test := range []struct {
		things                 []string
		enAll, enAny, frA, frO string
	}{
		{nil, "", "", "", ""},
		{[]string{"A"}, "A", "A", "A", "A"},
		{[]string{"A", "B"}, "A and B", "A or B", "A et B", "A ou B"},
		{[]string{"A", "B", "C"}, "A, B and C", "A, B or C", "A, B et C", "A, B ou C"},
	} {
		for got, want := range map[string]string{
			en.all(test.things): test.enAll, en.any(test.things): test.enAny,
			fr.all(test.things): test.frA, fr.any(test.things): test.frO,
		} {
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}
