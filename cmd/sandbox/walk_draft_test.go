package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// What is typed or attached waits where it was, and goes nowhere else.
func TestWalkDraft(t *testing.T) {
	file := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(file, []byte("not for everybody"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("Who looks after Acme?")
	s.reads("Who looks after Acme?")
	s.types("I think that")
	s.attach(file)

	s.enter("tierbot")
	s.await("nothing of it is elsewhere", `document.getElementById("text").value === "" && !document.querySelector("#attach .held li")`)
	s.enter("partners")
	s.await("it waits", `document.getElementById("text").value === "I think that" && document.querySelector("#attach .held li")`)

	s.press("Reply in thread", "Who looks after Acme?")
	s.await("the thread is open", `document.activeElement.id === "thread-text"`)
	s.types("I do,")
	s.key("close the thread", kb.Escape)
	s.press("Reply in thread", "Who looks after Acme?")
	s.await("the reply waits", `document.getElementById("thread-text").value === "I do,"`)
	s.types(" since May.")
	s.key("send", kb.Enter)
	s.await("it is said", `look.has(document.getElementById("thread-log"), ["I do, since May."])`)
	s.key("bring it back", kb.ArrowUp)
	s.await("it is back", `document.getElementById("thread-text").value === "I do, since May."`)

	s.be("Camille")
	s.enter("partners")
	s.press("Répondre dans le fil", "Who looks after Acme?")
	s.await("nothing waits for somebody else", `document.activeElement.id === "thread-text" && document.getElementById("thread-text").value === ""`)
	s.key("bring back what nobody sent", kb.ArrowUp)
	s.await("there is nothing", `document.getElementById("thread-text").value === "" && document.getElementById("text").value === ""`)
}

// What is chosen from a message's menu leaves the keyboard where it was.
func TestWalkMenuFocus(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("Who looks after Acme?")
	s.reads("Who looks after Acme?")
	s.more("Who looks after Acme?", "Reply in thread")
	s.await("the thread is open", `document.activeElement.id === "thread-text"`)
	s.key("close the thread", kb.Escape)
	s.await("back at the menu", `document.activeElement.matches(".message .more summary")`)
}

// The menu of the newest message lies on top of whatever is around it, so that all of it can
// be chosen.
func TestWalkMenuInSight(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("Who looks after Acme?")
	s.reads("Who looks after Acme?")
	s.click("open its menu", `look.messages().at(-1).querySelector(".more summary")`)
	s.await("every entry is on top", `(() => {
		const entries = [...document.querySelectorAll("details[open] .menu button")];
		return entries.length > 1 && entries.every((entry) => {
			const { left, top, width, height } = entry.getBoundingClientRect();
			return entry.contains(document.elementFromPoint(left + width / 2, top + height / 2));
		});
	})()`)
}
