package bot

import "strings"

// lead is the beginning of an answer's title that stands above a modal, where there is room for
// a few words: as many of its parts as fit, or the first one cut.
func lead(title string) string {
	for {
		at := strings.LastIndex(title, " · ")
		if at < 0 || measure(title, escapedLen) <= maxModalTitle {
			return title
		}
		title = title[:at]
	}
}
