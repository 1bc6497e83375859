package main

import (
	"fmt"
	"testing"
)

// Whatever a developer breaks in the inspector while somebody types commands, each command is
// answered, or it is said why not; and once all is healed, everything is as before.
func TestWalkTrouble(t *testing.T) {
	url, _ := begun(t) // the bot has enough to warn of
	s := opened(t, url)
	s.be("Alex")
	s.enter("partners")
	s.click("open the inspector", `document.getElementById("inspect")`)
	s.await("there are buttons", `document.querySelectorAll("#inspector .mischief li").length > 10`)
	for _, name := range read[[]string](s, `[...document.querySelectorAll("#inspector .mischief li")].map((li) => li.dataset.name)`) {
		s.click("make trouble: "+name, fmt.Sprintf(`document.querySelector('#inspector .mischief li[data-name=%s] button')`, js(name)))
		said := read[int](s, `look.messages().length`)
		s.say("/tier acme")
		s.await(name+": it is answered, or said why not",
			fmt.Sprintf(`look.messages().length > %d || look.shown(document.getElementById("problem"))`, said))
		if read[bool](s, `look.shown(document.querySelector("#armed .heal"))`) {
			s.click("heal everything", `document.querySelector("#armed .heal")`)
		}
		s.await("all is healed", `!look.shown(document.getElementById("armed"))`)
	}
	s.say("/missing acme")
	s.reads("Acme · missing for Enterprise")
	s.await("the journal tells of it", `look.has(document.getElementById("inspector"), ["/missing acme"])`)
}
