package program_test

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

// house is how people are reminded who have said nothing.
var house = program.Habits{Hour: 9, Rungs: []int{90, 60, 30, 14, 7, 3, 1, 0}}

func TestMornings(t *testing.T) {
	rules := program.Default()
	for _, c := range []struct {
		zone, on string
		hour     int
		want     string // in UTC; empty: they do not work then
	}{
		{"Europe/Paris", "2009-09-14", 9, "2009-09-14T07:00:00Z"},
		{"Europe/Paris", "2009-09-12", 9, ""}, // a Saturday
		{"Europe/Paris", "2009-07-14", 9, ""}, // the national holiday
		{"Africa/Cairo", "2026-04-24", 0, ""}, // a Friday off
		{"Africa/Cairo", "2023-04-28", 0, ""}, // so is this one
		{"America/New_York", "2009-03-09", 9, "2009-03-09T13:00:00Z"},
		{"Pacific/Auckland", "2009-10-14", 9, "2009-10-13T20:00:00Z"}, // in Paris it is still the day before
		{"Pacific/Kiritimati", "2009-10-14", 9, "2009-10-13T19:00:00Z"},
		{"Pacific/Apia", "2011-12-30", 9, ""},                        // a day that Samoa skipped
		{"Asia/Pyongyang", "2015-08-14", 23, "2015-08-14T14:00:00Z"}, // 23:30 came twice the night after
		{"America/Caracas", "2007-12-10", 9, "2007-12-10T13:30:00Z"}, // half an hour's zone
		{"Asia/Amman", "2009-10-29", 23, "2009-10-29T20:00:00Z"},     // turned back at one the next morning
		{"Australia/Lord_Howe", "2024-04-08", 2, "2024-04-07T15:30:00Z"},
	} {
		habits := house
		habits.Hour = c.hour
		if strings.HasPrefix(c.zone, "Africa/") {
			habits.Off = []time.Weekday{time.Friday}
		}
		diary := rules.Diary(&program.Recipient{Zone: c.zone}, habits)
		got := ""
		if m, ok := diary.Morning(day(t, c.on)); ok {
			got = m.At.UTC().Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s, %s at %d: morning at %q, want %q", c.zone, c.on, c.hour, got, c.want)
		}
	}
}

// TestMorningsWhereTheClockIsTurned: an hour that is left out begins when the clock is
// turned, and of an hour that comes twice the first counts.
func TestMorningsWhereTheClockIsTurned(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	rules := *program.Default()
	for _, c := range []struct{ on, want string }{
		{"2021-05-17", "2021-05-17T00:00:00Z"},
		{"2010-03-28", "2010-03-28T01:00:00Z"}, // 2:00 is left out
		{"2010-10-31", "2010-10-31T00:00:00Z"}, // 2:00 comes at 0:00 and at 1:00 UTC
	} {
		if got := firstShowing(day(t, c.on), 2, paris).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%s: the model says %s, want %s", c.on, got, c.want)
		}
	}
	for _, on := range []string{"2024-03-31", "2024-10-27"} { // Sundays, so asked through one that works
		for _, zone := range []string{"Europe/Paris", "America/Santiago", "Asia/Beirut", "America/Havana"} {
			compareMornings(t, &rules, zone, day(t, on).AddDays(-3), day(t, on).AddDays(3))
		}
	}
}

// TestEveryZoneEveryDay: in every zone there is, and for every day from 2024 to 2036, the
// last morning by that day is the one that a walk over the clock finds: no reminder comes
// a day early or late.
func TestEveryZoneEveryDay(t *testing.T) {
	rules := program.Default()
	for _, zone := range zones(t) {
		compareMornings(t, rules, zone, program.Date{Year: 2024, Month: 1, Day: 1}, program.Date{Year: 2036, Month: 12, Day: 31})
	}
}

