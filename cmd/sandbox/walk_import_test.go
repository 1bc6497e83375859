package main

import "testing"

// A spreadsheet is dropped, its plan applied, and all of it taken back.
func TestWalkImport(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("tierbot")
	s.attach(sheet(t))
	s.send()
	s.sees("Plan pour partners.csv", "1 partenaire créé et 1 partenaire mis à jour", "Nouveaux : Nouvelle Société")
	s.sees("plan.csv")

	s.press("Appliquer", "Plan pour partners.csv")
	s.sees("Appliqué : 1 partenaire créé et 1 partenaire mis à jour.", "entrée 1276")
	s.press("Tout annuler")
	s.sees("Cela annule les 2 changements.")
	s.press("Tout annuler")
	s.reads("@dominique a annulé l'import de l'entrée 1276 : 2 partenaires")
}
