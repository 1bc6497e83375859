package main

import (
	"fmt"
	"strings"
	"testing"
)

// An account manager opens Home, reads what to do, does it from there, and sees Home change.
func TestWalkHome(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.home()
	s.tells("Nothing has to start within seven days", "First comes", "Your reminders", "Cheapest saves")

	s.inHome("Open", "Adonis Conseil · Professional")
	s.sees("Adonis Conseil · Professional · in grace", "135 days left")
	s.press("Plan")
	s.sees("Adonis Conseil · plan for Professional")
	s.press("Back")
	s.sees("135 days left")
	s.press("Close")
	s.await("the answer is closed", `look.top() === document.body`)

	s.inHome("I'm on it", "Adonis Conseil · Professional")
	s.sees("Noted: you are on it.")
	s.press("Close")
	s.tells("You are on it")

	s.inHome("Settings", "Your reminders")
	s.sees("Before a deadline")
	s.press("Change…")
	s.fill("Days off", "Friday")
	s.press("Save")
	s.sees("From now on:", "Friday")
	s.press("Close")
	s.tells("off on Friday")
}

// A manager reads where the programme lands, in French, on a phone.
func TestWalkHomeOfAManager(t *testing.T) {
	s := opened(t, lived(t))
	s.size(phone)
	s.be("Dominique")
	s.home()
	s.tells("Sans changement,", "Le programme", "Enterprise", "objectif 150")
	for _, node := range read[[]string](s, `look.wide()`) {
		t.Errorf("wider than the phone: %s", node)
	}
	s.inHome("Les moins chers à sauver")
	s.await("the answer is there", `look.top() !== document.body`)
	s.press("Fermer")
	s.be("Gil")
	s.home()
	s.tells("I answer full members of this workspace only.")
}

// home opens the bot's Home.
func (s *screen) home() {
	s.t.Helper()
	if read[bool](s, `look.shown(document.getElementById("menu"))`) {
		s.click("open the list", `document.getElementById("menu")`)
	}
	s.click("open the bot's conversation", conversation("tierbot"))
	s.click("open Home", `document.getElementById("tab-home")`)
}

// tells waits until Home has all these words.
func (s *screen) tells(words ...string) {
	s.t.Helper()
	s.await("read in Home "+strings.Join(words, ", "), fmt.Sprintf(`look.has(document.getElementById("home"), %s)`, list(words)))
}

// inHome uses a button of Home, the first after some words.
func (s *screen) inHome(label string, words ...string) {
	s.t.Helper()
	s.click("press "+label+" in Home", fmt.Sprintf(`look.control(document.getElementById("home"), %s, %s)`, js(label), list(words)))
}
