package commands

import (
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// nearby is how many days ahead or back a day is understood without its year.
const nearby = 180

var (
	weekdaysEN = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	weekdaysFR = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

	monthsEN = [...]string{
		"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December",
	}
	monthsFR = [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin",
		"juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}
)

// day is a date in words, such as 14 January 2010 or 1er octobre 2009.
func (p *phrases) day(d program.Date) string {
	return p.dayOfMonth(d) + " " + strconv.Itoa(d.Year)
}

// weekday is a date in words with its day of the week, such as Thursday 14 January
// 2010.
func (p *phrases) weekday(d program.Date) string {
	return p.nameOfDay(d) + " " + p.day(d)
}

// soon is [phrases.weekday] without a year that goes without saying.
func (p *phrases) soon(d, today program.Date) string {
	if n := d.Since(today); n < -nearby || n > nearby {
		return p.weekday(d)
	}
	return p.nameOfDay(d) + " " + p.dayOfMonth(d)
}

// recent is a day that is past, without a year that goes without saying.
func (p *phrases) recent(d, today program.Date) string {
	if d.Year == today.Year {
		return p.dayOfMonth(d)
	}
	return p.day(d)
}

// nameOfDay is the day of the week.
func (p *phrases) nameOfDay(d program.Date) string {
	return p.either(weekdaysEN[d.Weekday()], weekdaysFR[d.Weekday()])
}

// dayOfMonth is a date without its year. French has an ordinal for the first only.
func (p *phrases) dayOfMonth(d program.Date) string {
	n := strconv.Itoa(d.Day)
	if d.Day == 1 {
		n = p.either(n, "1er")
	}
	return n + " " + p.either(monthsEN[d.Month-1], monthsFR[d.Month-1])
}

// zoneCity says where a day ends, from a time zone's name: "in Paris" and "heure de
// Paris" for Europe/Paris.
func (p *phrases) zoneCity(zone string) string {
	city := strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
	if !strings.Contains(zone, "/") {
		return p.either(city+" time", "heure "+city)
	}
	of := "de "
	if strings.ContainsAny(city[:1], "AEIOUY") {
		of = "d'"
	}
	return p.either("in "+city, "heure "+of+city)
}
