package roster

import "strings"

// separators are what some country's spreadsheet program expects between two cells. It
// takes a file apart there whatever the file was written with, and whatever stands in
// quotes. No name has a tab.
const separators = ",;"

// guard makes a cell harmless: an apostrophe stands before everything that a spreadsheet
// program would run as a formula.
func guard(text string) string {
	return eachPiece(text, func(piece string) string {
		if formula(piece) {
			return "'" + piece
		}
		return piece
	})
}

// unguard takes off what [guard] put on, and nothing else.
func unguard(text string) string {
	return eachPiece(text, func(piece string) string {
		if strings.HasPrefix(piece, "'") && formula(piece) {
			return piece[1:]
		}
		return piece
	})
}

// formula reports whether a spreadsheet program would run a cell as a formula, or would
// after it has dropped quotes, or apostrophes have been taken off its front.
func formula(piece string) bool {
	piece = strings.TrimLeft(piece, `'"`)
	return piece != "" && strings.IndexByte("=+-@\t\r", piece[0]) >= 0
}

// eachPiece changes the pieces of a cell, of which most have one.
func eachPiece(text string, change func(string) string) string {
	end := strings.IndexAny(text, separators)
	if end < 0 {
		return change(text)
	}
	var b strings.Builder
	for ; end >= 0; end = strings.IndexAny(text, separators) {
		b.WriteString(change(text[:end]))
		b.WriteByte(text[end])
		text = text[end+1:]
	}
	return b.String() + change(text)
}
