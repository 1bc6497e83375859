package main

import (
	"fmt"
	"testing"
)

// On a desk and on a phone, in light and dark, nothing is wider than the window, and what
// is opened fits into it.
func TestWalkLayout(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("managers")
	s.say("/tier acme")
	s.reads("Acme · Enterprise")
	for _, width := range []int64{desk, phone} {
		for _, scheme := range []string{"light", "dark"} {
			s.size(width)
			s.scheme(scheme)
			s.fits(fmt.Sprintf("the conversation, %s at %d", scheme, width))

			s.press("Enregistrer…")
			s.sees("Nouvel enregistrement")
			s.fits(fmt.Sprintf("the form, %s at %d", scheme, width))
			s.press("Abandonner")
			s.await("the form is closed", `look.top() === document.body`)
		}
	}
}

// fits fails the test when the page, or what is open on it, is wider than the window.
func (s *screen) fits(what string) {
	s.t.Helper()
	s.done(what)
	for _, node := range read[[]string](s, `look.wide()`) {
		s.t.Errorf("%s: wider than the window: %s", what, node)
	}
}
