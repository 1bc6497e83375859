package program_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

func TestAddMonthsClampsToTheMonthsEnd(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2009-04-14", 6, "2009-10-14"},
		{"2009-04-14", 9, "2010-01-14"},
		{"2009-08-31", 6, "2010-02-28"},
		{"2009-08-29", 6, "2010-02-28"},
		{"2011-08-31", 6, "2012-02-29"},
		{"2012-02-29", 12, "2013-02-28"},
		{"2009-12-31", 1, "2010-01-31"},
		{"2009-01-31", 1, "2009-02-28"},
		{"2009-03-31", -1, "2009-02-28"},
		{"2009-01-15", -1, "2008-12-15"},
	} {
		if got := day(t, c.from).AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

// TestAddMonthsProperty: the result is in the month meant, on the same day of the
// month or on its last.
func TestAddMonthsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := drawDate(t)
		n := rapid.IntRange(-60, 60).Draw(t, "months")
		got := from.AddMonths(n)
		months := func(d program.Date) int { return d.Year*12 + int(d.Month) }
		if months(got) != months(from)+n {
			t.Errorf("%s and %d months is %s", from, n, got)
		}
		if last := got.AddDays(1).Month != got.Month; got.Day != from.Day && !(last && got.Day < from.Day) {
			t.Errorf("%s and %d months is %s: neither the same day nor the month's last", from, n, got)
		}
	})
}

// TestSinceCrossesTheEndOfSummerTime: days are counted on the calendar.
func TestSinceCrossesTheEndOfSummerTime(t *testing.T) {
	if got := day(t, "2010-01-14").Since(day(t, "2009-04-14")); got != 275 {
		t.Errorf("275 days lie between, got %d", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		from := drawDate(t)
		n := rapid.IntRange(-5000, 5000).Draw(t, "days")
		if got := from.AddDays(n).Since(from); got != n {
			t.Errorf("%s and %d days lies %d days off", from, n, got)
		}
	})
}

// TestTodayIsParis: the day ends at midnight in the programme's zone.
func TestTodayIsParis(t *testing.T) {
	rules := program.Default()
	for instant, want := range map[string]string{
		"2009-10-14T21:59:59Z": "2009-10-14",
		"2009-10-14T22:00:00Z": "2009-10-15",
		"2010-01-14T22:59:59Z": "2010-01-14",
		"2010-01-14T23:00:00Z": "2010-01-15",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := rules.Today(at).String(); got != want {
			t.Errorf("at %s it is %s in Paris, want %s", instant, got, want)
		}
	}
}

func TestLatestStart(t *testing.T) {
	rules := program.Default()
	for _, c := range []struct {
		days     float64
		deadline string
		want     string
		why      string
	}{
		{5, "2010-01-14", "2010-01-08", "a Friday: the weekend lies between"},
		{0.5, "2009-10-14", "2009-10-14", "half a day fits the deadline day itself"},
		{0.5, "2009-10-18", "2009-10-16", "a Sunday deadline leaves the Friday"},
		{5, "2010-01-05", "2009-12-29", "New Year's Day is a holiday"},
		{5, "2009-11-16", "2009-11-09", "11 November is a holiday"},
		{2, "2009-05-21", "2009-05-19", "Ascension Day is a holiday"},
		{10, "2010-01-14", "2009-12-31", "two weeks, with New Year's Day between"},
	} {
		if got := rules.LatestStart(c.days, day(t, c.deadline)).String(); got != c.want {
			t.Errorf("%v days due %s: start %s, want %s (%s)", c.days, c.deadline, got, c.want, c.why)
		}
	}
}

func drawDate(t *rapid.T) program.Date {
	return program.Date{Year: 2009, Month: 1, Day: 1}.AddDays(rapid.IntRange(-3000, 12000).Draw(t, "day"))
}