// compareMornings compares a diary's answers with those of a plain model.
func compareMornings(t *testing.T, rules *program.Rules, zone string, from, until program.Date) {
	t.Helper()
	location, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, hour := range []int{0, 9} {
		habits := house
		habits.Hour = hour
		diary := rules.Diary(&program.Recipient{Zone: zone}, habits)
		mornings := modelMornings(rules, location, hour, from.AddDays(-10), until.AddDays(10))
		i := 0
		for day := from; !day.After(until); day = day.AddDays(1) {
			for i+1 < len(mornings) && !rules.Today(mornings[i+1]).After(day) {
				i++
			}
			by, ok := diary.By(day)
			if !ok || !by.At.Equal(mornings[i]) {
				t.Errorf("%s at %d: by %s told at %s, want %s", zone, hour, day, by.At, mornings[i])
			}
			if next, ok := diary.After(by.At); !ok || !next.At.Equal(mornings[i+1]) {
				t.Errorf("%s at %d: after %s comes %s, want %s", zone, hour, by.At, next.At, mornings[i+1])
			}
		}
	}
}

// modelMornings are the instants at which somebody is told things, found by looking at
// the clock.
func modelMornings(rules *program.Rules, zone *time.Location, hour int, from, until program.Date) []time.Time {
	var all []time.Time
	for on := from; !on.After(until); on = on.AddDays(1) {
		if !rules.IsWorkday(on) {
			continue
		}
		if at := firstShowing(on, hour, zone); !at.IsZero() {
			all = append(all, at)
		}
	}
	return all
}

// firstShowing is the first minute at which the clock of a zone shows a date and at least
// an hour; zero when it never does.
func firstShowing(on program.Date, hour int, zone *time.Location) time.Time {
	midnight := time.Date(on.Year, on.Month, on.Day, 0, 0, 0, 0, time.UTC)
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	early, late := midnight.Add(-30*time.Hour), midnight.Add(48*time.Hour)
	if offset(early) == offset(late) && offset(midnight) == offset(late) {
		return midnight.Add(time.Duration(hour)*time.Hour - offset(late))
	}
	for t := early; t.Before(late); t = t.Add(time.Minute) {
		if shown := t.In(zone); program.DateOf(shown) == on && shown.Hour() >= hour {
			return t
		}
	}
	return time.Time{}
}

// zones are the names of all zones that differ from each other.
func zones(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(out)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	seen := map[string]bool{}
	var names []string
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		hash := sha256.New()
		if _, err := io.Copy(hash, content); err != nil {
			t.Fatal(err)
		}
		content.Close()
		if sum := fmt.Sprintf("%x", hash.Sum(nil)); !seen[sum] {
			seen[sum] = true
			names = append(names, file.Name)
		}
	}
	if len(names) < 300 || !slices.Contains(names, "Europe/Paris") {
		t.Fatalf("only %d zones were found", len(names))
	}
	return names
}

// TestDueElsewhere: what was due on a morning is so on the morning of that date, wherever
// somebody has gone and whatever hour they have chosen since.
func TestDueElsewhere(t *testing.T) {
	rules := program.Default()
	paris := rules.Diary(&program.Recipient{}, house)
	for _, c := range []struct {
		zone        string
		hour        int
		since, want string // in the programme's zone
	}{
		{"Europe/Paris", 9, "2009-10-16 09:00", "2009-10-16 09:00"},
		{"Europe/Helsinki", 9, "2009-10-16 09:00", "2009-10-16 08:00"},
		{"Pacific/Auckland", 9, "2009-10-16 09:00", "2009-10-15 22:00"},
		{"America/New_York", 9, "2009-10-16 09:00", "2009-10-16 09:00"}, // it comes later
		{"Europe/Paris", 8, "2009-10-16 09:00", "2009-10-16 08:00"},
		{"Europe/Paris", 10, "2009-10-16 09:00", "2009-10-16 09:00"},
		{"Europe/Helsinki", 9, "2009-10-16 09:01", "2009-10-16 09:01"}, // something has changed then
		{"Europe/Helsinki", 9, "2009-10-17 09:00", "2009-10-17 09:00"}, // a Saturday
	} {
		at := func(text string) time.Time {
			got, err := time.ParseInLocation("2006-01-02 15:04", text, rules.Zone)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		habits := house
		habits.Hour = c.hour
		there := rules.Diary(&program.Recipient{Zone: c.zone}, habits)
		if got := there.Due(at(c.since), paris); !got.Equal(at(c.want)) {
			t.Errorf("in %s at %d, due since %s: %s, want %s", c.zone, c.hour, c.since, got.In(rules.Zone), c.want)
		}
	}
}
