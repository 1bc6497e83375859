package main

import "testing"

// A manager of the programme records a certification by the form behind the card's
// button. What is wrong is said beside its field; what is right is shown, told to whoever
// looks after the partner, and can be taken back.
func TestWalkRecord(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("managers")
	s.say("/tier acme")
	s.reads("Acme · Enterprise · délai en cours", "227 jours restants")

	s.press("Enregistrer…")
	s.sees("Nouvel enregistrement", "Il manque : 1 VTSP")
	s.choose("À enregistrer", "VTSP")
	s.press("Enregistrer")
	s.complains("Qui", "Veuillez remplir ce champ.")
	s.fill("Qui", "Alain Roy")
	s.fill("Date", "2009-06-02")
	s.press("Enregistrer")
	s.complains("Date", "Le 2 juin 2009 est encore à venir")
	s.fill("Date", "2009-05-28")
	s.press("Enregistrer")
	s.reads("VTSP – Alain Roy", "1 sur 2 → 2 sur 2", "Par @dominique")

	s.be("Alex")
	s.enter("tierbot")
	s.reads("Alain Roy", "Acme")

	s.be("Dominique")
	s.enter("managers")
	s.press("Annuler")
	s.reads("2 sur 2 → 1 sur 2")
}

// Any message can be recorded as a certification, from its menu.
func TestWalkRecordMessage(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("managers")
	s.say("Acme: Alain Roy a obtenu VTSP le 28 mai 2009")
	s.reads("Alain Roy a obtenu")
	s.more("Alain Roy a obtenu", "Record as certification")
	s.sees("Nouvel enregistrement", "Acme")
	s.holds("Qui", "Alain Roy")
	s.holds("Date", "28 mai 2009")
	s.press("Enregistrer")
	s.reads("VTSP – Alain Roy, obtenu le 28 mai 2009", "1 sur 2 → 2 sur 2", "Preuve :")
}
