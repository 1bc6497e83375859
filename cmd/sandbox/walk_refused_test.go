package main

import (
	"fmt"
	"testing"
)

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

// A button is pressed by those who see it. Whoever sends what somebody else's button would
// have sent is told so, and reads nothing of it.
func TestWalkButtonsOfOthers(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("shared-with-acme")
	s.say("/tier acme")
	s.reads("Only visible to you", "Acme · Enterprise · in grace")

	for _, stranger := range []string{guest, external} {
		answer := read[struct{ Error string }](s, fmt.Sprintf(`(async () => {
			const [channel, alex, user] = %s;
			const seen = await (await fetch("/sandbox/messages?" + new URLSearchParams({ user: alex, channel }))).json();
			const { ts, blocks } = seen.messages.at(-1);
			const actions = blocks.find((b) => b.type === "actions");
			const element = actions.block_id + "/" + actions.elements[0].action_id;
			const body = JSON.stringify({ user, channel, ts, element, values: [] });
			return (await fetch("/sandbox/act", { method: "POST", headers: { "Content-Type": "application/json" }, body })).json();
		})()`, list([]string{shared, alex, stranger})))
		if answer.Error == "" {
			t.Errorf("%s presses a button that only Alex sees", stranger)
		}
	}
	s.be("Gil")
	s.enter("shared-with-acme")
	s.await("Gil reads nothing of it", `look.messages().length === 0`)
}
