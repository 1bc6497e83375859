package main

import "testing"

// Guests and people of other organisations get one neutral sentence and no data, however
// they ask.
func TestWalkStrangers(t *testing.T) {
	s := opened(t, lived(t))
	for _, stranger := range []struct{ name, sentence string }{
		{"Gil", "I answer full members of this workspace only."},
		{"Eve", "Je ne réponds qu'aux membres à part entière de cet espace de travail."},
	} {
		s.be(stranger.name)
		s.enter("shared-with-acme")
		s.say("/tier acme")
		s.reads(stranger.sentence)

		s.say("Hello from " + stranger.name)
		s.reads("Hello from " + stranger.name)
		s.more("Hello from "+stranger.name, "Record as certification")
		s.reads(stranger.sentence)

		s.enter("tierbot")
		s.say("tier acme")
		s.reads(stranger.sentence)
	}
}

// Account managers look and may not record, by command or shortcut.
func TestWalkOnlyManagersRecord(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("/certify acme vtsp Alain Roy")
	s.reads("/certify is for the managers of the programme: nothing was changed.")

	s.say("Acme: Alain Roy has passed VTSP")
	s.reads("has passed VTSP")
	s.more("has passed VTSP", "Record as certification")
	s.reads("/certify is for the managers of the programme: nothing was changed.")
}
