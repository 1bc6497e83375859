package sandbox

import (
	"net/http"
	"strings"
)

// mostHints is how many hints a person is shown at once.
const mostHints = 8

// pageHint is a hint as the page shows it.
type pageHint struct {
	Typed string `json:"typed"`
	Says  string `json:"says"`
	Fills string `json:"fills"` // what stands in the box once it is chosen; empty: it stands there
}

// pageHints are the commands that begin as what somebody has typed, and the one whose
// arguments they are typing.
func (w *Workspace) pageHints(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	user, _ := w.User(q.Get("user"))
	writeJSON(rw, http.StatusOK, map[string]any{"hints": match(w.hints(user.Locale), q.Get("text"))})
}

// hints are all commands with what is known of them.
func (w *Workspace) hints(locale string) []Hint {
	if w.opts.App.Hints != nil {
		return w.opts.App.Hints(locale)
	}
	var names []Hint
	for _, name := range w.opts.App.Commands {
		names = append(names, Hint{Typed: name})
	}
	return names
}

// match finds the hints for a text. The command that is typed already comes first, as a
// reminder of its arguments; of two such the longer one, since /tier history is no
// partner called history.
func match(all []Hint, text string) []pageHint {
	typed := folded(text)
	found := []pageHint{}
	if !strings.HasPrefix(typed, "/") {
		return found
	}
	under := -1
	for i, h := range all {
		line := folded(h.line())
		switch {
		case strings.HasPrefix(typed, line+" ") || typed == line && h.line() == h.Typed:
			if under < 0 || len(h.line()) > len(all[under].line()) {
				under = i
			}
		case strings.HasPrefix(line, typed):
			found = append(found, pageHint{Typed: h.Typed, Says: h.Says, Fills: h.filling()})
		}
	}
	if under >= 0 {
		found = append([]pageHint{{Typed: all[under].Typed, Says: all[under].Says}}, found...)
	}
	return found[:min(len(found), mostHints)]
}

// line is the part of a hint that is typed as it stands: /tier assign of
// "/tier assign <partner> @owner".
func (h Hint) line() string {
	if i := strings.IndexAny(h.Typed, "<[("); i >= 0 {
		return strings.TrimSpace(h.Typed[:i])
	}
	return h.Typed
}

// filling is the line, and a space where something follows.
func (h Hint) filling() string {
	if line := h.line(); line != h.Typed {
		return line + " "
	}
	return h.Typed
}

// folded is a text as people compare commands: in small letters, without the accents of
// French, and with single spaces, one of which may end it.
func folded(text string) string {
	small := accents.Replace(strings.ToLower(text))
	words := strings.Join(strings.Fields(small), " ")
	if words != "" && strings.HasSuffix(small, " ") {
		words += " "
	}
	return words
}

var accents = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i",
	"ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae", "\u00a0", " ", "\u202f", " ",
)
