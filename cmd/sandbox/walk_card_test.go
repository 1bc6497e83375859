package main

import "testing"

// An account manager asks for a tier and presses every button of the card.
func TestWalkCard(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("/tier acme")
	const card = "227 days left"
	s.reads("Only visible to you", "Acme · Enterprise · in grace", card, "$12,000 of $10,000")

	s.press("Missing", card)
	s.reads("Acme · missing for Enterprise", "a week's training")

	s.press("Plan", card)
	s.reads("Acme · plan for Enterprise", "start by Friday 8 January 2010")
	s.press("Copy for the partner")
	s.reads("Acme · e-mail to copy", "Partner University")
	s.press("Plan for Premier")
	s.reads("Acme · plan for Premier", "Premier has no deadline")

	s.press("History", card)
	s.reads("Acme · history", "entry 1")
	s.press("Open the card")
	s.reads("Acme · Enterprise · in grace")

	s.press("Share in channel", card)
	s.sees("Everybody in this channel will read it", "without revenue")
	s.press("Share")
	s.reads("Acme · Enterprise · in grace", "Shared by alex")
}
