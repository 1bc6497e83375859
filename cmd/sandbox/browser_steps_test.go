package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What a person does on the page, in their own words.

// be goes on as somebody else, by the beginning of their name.
func (s *screen) be(name string) {
	s.t.Helper()
	step := "be " + name
	id, err := found[string](s, fmt.Sprintf(
		`[...document.querySelectorAll("#person option")].find((o) => o.text.startsWith(%s))?.value`, js(name)))
	s.do(step, err)
	pick(s, "#person", id)
	s.await(step, fmt.Sprintf(`new URLSearchParams(location.hash.slice(1)).get("user") === %s`, js(id)))
}

// pick chooses an option of a plain menu, as the menu itself tells the page of it.
func pick(s *screen, menu, value string) {
	s.t.Helper()
	s.keep()
	read[bool](s, fmt.Sprintf(`(() => {
		const menu = document.querySelector(%s);
		menu.value = %s;
		menu.dispatchEvent(new Event("input", { bubbles: true }));
		return menu.dispatchEvent(new Event("change", { bubbles: true }));
	})()`, js(menu), js(value)))
}

// speak goes on in another language, en or fr, as in the preferences of a Slack.
func (s *screen) speak(language string) {
	s.t.Helper()
	pick(s, "#language", language)
	s.done("speak " + language)
}

// enter opens a conversation by its name.
func (s *screen) enter(name string) {
	s.t.Helper()
	s.click("open "+name, conversation(name))
	s.await("in "+name, conversation(name)+`?.getAttribute("aria-current") === "page"`)
}

// conversation is the button of one on the left.
func conversation(name string) string {
	return fmt.Sprintf(
		`[...document.querySelectorAll("#conversations button")].find((b) => (b.dataset.name ?? look.said(b)).includes(%s))`, js(name))
}

// say sends words, or a command, in the conversation that is open.
func (s *screen) say(words string) {
	s.t.Helper()
	s.click("write", `document.getElementById("text")`)
	read[bool](s, `!document.activeElement.select()`) // what has failed stands there still
	s.types(words)
	s.key("say "+words, kb.Enter)
}

// reads waits until the newest message on the screen has all these words.
func (s *screen) reads(words ...string) {
	s.t.Helper()
	s.await("read "+strings.Join(words, ", "), fmt.Sprintf(
		`look.has(look.messages().at(-1), %s)`, list(words)))
}

// sees waits until a message or a dialog on the screen has all these words.
func (s *screen) sees(words ...string) {
	s.t.Helper()
	s.await("see "+strings.Join(words, ", "), fmt.Sprintf(
		`(look.top() === document.body ? look.messages() : [look.top()]).some((m) => look.has(m, %s))`, list(words)))
}

// press uses a button: of the dialog that is open, or else of the newest message that has
// it. With words, of the newest that has them all, and there the first button after them.
func (s *screen) press(label string, words ...string) {
	s.t.Helper()
	s.click("press "+label, fmt.Sprintf(
		`(look.top() === document.body
			? look.messages().filter((m) => look.has(m, %[2]s)).map((m) => look.control(m, %[1]s, %[2]s)).findLast(Boolean)
			: look.control(look.top(), %[1]s))`, js(label), list(words)))
}

// fill writes into a field of the dialog that is open, in the place of what stands there.
func (s *screen) fill(label, words string) {
	s.t.Helper()
	field := fmt.Sprintf(`look.field(look.top(), %s)`, js(label))
	s.click("go to "+label, field)
	read[bool](s, `!document.activeElement.select?.()`)
	s.types(words)
	s.done("fill " + label)
}

// choose picks what is called so from a menu of the dialog that is open.
func (s *screen) choose(label, option string) {
	s.t.Helper()
	s.click("open "+label, fmt.Sprintf(`look.field(look.top(), %s)`, js(label)))
	s.click("choose "+option, fmt.Sprintf(
		`[...document.querySelectorAll("[role=option]")].find((o) => look.shown(o) && look.said(o) === %s)`, js(option)))
}

// holds waits until a field of the dialog that is open has been filled in so.
func (s *screen) holds(label, words string) {
	s.t.Helper()
	s.await(label+" is "+words, fmt.Sprintf(`look.field(look.top(), %s)?.value === %s`, js(label), js(words)))
}

// complains waits until a field of the dialog that is open is said to be wrong, in words
// beside it.
func (s *screen) complains(label, words string) {
	s.t.Helper()
	s.await("be told beside "+label, fmt.Sprintf(
		`look.complaint(look.field(look.top(), %s)).includes(%s)`, js(label), js(words)))
}

// more chooses from the menu of the newest message with these words.
func (s *screen) more(words, entry string) {
	s.t.Helper()
	s.click("open the menu of a message", fmt.Sprintf(
		`look.messages().findLast((m) => look.has(m, [%s]))?.querySelector(".more summary")`, js(words)))
	s.click("choose "+entry, fmt.Sprintf(`look.entry(%s)`, js(entry)))
}

// drop lets go of a file over the conversation.
func (s *screen) drop(path string) {
	s.t.Helper()
	content, err := os.ReadFile(path)
	s.do("read "+path, err)
	read[bool](s, fmt.Sprintf(`(() => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([%s], %s));
		const over = { bubbles: true, cancelable: true, dataTransfer };
		for (const kind of ["dragover", "drop"]) document.getElementById("log").dispatchEvent(new DragEvent(kind, over));
		return true;
	})()`, js(string(content)), js(filepath.Base(path))))
	s.await("the file is up", `document.querySelector("#attach .held li")`)
}

// attach chooses a file, in the form that is open or else for the next message.
func (s *screen) attach(path string) {
	s.t.Helper()
	place := "#attach"
	if read[bool](s, `look.top() !== document.body`) {
		place = "#modal"
	}
	s.do("choose "+path, chromedp.Do(s.tab,
		chromedp.SetUploadFiles(chromedp.CSS(place+` input[type=file]`), []string{path})))
	s.await("the file is up", fmt.Sprintf(`document.querySelector("%s .held li")`, place))
}

// send sends what stands in the message box, and the files beside it.
func (s *screen) send() {
	s.t.Helper()
	s.click("send", `document.querySelector("#composer button[type=submit]")`)
}

// tabTo presses the Tab key until what an expression names has the focus.
func (s *screen) tabTo(what, expression string, held ...kb.Modifier) {
	s.t.Helper()
	for range 60 {
		if read[bool](s, fmt.Sprintf(`document.activeElement === (%s)`, expression)) {
			s.done("come to " + what)
			return
		}
		s.strike("go on to "+what, kb.Tab, held...)
	}
	s.t.Fatalf("%s: the Tab key does not lead there%s", what, s.standing())
}
