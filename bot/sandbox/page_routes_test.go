package sandbox

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Every address of the page, whatever is added, answers this machine and its own page only.
func TestEveryRouteIsForThisMachineOnly(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	for pattern := range w.pageRoutes() {
		method, path, _ := strings.Cut(pattern, " ")
		path = strings.TrimSuffix(path, "{$}")
		ask := func(change func(*http.Request)) int {
			r := httptest.NewRequest(method, "http://127.0.0.1:8000"+path, strings.NewReader("{}"))
			r.Header.Set("Content-Type", "application/json")
			change(r)
			rw := httptest.NewRecorder()
			w.ServeHTTP(rw, r)
			return rw.Code
		}
		for name, change := range map[string]func(*http.Request){
			"another name":  func(r *http.Request) { r.Host = "evil.example" },
			"another site":  func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
			"another port":  func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") },
			"a file's page": func(r *http.Request) { r.Header.Set("Origin", "null") },
		} {
			if got := ask(change); got != http.StatusForbidden {
				t.Errorf("%s from %s: status %d, want it forbidden", pattern, name, got)
			}
		}
		form := func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }
		if method == "POST" && ask(form) != http.StatusUnsupportedMediaType {
			t.Errorf("%s takes the form of another site", pattern)
		}
	}
}
