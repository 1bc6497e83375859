package main

import "testing"

// On the morning after a deadline the managers' channel asks. A manager decides about one
// partner and takes that back, then about all of them, and takes that back too.
func TestWalkDeadline(t *testing.T) {
	s := opened(t, lived(t, "-day", "2009-10-15"))
	s.be("Dominique")
	s.enter("managers")
	const asked = "900 partners have lapsed: the time was over on 14 October 2009"
	s.reads(asked, "900 from Professional to Registered")

	s.press("Choose…")
	const first = "Abélia Cloud & Stockage · Professional → Registered"
	s.reads("900 partenaires attendent une décision", first)
	s.press("Suspendre", first)
	s.reads("Abélia Cloud & Stockage", "Échéance du 14 octobre 2009 – en suspens", "entrée 1276")
	s.press("Annuler")
	s.reads("Annulation de l'entrée 1276", "en suspens (retrait)")

	s.press("Apply all", asked)
	s.sees("900 partners fall now from Professional to Registered. It can be undone.")
	s.press("Apply all")
	const fell = "900 partners fell from Professional to Registered."
	s.sees(fell, "@dominique applied the fall: 900 partners")

	s.press("Undo all of it", fell)
	s.sees("This takes 900 changes back.")
	s.press("Undo all of it")
	s.reads("@dominique a annulé les rétrogradations", "900 partenaires")
	s.sees(asked, "Apply all")
}
