package main

import (
	"fmt"
	"testing"
)

// misfit is something in the gallery that does not fit.
type misfit struct{ Group, Title, Lang, What string }

// Everything that the bot can show stands in the gallery, in both languages; nothing is cut
// or lies on something else, on a desk or on a phone.
func TestWalkGallery(t *testing.T) {
	s := tab(t, lived(t))
	for _, width := range []int64{desk, phone} {
		s.size(width)
		s.visit(s.url + "/gallery?all")
		s.await("all is drawn", `document.getElementById("specimens")?.ariaBusy === "false" && window.misfits`)
		for _, lang := range []string{"en", "fr"} {
			shown := read[int](s, fmt.Sprintf(`document.querySelectorAll(".specimen[data-drawn][data-lang=%s]").length`, lang))
			if shown < 100 {
				t.Errorf("%d specimens in %s, want all that the bot can show", shown, lang)
			}
		}
		for _, refused := range read[[]string](s, `[...document.querySelectorAll(".specimen .refused")].map((r) => r.parentElement.dataset.title + ": " + look.said(r))`) {
			t.Error(refused)
		}
		for _, m := range read[[]misfit](s, `misfits()`) {
			t.Errorf("at %d: %s, %s (%s): %s", width, m.Group, m.Title, m.Lang, m.What)
		}
	}
}
