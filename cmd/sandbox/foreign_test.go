package main

import (
	"net/http"
	"strings"
	"testing"
)

// Pages of other sites, and names that lead here from elsewhere, get nothing: not the page,
// not what it asks for, and not the API either, whose tokens everybody knows.
func TestForeignRequestsAreRefused(t *testing.T) {
	s, _ := staged(t, flags{few: 1})
	for _, path := range []string{
		"/", "/gallery", "/static/app.js", "/sandbox/workspace", "/sandbox/events", "/sandbox/journal",
		"/sandbox/say", "/sandbox/calendar", "/sandbox/trouble", "/api/auth.test", "/hooks/commands/1", "/link/", "/files/1/x",
	} {
		for name, change := range map[string]func(*http.Request){
			"a foreign name":   func(r *http.Request) { r.Host = "tierbot.example" },
			"a foreign origin": func(r *http.Request) { r.Header.Set("Origin", "https://tierbot.example") },
			"another port":     func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") },
			"no origin at all": func(r *http.Request) { r.Header.Set("Origin", "null") },
		} {
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				request, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader("{}"))
				if err != nil {
					t.Fatal(err)
				}
				request.Header.Set("Authorization", "Bearer "+botToken)
				request.Header.Set("Content-Type", "application/json")
				change(request)
				answer, err := http.DefaultClient.Do(request)
				if err != nil {
					t.Fatal(err)
				}
				answer.Body.Close()
				if answer.StatusCode != http.StatusForbidden {
					t.Errorf("%s %s with %s: %s, want it refused", method, path, name, answer.Status)
				}
			}
		}
	}
}
