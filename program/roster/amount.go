package roster

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// The ways a number is written. Spaces have been brought to one kind before.
var (
	digits  = regexp.MustCompile(`^\d+$`)
	decimal = regexp.MustCompile(`^(\d+)[.,](\d{1,2})$`)
	grouped = regexp.MustCompile(`^\d{1,3}(?:( )\d{3}(?: \d{3})*|(,)\d{3}(?:,\d{3})*|(\.)\d{3}(?:\.\d{3})*)(?:([.,])(\d{1,2}))?$`)
	unsure  = regexp.MustCompile(`^(\d{1,3}\.\d{3}|0,\d{3})$`)
)

// symbols are the signs of currencies; one stands for each unit that has a sign.
var symbols = map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

// ParseAmount reads an amount of a metric's unit as people and spreadsheets write it:
// 10000, 10000.50, 10,000.50, 10 000,50 $, $10,000 or USD 10.000,50. An amount has at most
// two decimals, so 10,000 is ten thousand; but 10.000 might have been meant either way
// and is refused, as are 0,500 and the sign of another currency. The error is a [Reason].
func ParseAmount(text, unit string) (program.Amount, error) {
	amount, reason := parseAmount(text, unit)
	if reason != "" {
		return 0, reason
	}
	return amount, nil
}

// parseAmount is [ParseAmount]. The reason is empty when the amount is good.
func parseAmount(text, unit string) (program.Amount, Reason) {
	number := bare(text, unit)
	whole, cents := number, ""
	switch {
	case digits.MatchString(number):
	case unsure.MatchString(number):
		return 0, Ambiguous
	default:
		var ok bool
		if whole, cents, ok = separate(number); !ok {
			return 0, NotAmount
		}
	}
	if len(cents) == 1 {
		cents += "0"
	}
	if cents == "" {
		cents = "00"
	}
	hundredths, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil {
		return 0, TooLarge
	}
	return program.Amount(hundredths), ""
}

// separate parts a number with separators into its whole digits and its decimals.
func separate(number string) (whole, cents string, ok bool) {
	if m := decimal.FindStringSubmatch(number); m != nil {
		return m[1], m[2], true
	}
	m := grouped.FindStringSubmatch(number)
	if m == nil {
		return "", "", false
	}
	group, point := m[1]+m[2]+m[3], m[4]
	if group == point {
		return "", "", false
	}
	whole = strings.ReplaceAll(strings.TrimSuffix(number, point+m[5]), group, "")
	return whole, m[5], true
}

// bare is the number without its unit, with plain spaces.
func bare(text, unit string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
	}), " ")
	for _, sign := range []string{unit, symbols[unit]} {
		if sign == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(text, sign); ok {
			return strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutSuffix(text, sign); ok {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// writeAmount writes an amount without separators, with two decimals or none.
func writeAmount(a program.Amount) string {
	text := strconv.FormatInt(int64(a)/100, 10)
	if cents := int64(a) % 100; cents != 0 {
		text += "." + strconv.FormatInt(100+cents, 10)[1:]
	}
	return text
}
