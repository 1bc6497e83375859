package main

import (
	"fmt"
	"testing"
)

// misfit is something in the gallery that does not fit.
type misfit struct{ Group, Title, Lang, What string }

// Everything that the bot can show stands in the gallery, in both languages; nothing is cut
// or lies on something else, on a desk or on a phone. It is looked at room by room, for all
// of it at once is more than a slow machine draws while somebody waits.
func TestWalkGallery(t *testing.T) {
	s := tab(t, lived(t))
	_, err := specimens() // are played before anybody waits for them
	s.do("play the scripts", err)
	s.visit(s.url + "/gallery?all&group=Forms")
	s.await("a room is drawn", `document.getElementById("specimens")?.ariaBusy === "false" && window.misfits`)
	shown := map[string]int{}
	for _, room := range read[[]string](s, `[...document.querySelectorAll("#group option")].map((o) => o.value).filter(Boolean)`) {
		pick(s, "#group", room)
		for _, lang := range []string{"en", "fr"} {
			shown[lang] += read[int](s, fmt.Sprintf(`document.querySelectorAll(".specimen[data-drawn][data-lang=%s]").length`, lang))
		}
		for _, refused := range read[[]string](s, `[...document.querySelectorAll(".specimen .refused")].map((r) => r.parentElement.dataset.title + ": " + look.said(r))`) {
			t.Error(refused)
		}
		for _, width := range []int64{desk, phone} {
			s.size(width)
			for _, m := range read[[]misfit](s, `look.settled().then(() => misfits())`) {
				t.Errorf("at %d: %s, %s (%s): %s", width, m.Group, m.Title, m.Lang, m.What)
			}
		}
	}
	for _, lang := range []string{"en", "fr"} {
		if shown[lang] < 1000 {
			t.Errorf("%d specimens in %s, want all that the bot can show", shown[lang], lang)
		}
	}
}
