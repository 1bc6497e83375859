package main

import "testing"

// What helps those who do not see the page, or not well, is in order wherever one is on it,
// in light and dark: names, roles, contrast.
func TestWalkUsable(t *testing.T) {
	checker := axe(t)
	s := opened(t, lived(t, "-day", "2009-10-15"))
	s.be("Dominique")
	s.enter("managers")
	s.reads("900 partners have lapsed")
	s.say("/tier acme")
	s.reads("Acme · Enterprise")
	for _, scheme := range []string{"light", "dark"} {
		s.scheme(scheme)
		s.tour(func(what string) {
			t.Helper()
			s.usable(what+", "+scheme, "body", checker)
		})
	}
}

// So it is in what the bot shows: digests with their menus, forms,
// Home, and tables.
func TestWalkGalleryUsable(t *testing.T) {
	checker := axe(t)
	s := tab(t, lived(t))
	_, err := specimens() // are played before anybody waits for them
	s.do("play the scripts", err)
	s.visit(s.url + "/gallery?all&lang=en&group=Digests")
	s.await("all of it is drawn", `document.getElementById("specimens")?.ariaBusy === "false" && document.querySelector(".specimen[data-drawn]")`)
	for _, group := range []string{"Digests", "Forms", "Home: what to do today", "/tier list risk"} {
		pick(s, "#group", group)
		s.usable(group, "body", checker)
	}
}
