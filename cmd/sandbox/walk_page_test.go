package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Somebody who changes their language reads the next answer in it, and the page with it.
func TestWalkLanguage(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("/tier acme")
	s.reads("Acme · Enterprise · in grace")

	s.speak("fr")
	s.await("the page speaks French", `document.documentElement.lang === "fr" && look.said(document.querySelector("#composer .send")) === "Envoyer"`)
	s.say("/tier acme")
	s.reads("Acme · Enterprise · délai en cours", "227 jours restants")

	s.speak("en")
	s.await("the page speaks English", `document.documentElement.lang === "en"`)
	s.say("/tier acme")
	s.reads("Acme · Enterprise · in grace", "227 days left")
}

// What is said in a thread stays in it, and the conversation tells that there is one.
func TestWalkThread(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.say("Who looks after Acme?")
	s.reads("Who looks after Acme?")
	s.press("Reply in thread", "Who looks after Acme?")
	s.await("the thread is open", `look.shown(document.getElementById("thread"))`)
	s.types("I do.")
	s.key("send", kb.Enter)
	s.await("the reply is in the thread", `look.has(document.getElementById("thread-log"), ["Who looks after Acme?", "I do."])`)
	s.await("not in the conversation", `!look.has(document.getElementById("log"), ["I do."])`)

	s.key("close the thread", kb.Escape)
	s.await("the thread is closed", `!look.shown(document.getElementById("thread"))`)
	s.click("open the thread", `[...document.querySelectorAll("#log .message button")].find((b) => look.said(b).includes("1 reply"))`)
	s.await("it opens again", `look.has(document.getElementById("thread-log"), ["I do."])`)
}

// What others say where one is not is marked until one has seen it.
func TestWalkUnread(t *testing.T) {
	url := lived(t)
	alex, camille := opened(t, url), opened(t, url)
	alex.be("Alex")
	alex.enter("tierbot")
	camille.be("Camille")
	camille.enter("partners")
	camille.say("Bonjour à tous")
	camille.reads("Bonjour à tous")

	unread := conversation("partners") + `.classList.contains("unread")`
	alex.await("it is marked", unread)
	alex.await("the window tells how much", `document.title.startsWith("(1)")`)
	alex.enter("partners")
	alex.reads("Bonjour à tous")
	alex.await("it is marked no more", "!"+unread)
	alex.visit(alex.url)
	alex.be("Alex")
	alex.await("it stays read", "!"+unread)
}

// Nobody needs a mouse: one asks, goes back to the answer's buttons, and presses one.
func TestWalkKeyboard(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.tabTo("the conversation", conversation("partners"))
	s.key("open it", kb.Enter)
	s.await("the message box has the focus", `document.activeElement.id === "text"`)
	s.types("/tier acme")
	s.key("send", kb.Enter)
	s.reads("Acme · Enterprise · in grace")

	history := `look.control(look.messages().at(-1), "History")`
	s.tabTo("History", history, kb.ModifierShift)
	s.key("press it", kb.Enter)
	s.reads("Acme · history", "entry 1")
}

// While one types a command the page says how it goes on, and takes part of the typing.
func TestWalkCompletion(t *testing.T) {
	s := opened(t, lived(t))
	s.be("Alex")
	s.enter("partners")
	s.click("write", `document.getElementById("text")`)
	s.types("/mi")
	s.await("what begins so is offered", `look.has(document.getElementById("hints"), ["/missing"])`)
	s.key("complete", kb.Tab)
	s.await("the command stands there", `document.getElementById("text").value.trim() === "/missing"`)
	s.types(" acme")
	s.key("send", kb.Enter)
	s.reads("Acme · missing for Enterprise")

	s.types("/tier ")
	s.await("what /tier can do is offered", `document.querySelectorAll("#hints [role=option]").length > 3`)
	s.key("go down", kb.ArrowDown)
	s.await("one is chosen", `document.querySelector("#hints [aria-selected=true]") && document.activeElement.getAttribute("aria-activedescendant")`)
	s.key("close", kb.Escape)
	s.await("it is closed", `!look.shown(document.getElementById("hints"))`)
	s.await("what was typed stays", `document.getElementById("text").value === "/tier "`)
}
