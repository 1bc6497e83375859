package roster_test

import (
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// An amount is read as people write it in both languages; what could be meant in two
// ways is refused and never guessed.
func TestParseAmount(t *testing.T) {
	for _, tt := range []struct {
		text, unit string
		want       program.Amount
		err        error
	}{
		{"12000", "USD", 12_000_00, nil},
		{"12,000", "USD", 12_000_00, nil},
		{"12 000 $", "USD", 12_000_00, nil},
		{"12\u202f000,50\u00a0$", "USD", 12_000_50, nil},
		{"$12,000.5", "USD", 12_000_50, nil},
		{"USD 12.000,50", "USD", 12_000_50, nil},
		{"1.234.567", "USD", 1_234_567_00, nil},
		{"0,50 €", "EUR", 50, nil},
		{"0", "USD", 0, nil},
		{"7", "", 700, nil}, // a plain count

		{"12.000", "USD", 0, roster.Ambiguous},
		{"0,500", "USD", 0, roster.Ambiguous},
		{"$12k", "USD", 0, roster.NotAmount},
		{"12,00,00", "USD", 0, roster.NotAmount},
		{"12 000 €", "USD", 0, roster.NotAmount},
		{"12 000 $", "", 0, roster.NotAmount},
		{"-5", "USD", 0, roster.NotAmount},
		{"", "USD", 0, roster.NotAmount},
		{"1e9", "USD", 0, roster.NotAmount},
		{"99999999999999999999", "USD", 0, roster.TooLarge},
	} {
		if got, err := roster.ParseAmount(tt.text, tt.unit); got != tt.want || err != tt.err {
			t.Errorf("ParseAmount(%q, %q) = %d, %v, want %d, %v", tt.text, tt.unit, got, err, tt.want, tt.err)
		}
	}
}
