package main

import "testing"

// What helps those who do not see the page, or not well, is in order: names, roles, contrast.
func TestWalkUsable(t *testing.T) {
	checker := axe(t)
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("managers")
	s.say("/tier acme")
	s.reads("Acme · Enterprise")
	for _, scheme := range []string{"light", "dark"} {
		s.scheme(scheme)
		s.usable("the page, "+scheme, "body", checker)

		s.press("Enregistrer…")
		s.sees("Nouvel enregistrement")
		s.usable("the form, "+scheme, "#modal", checker)
		s.press("Abandonner")
		s.await("the form is closed", `look.top() === document.body`)

		s.click("open the inspector", `document.getElementById("inspect")`)
		s.await("it is open", `look.shown(document.getElementById("inspector"))`)
		s.usable("the inspector, "+scheme, "#inspector", checker)
		s.click("close the inspector", `document.getElementById("inspect")`)
	}
}
