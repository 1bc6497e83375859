package sandbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// pageRequest is something that a person does on the page.
type pageRequest struct {
	User     string   `json:"user"`
	Channel  string   `json:"channel"`
	Thread   string   `json:"thread"` // the ts of the thread's first message
	Locale   string   `json:"locale"`
	Text     string   `json:"text"`
	Files    []string `json:"files"`
	Callback string   `json:"callback"`
	TS       string   `json:"ts"`
	View     string   `json:"view"`
	Element  string   `json:"element"` // block_id/action_id
	Values   []string `json:"values"`
	Inputs   Values   `json:"inputs"`
	All      bool     `json:"all"` // the modals below as well
}

func (r pageRequest) surface() Surface {
	if r.View != "" {
		return View{ID: r.View}
	}
	return Message{Channel: r.Channel, TS: r.TS}
}

// pageDo answers once the app has acked: with what the person sees if it did
// not, and with a modal's complaints. For the ack of an event it does not wait for long.
func (w *Workspace) pageDo(do func(*Workspace, pageRequest) *Exchange) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		req, ok := readRequest[pageRequest](rw, r)
		if !ok {
			return
		}
		ack, err := do(w, req).seen(r.Context(), w.opts.Timing.Ack)
		answer := map[string]any{}
		var failure *Failure
		switch {
		case errors.As(err, &failure) && failure.Block != "":
			ack.Errors = map[string]string{failure.Block: cmp.Or(sentences[failure.Code], failure.Code)}
			answer["unfit"] = failure.Code // the page says it in the reader's language
		case err != nil && !errors.Is(err, ErrUnheard): // people also talk to each other
			writeJSON(rw, http.StatusOK, pageError(err))
			return
		}
		answer["errors"] = ack.Errors
		writeJSON(rw, http.StatusOK, answer)
	}
}

// readRequest reads the body of a request. What it cannot read it has refused.
func readRequest[T any](rw http.ResponseWriter, r *http.Request) (req T, ok bool) {
	if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, 1<<20)).Decode(&req); err != nil {
		http.Error(rw, "malformed", http.StatusBadRequest)
		return req, false
	}
	return req, true
}

// pageError is what went wrong, and Slack's own word for it where there is one: the page
// says that in the reader's language.
func pageError(err error) map[string]any {
	answer := map[string]any{"error": err.Error()}
	var failure *Failure
	if errors.As(err, &failure) {
		answer["about"], answer["code"] = failure.About, failure.Code
	}
	return answer
}

// pageSay sends what was typed, which is a command when it begins as one. Slack runs an
// app's commands in no thread.
func pageSay(w *Workspace, r pageRequest) *Exchange {
	if command, _, _ := strings.Cut(r.Text, " "); strings.HasPrefix(command, "/") {
		if r.Thread == "" {
			return w.Command(r.User, r.Channel, r.Text)
		}
		x := &Exchange{User: r.User, Channel: r.Channel}
		x.fail(&Failure{About: command, Code: "not_in_threads"})
		return x
	}
	files := make([]File, len(r.Files))
	for i, id := range r.Files {
		files[i] = File{ID: id}
	}
	return w.speak(r.User, r.Channel, r.Thread, r.Text, files)
}

func pageLocale(w *Workspace, r pageRequest) *Exchange { return w.SetLocale(r.User, r.Locale) }

// pageShortcut runs a shortcut of a message, or of the message box where no
// message is named.
func pageShortcut(w *Workspace, r pageRequest) *Exchange {
	if r.TS == "" {
		return w.GlobalShortcut(r.User, r.Callback)
	}
	return w.MessageShortcut(r.User, Message{Channel: r.Channel, TS: r.TS}, r.Callback)
}

// sentences are what stands beside an input that the page does not submit.
var sentences = map[string]string{
	"required_field":    "Please complete this field.",
	"invalid_url":       "Please enter an address that begins with https://.",
	"invalid_email":     "Please enter an e-mail address.",
	"invalid_number":    "Please enter a number that this field takes.",
	"too_short":         "This is too short.",
	"too_long":          "This is too long.",
	"too_many_files":    "These are too many files.",
	"file_too_large":    "A file here must be at most 10 MB.",
	"unwanted_filetype": "This field does not take files of this type.",
}

func pageAct(w *Workspace, r pageRequest) *Exchange {
	return w.interact(r.User, r.surface(), r.Element, r.Values)
}

func pageSubmit(w *Workspace, r pageRequest) *Exchange {
	return w.Submit(r.User, View{ID: r.View}, r.Inputs)
}

func pageDismiss(w *Workspace, r pageRequest) *Exchange {
	if r.All {
		return w.DismissAll(r.User, View{ID: r.View})
	}
	return w.Dismiss(r.User, View{ID: r.View})
}

func pageHome(w *Workspace, r pageRequest) *Exchange { return w.OpenHome(r.User) }
