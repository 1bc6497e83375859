package main

import "fmt"

// step lets time go by with one of the calendar's buttons, to the day that it says.
func (s *screen) step(name, day string) {
	s.t.Helper()
	button := fmt.Sprintf(`document.querySelector('#calendar [data-step=%s]')`, name)
	s.await("a "+name+" leads to "+day, fmt.Sprintf(`%s.dataset.to === %s && %[1]s.ariaDisabled !== "true"`, button, js(day)))
	s.click("a "+name+" goes by", button)
	s.today(day)
}

// jump goes to a day in one go.
func (s *screen) jump(day string) {
	s.t.Helper()
	read[bool](s, fmt.Sprintf(`(() => {
		const field = document.getElementById("calendar-day");
		field.value = %s;
		return field.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, js(day)))
	s.click("jump to "+day, `document.getElementById("calendar-jump")`)
}

// today waits until the calendar stands on a day.
func (s *screen) today(day string) {
	s.t.Helper()
	s.await("it is "+day, fmt.Sprintf(
		`document.querySelector("#calendar [data-today]")?.dataset.today === %s && document.getElementById("calendar").ariaBusy !== "true"`, js(day)))
}

// days are those of the messages on the screen, where the programme is.
func (s *screen) days() []string {
	s.t.Helper()
	return read[[]string](s, `look.messages().map((m) => new Date(m.dataset.ts * 1000).toLocaleDateString("sv-SE"))`)
}
