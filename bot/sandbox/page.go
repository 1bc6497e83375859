package sandbox

import (
	"embed"
	"net"
	"net/http"
	"strings"
)

//go:embed static
var static embed.FS

// routePage adds the page and the small API that it uses. Both act for
// anybody in the workspace, so they answer loopback and their own page only.
func (w *Workspace) routePage(mux *http.ServeMux) {
	for pattern, handler := range w.pageRoutes() {
		mux.HandleFunc(pattern, local(handler))
	}
}

// pageRoutes are all that the page asks for and does.
func (w *Workspace) pageRoutes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /{$}":     pageFileNamed("index.html"),
		"GET /static/": http.FileServerFS(static).ServeHTTP,
		"GET /gallery": w.pageGalleryPage,

		"GET /sandbox/workspace": w.pageWorkspace,
		"GET /sandbox/messages":  w.pageMessages,
		"GET /sandbox/thread":    w.pageThread,
		"GET /sandbox/views":     w.pageViews,
		"GET /sandbox/events":    w.pageEvents,
		"GET /sandbox/file":      w.pageFile,
		"GET /sandbox/gallery":   w.pageGallery,
		"GET /sandbox/journal":   w.pageJournal,
		"GET /sandbox/entry":     w.pageEntry,
		"GET /sandbox/trouble":   w.pageTroubles,
		"GET /sandbox/hints":     w.pageHints,

		"POST /sandbox/say":      w.pageDo(pageSay),
		"POST /sandbox/act":      w.pageDo(pageAct),
		"POST /sandbox/submit":   w.pageDo(pageSubmit),
		"POST /sandbox/dismiss":  w.pageDo(pageDismiss),
		"POST /sandbox/shortcut": w.pageDo(pageShortcut),
		"POST /sandbox/home":     w.pageDo(pageHome),
		"POST /sandbox/locale":   w.pageDo(pageLocale),
		"POST /sandbox/read":     w.pageRead,
		"POST /sandbox/suggest":  w.pageSuggest,
		"POST /sandbox/upload":   w.pageUpload,
		"POST /sandbox/trouble":  w.pageTrouble,
		"POST /sandbox/calendar": w.pageCalendar,
	}
}

// pageFileNamed serves one of the page's own files.
func pageFileNamed(name string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(rw, r, static, "static/"+name)
	}
}

// policy keeps the page from loading anything that is not its own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'"

// unsimple are the types of body that no other site can send without asking first.
var unsimple = map[string]bool{"application/json": true, "application/octet-stream": true}

// Foreign reports whether another site's page could have made a request: a foreign Host
// is DNS rebinding, a foreign Origin is a cross-site request. The page and all that it asks
// for refuse such requests; a server that has no other clients can refuse them everywhere.
func Foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return !loopback(r.Host) || origin != "" && origin != hostOf(r)
}

// local refuses foreign requests, and those that a browser sends anywhere without asking.
func local(next http.HandlerFunc) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case Foreign(r):
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
