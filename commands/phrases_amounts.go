package commands

import (
	"fmt"
	"strconv"

	"golang.org/x/text/feature/plural"

	"github.com/tierbot/tierbot/program"
)

// number is a whole number with the language's grouping: 1,000,000 or 1 000 000. It
// writes what the library's printer writes, in a tenth of the time: a card has many.
func (p *phrases) number(n int64) string {
	if n < 0 {
		return "-" + p.digits(uint64(-n))
	}
	return p.digits(uint64(n))
}

// digits groups a number by three.
func (p *phrases) digits(n uint64) string {
	var plain [20]byte
	digits := strconv.AppendUint(plain[:0], n, 10)
	first := len(digits) % 3
	grouped := make([]byte, 0, 40)
	for i, digit := range digits {
		if i > 0 && i%3 == first {
			grouped = append(grouped, p.group...)
		}
		grouped = append(grouped, digit)
	}
	return string(grouped)
}

// amount is a metric's value with its unit: $12,000 or 12 000 $. Hundredths are
// shown when there are any, and never rounded.
func (p *phrases) amount(n int64, unit string) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := p.number(n / 100)
	if cents := n % 100; cents != 0 {
		digits += p.decimal + string([]byte{'0' + byte(cents/10), '0' + byte(cents%10)})
	}
	if unit == "" {
		return sign + digits
	}
	symbol, known := p.symbols[unit]
	if !known {
		symbol = unit
	}
	switch {
	case p.lang == program.French:
		return sign + digits + "\u00a0" + symbol
	case len(symbol) == len(unit) && symbol == unit:
		return sign + symbol + "\u00a0" + digits
	}
	return sign + symbol + digits
}

// days is a number of working days in halves, as 5.5 or 5,5.
func (p *phrases) days(n float64) string {
	whole := p.number(int64(n))
	if n == float64(int64(n)) {
		return whole
	}
	return whole + p.decimal + "5"
}

// several reports whether the language writes a number of days in the plural:
// English does for 1.5, French only from 2 on.
func (p *phrases) several(days float64) bool {
	half := 0
	if days != float64(int64(days)) {
		half = 1
	}
	return plural.Cardinal.MatchPlural(p.tag, int(days), half, half, 5*half, 5*half) != plural.One
}

// decimal is a whole number without grouping, as commands are written with.
func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// plainAmount is an amount as people type one, in every language.
func plainAmount(a program.Amount) string {
	whole, cents := decimal(int64(a/100)), int64(a%100)
	if cents == 0 {
		return whole
	}
	return fmt.Sprintf("%s.%02d", whole, max(cents, -cents))
}
