package main

import "testing"

// An account manager goes from Home to whom to save first, to the plan for it, and to the
// e-mail that asks the partner for it.
func TestWalkSave(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.home()
	s.inHome("Cheapest saves")
	s.await("the answer is there", `look.top() !== document.body`)
	s.press("Close")
	s.enter("partners")
	s.say("/tier list risk me")
	s.reads("The cheapest saves first", "To save it")
	s.press("Open", "The cheapest saves first")
	s.reads("If nothing changes", "Next:")
	s.press("Plan")
	s.reads("plan for", "1 person, half a day online, free")
	s.press("Copy for the partner")
	s.sees("Hello,", "VTSP")
}

// A manager asks in French where the programme lands, and sees it.
func TestWalkThermometer(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("managers")
	s.say("/tier programme")
	s.reads("Partenaires par niveau", "Sans changement", "Objectif")
	s.await("the bars are drawn", `look.messages().at(-1).querySelectorAll(".chart svg rect, .chart svg path").length > 10`)
}
