package bot

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// Slack's limits on a message, and the tighter ones this package keeps. Lengths are
// characters as Slack counts them at worst: UTF-16 units, after escaping.
const (
	maxBlocks        = 50
	maxBlocksText    = 11_000 // Slack refuses a message with some 13,200 characters in its blocks
	maxHeader        = 150
	maxSection       = 3000
	maxContext       = 10
	maxButtons       = 5 // Slack takes 25; more than five are no choice but a puzzle
	maxButtonText    = 75
	maxButtonValue   = 2000 // bytes, which is never more than characters
	maxConfirmText   = 300
	maxConfirmTitle  = 100
	maxConfirmButton = 30
	maxText          = 3000 // the text beside the blocks; Slack splits above 4,000
	maxModalBlocks   = 100
	maxModalTitle    = 24 // and the buttons of a modal
	maxMetadata      = 3000
	maxLabel         = 2000
	maxPlaceholder   = 150
	maxInput         = 3000
	maxOption        = 75 // its label and its value, for which some documents of Slack's say 150
	maxOptions       = 100
	maxFieldError    = 500
	maxLinkLength    = 3000
	maxTableCells    = 20 // in a row, that of the buttons included
	maxTableLines    = 100
	maxCaption       = 300 // Slack takes more, and shows it in one line
	maxCell          = 500 // which has room for the longest name; Slack has no limit but that of all cells together
	maxCharts        = 2
	maxChartTitle    = 50
	maxChartLabel    = 20
	maxSeries        = 6
	maxPoints        = 20
	maxAckBody       = 19_968 // an acknowledgement of 20 KB or more is dropped by Slack without a word
)

// ellipsis stands where something was cut.
const ellipsis = "…"

// clean takes out invalid bytes and what would deceive a reader, such as invisible
// characters and direction overrides. Line breaks stay; tabs and other rare white
// space become spaces, so that words stay apart.
func clean(s string) string {
	if strings.IndexFunc(s, deceives) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !deceives(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// deceives is [program.Deceives] for text of several lines.
func deceives(r rune) bool { return r != '\n' && program.Deceives(r) }

// oneLine is s without line breaks.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// cut shortens s to most characters, the last of which says that it was cut.
func cut(s string, most int) string { return shorten(s, most, runeLen) }

// escape makes s safe where Slack reads its markup, within most characters. It is
// applied exactly once, and never cuts an escape in two.
func escape(s string, most int) string {
	return escaper.Replace(shorten(s, most, escapedLen))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// unescaper undoes what Slack did to the text a person typed.
var unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// shorten cuts s where its characters, each as wide as width says, exceed most.
func shorten(s string, most int, width func(rune) int) string {
	total, end := 0, 0 // end is where s could be cut to make room for the ellipsis
	for i, r := range s {
		if total <= most-1 {
			end = i
		}
		total += width(r)
		if total > most {
			return s[:end] + ellipsis
		}
	}
	return s
}

func runeLen(r rune) int { return max(1, utf16.RuneLen(r)) }

func escapedLen(r rune) int {
	switch r {
	case '&':
		return len("&amp;")
	case '<', '>':
		return len("&lt;")
	}
	return runeLen(r)
}

// length is the number of characters of s.
func length(s string) int { return measure(s, runeLen) }

// measure is how long s is when its characters are each as wide as width says.
func measure(s string, width func(rune) int) int {
	n := 0
	for _, r := range s {
		n += width(r)
	}
	return n
}
