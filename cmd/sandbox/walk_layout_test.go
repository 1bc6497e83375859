package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// On a desk and on a phone, in light and dark, nothing is wider than the window, whatever is
// open on it.
func TestWalkLayout(t *testing.T) {
	s := opened(t, lived(t, "-day", "2009-10-15"))
	s.be("Dominique")
	s.enter("managers")
	s.reads("900 partners have lapsed")
	s.say("/tier acme")
	s.reads("Acme · Enterprise")
	for _, width := range []int64{desk, phone} {
		for _, scheme := range []string{"light", "dark"} {
			s.size(width)
			s.scheme(scheme)
			s.tour(func(what string) {
				t.Helper()
				s.done(what)
				for _, node := range read[[]string](s, `look.wide()`) {
					t.Errorf("%s, %s at %d: wider than its place: %s", what, scheme, width, node)
				}
			})
		}
	}
}

// tour opens all there is on the page, one after the other, and has a look at each.
func (s *screen) tour(look func(what string)) {
	s.t.Helper()
	look("the conversation")

	s.press("Enregistrer…")
	s.sees("Nouvel enregistrement")
	look("a form")
	s.press("Abandonner")
	s.await("the form is closed", `look.top() === document.body`)

	s.press("Apply all")
	s.sees("It can be undone")
	look("a question")
	s.press("Cancel")
	s.await("the question is closed", `look.top() === document.body`)

	if phone := read[bool](s, `look.shown(document.getElementById("menu"))`); phone {
		s.more("900 partners have lapsed", "Répondre dans le fil")
	} else {
		s.press("Répondre dans le fil")
	}
	s.await("a thread is open", `look.shown(document.getElementById("thread"))`)
	look("a thread")
	s.key("close the thread", kb.Escape)
	s.await("the thread is closed", `!look.shown(document.getElementById("thread"))`)

	s.click("open the inspector", `document.getElementById("inspect")`)
	s.await("the inspector is open", `document.querySelectorAll("#inspector .mischief li").length > 10`)
	look("the inspector")
	s.click("close the inspector", `document.querySelector("#inspector header .close")`)

	if read[bool](s, `look.shown(document.getElementById("menu"))`) {
		s.click("open the side", `document.getElementById("menu")`)
		s.await("the side is open", `look.shown(document.getElementById("person"))`)
		look("the side")
		s.key("close the side", kb.Escape)
	}
}
