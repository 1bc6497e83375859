package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A spreadsheet is dropped, its plan applied, and all of it taken back. Chosen in the form it
// gives the same plan, which can be left alone.
func TestWalkImport(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Dominique")
	s.enter("tierbot")
	s.drop(sheet(t))
	s.send()
	s.sees("Plan pour partners.csv", "1 partenaire créé et 1 partenaire mis à jour", "Nouveau : Nouvelle Société")
	s.sees("plan.csv")

	s.press("Appliquer", "Plan pour partners.csv")
	s.sees("Appliqué : 1 partenaire créé et 1 partenaire mis à jour.", "entrée 1276")
	s.press("Tout annuler")
	s.sees("Cela annule les 2 changements.")
	s.press("Tout annuler")
	s.reads("@dominique a annulé l'import de l'entrée 1276 : 2 partenaires")

	s.say("/tier import")
	s.sees("Importer des partenaires")
	s.attach(sheet(t))
	s.press("Voir le plan")
	s.sees("Plan pour partners.csv", "1 partenaire créé et 1 partenaire mis à jour")
	s.press("Abandonner", "Plan pour partners.csv")
	s.sees("L'import est abandonné ; rien n'a été modifié.")
}

// sheet is a spreadsheet to import: one new partner, and one that is known already.
func sheet(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "partners.csv")
	rows := "name,tier,vtsp,owners\n" +
		"Acme,enterprise,Inès Morel@2009-05-20;Alain Roy@2009-05-28,alex@vendor.example\n" +
		"Nouvelle Société,professional,,camille@vendor.example\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
