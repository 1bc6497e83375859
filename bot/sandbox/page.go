package sandbox

import (
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
)

//go:embed static
var static embed.FS

// routePage adds the page and the small API that it uses. Both act for
// anybody in the workspace, so they answer loopback and their own page only.
func (w *Workspace) routePage(mux *http.ServeMux) {
	files := http.FileServerFS(static)
	mux.HandleFunc("GET /{$}", local(func(rw http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(rw, r, static, "static/index.html")
	}))
	mux.HandleFunc("GET /static/", local(files.ServeHTTP))

	w.routeGallery(mux)

	mux.HandleFunc("GET /sandbox/workspace", local(w.pageWorkspace))
	mux.HandleFunc("GET /sandbox/messages", local(w.pageMessages))
	mux.HandleFunc("GET /sandbox/views", local(w.pageViews))
	mux.HandleFunc("GET /sandbox/events", local(w.pageEvents))
	mux.HandleFunc("POST /sandbox/say", local(w.pageDo(pageSay)))
	mux.HandleFunc("POST /sandbox/act", local(w.pageDo(pageAct)))
	mux.HandleFunc("POST /sandbox/submit", local(w.pageDo(pageSubmit)))
	mux.HandleFunc("POST /sandbox/dismiss", local(w.pageDo(pageDismiss)))
	mux.HandleFunc("POST /sandbox/shortcut", local(w.pageDo(pageShortcut)))
	mux.HandleFunc("POST /sandbox/suggest", local(w.pageSuggest))
	mux.HandleFunc("POST /sandbox/upload", local(w.pageUpload))
	mux.HandleFunc("GET /sandbox/file", local(w.pageFile))
	mux.HandleFunc("POST /sandbox/home", local(w.pageDo(pageHome)))
}

// policy keeps the page from loading anything that is not its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'"

// unsimple are the types of body that no other site can send without asking first.
var unsimple = map[string]bool{"application/json": true, "application/octet-stream": true}

// local refuses requests that another site's page could have made: a foreign
// Host is DNS rebinding, a foreign Origin is a cross-site request.
func local(next http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		switch {
		case !loopback(r.Host), origin != "" && origin != hostOf(r):
			http.Error(rw, "this page is for this machine only", http.StatusForbidden)
			return
		case r.Method == http.MethodPost && !unsimple[r.Header.Get("Content-Type")]:
			http.Error(rw, "JSON or bytes only", http.StatusUnsupportedMediaType)
			return
		}
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		next(rw, r)
	}
}

func loopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// pageRequest is something that a person does on the page.
type pageRequest struct {
	User     string   `json:"user"`
	Channel  string   `json:"channel"`
	Text     string   `json:"text"`
	Files    []string `json:"files"`
	Callback string   `json:"callback"`
	TS       string   `json:"ts"`
	View     string   `json:"view"`
	Element  string   `json:"element"` // block_id/action_id
	Values   []string `json:"values"`
	Inputs   Values   `json:"inputs"`
}

func (r pageRequest) surface() Surface {
	if r.View != "" {
		return View{ID: r.View}
	}
	return Message{Channel: r.Channel, TS: r.TS}
}

// pageDo answers once the app has acked: with what the person sees if it did
// not, and with a modal's complaints.
func (w *Workspace) pageDo(do func(*Workspace, pageRequest) *Exchange) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		var req pageRequest
		if err := json.NewDecoder(http.MaxBytesReader(rw, r.Body, 1<<20)).Decode(&req); err != nil {
			http.Error(rw, "malformed", http.StatusBadRequest)
			return
		}
		ack, err := do(w, req).Acked(r.Context())
		var failure *Failure
		switch {
		case errors.As(err, &failure) && failure.Block != "":
			ack.Errors = map[string]string{failure.Block: cmp.Or(sentences[failure.Code], failure.Code)}
		case err != nil && !errors.Is(err, ErrUnheard): // people also talk to each other
			writeJSON(rw, http.StatusOK, map[string]any{"error": err.Error()})
			return
		}
		writeJSON(rw, http.StatusOK, map[string]any{"errors": ack.Errors})
	}
}

func pageSay(w *Workspace, r pageRequest) *Exchange {
	if strings.HasPrefix(r.Text, "/") {
		return w.Command(r.User, r.Channel, r.Text)
	}
	files := make([]File, len(r.Files))
	for i, id := range r.Files {
		files[i] = File{ID: id}
	}
	return w.Share(r.User, r.Channel, r.Text, files...)
}

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
	return w.Dismiss(r.User, View{ID: r.View})
}

func pageHome(w *Workspace, r pageRequest) *Exchange { return w.OpenHome(r.User) }
