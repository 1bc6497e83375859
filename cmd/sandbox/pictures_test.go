package main

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pictures is where the README's pictures are put: see .github/pictures.sh. Without it they
// are taken all the same, which is the test, and thrown away.
var pictures = flag.String("pictures", "", "write the README's pictures into this `directory`")

// heaviest is how many bytes a picture of the README may have.
const heaviest = 150_000

// A sitting is what somebody does until a picture can be taken, and of what.
type sitting struct {
	name   string
	args   []string // of the sandbox
	person string
	room   string
	pose   func(*screen)
	of     string // the expression of what is in the picture
}

// sittings are all of them, in one language.
func sittings(lang string) []sitting {
	owner, card, digest := "Alex", "227 days left", "30 days to 14 October"
	decision, form, record := "900 partners have lapsed", "Record an update", "Record…"
	what, who, bars := "What to record", "Who", "Partners per tier"
	if lang == "fr" {
		owner, card, digest = "Camille", "227 jours restants", "À 30 jours du 14 octobre"
		decision, form, record = "900 partenaires", "Nouvel enregistrement", "Enregistrer…"
		what, who, bars = "À enregistrer", "Qui", "Partenaires par niveau"
	}
	const newest = `look.messages().at(-1)`
	const chart = newest + `.querySelector(".chart")`
	return []sitting{
		{"card", nil, owner, "partners", func(s *screen) {
			s.say("/tier acme")
			s.reads(card)
		}, newest},
		{"digest", []string{"-day", "2009-09-14"}, owner, "tierbot", func(s *screen) {
			s.reads(digest)
			s.again()
		}, newest},
		{"decision", []string{"-day", "2009-10-15", "-lang", lang}, "Dominique", "managers", func(s *screen) {
			s.reads(decision)
			s.again()
		}, newest},
		{"programme", nil, "Dominique", "managers", func(s *screen) {
			s.say("/tier programme")
			s.reads(bars)
			read[bool](s, `look.settled().then(() => !`+chart+`.scrollIntoView({ block: "center" }))`)
		}, chart},
		{"record", nil, "Dominique", "managers", func(s *screen) {
			s.say("/tier acme")
			s.reads("Acme · Enterprise")
			s.press(record)
			s.sees(form)
			s.choose(what, "VTSP")
			s.fill(who, "Alain Roy")
			s.click("leave the field", `document.getElementById("modal-title")`)
		}, `document.getElementById("modal")`},
	}
}

// TestPictures takes the README's pictures from the page: in both languages, light and dark.
func TestPictures(t *testing.T) {
	into := *pictures
	if into == "" {
		into = t.TempDir()
	}
	for _, lang := range []string{"en", "fr"} {
		for _, sitting := range sittings(lang) {
			t.Run(sitting.name+"-"+lang, func(t *testing.T) {
				s := opened(t, lived(t, sitting.args...))
				s.dense(960, 1300)
				s.be(sitting.person)
				s.speak(lang)
				s.await("the page speaks it", fmt.Sprintf(`document.documentElement.lang === %s`, js(lang)))
				s.enter(sitting.room)
				sitting.pose(s)
				for _, scheme := range []string{"light", "dark"} {
					s.scheme(scheme)
					name := fmt.Sprintf("%s-%s-%s.png", sitting.name, lang, scheme)
					picture := s.picture(sitting.of)
					if len(picture) > heaviest {
						t.Errorf("%s has %d bytes, want at most %d", name, len(picture), heaviest)
					}
					if err := os.WriteFile(filepath.Join(into, name), picture, 0o644); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

// again comes back to a conversation in which nothing is new any more: whether it was when
// one came first depends on how quick the bot is.
func (s *screen) again() {
	s.t.Helper()
	room := read[string](s, `document.querySelector("#conversations [aria-current]").dataset.name`)
	s.enter("shared-with-acme")
	s.enter(room)
	s.await("nothing is new", `look.messages().length && !look.shown(document.querySelector("#log .divider.new"))`)
}

// picture is what an expression names, with a little air around it, in at most 256 colours.
func (s *screen) picture(of string) []byte {
	s.t.Helper()
	clip := read[page.Viewport](s, `look.frame(`+of+`)`)
	clip.Scale = 1
	taken, err := chromedp.Call(s.tab, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Clip: &clip, CaptureBeyondViewport: ptr(true),
	})
	s.do("take the picture", err)
	full, err := png.Decode(bytes.NewReader(taken.Data))
	s.do("read the picture", err)
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	s.do("write the picture", encoder.Encode(&small, fewColours(full)))
	return small.Bytes()
}
