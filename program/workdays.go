package program

import (
	"fmt"
	"math"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/fr"
)

// holidayYears is how many years of public holidays are worked out when a
// programme is loaded: enough for every grace, extension and reminder, and
// little enough to keep in memory.
const holidayYears = 60

// publicHolidays works out a country's public holidays from the year before the
// programme begins. The empty country has none.
func publicHolidays(country string, first Date) (map[Date]struct{}, error) {
	var days []*cal.Holiday
	switch country {
	case "":
	case "fr":
		days = fr.Holidays
	default:
		return nil, fmt.Errorf("holidays %q: want fr, or nothing for none", country)
	}
	holidays := make(map[Date]struct{}, len(days)*holidayYears)
	for year := first.Year - 1; year < first.Year+holidayYears; year++ {
		for _, holiday := range days {
			if actual, _ := holiday.Calc(year); !actual.IsZero() {
				holidays[DateOf(actual)] = struct{}{}
			}
		}
	}
	return holidays, nil
}

// IsWorkday reports whether people work on a day: Monday to Friday, and no public
// holiday. Holidays are known for the sixty years after the programme begins.
func (r *Rules) IsWorkday(day Date) bool {
	switch day.Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	_, holiday := r.holidays[day]
	return !holiday
}

// LatestStart is the last working day on which a training of so many working days
// can begin and still be over when the deadline day ends: five days due on Thursday
// 2010-01-14 must begin on Friday 2010-01-08. Half a day takes a working day.
func (r *Rules) LatestStart(days float64, deadline Date) Date {
	day := deadline
	for left := int(math.Ceil(days)); ; day = day.AddDays(-1) {
		if r.IsWorkday(day) {
			left--
		}
		if left <= 0 {
			return day
		}
	}
}
