package sandbox_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// specimensOf makes a gallery of one message, one modal and one Home tab, each in a
// language, and of a message that Slack refuses.
func specimensOf() ([]sandbox.Specimen, error) {
	body := func(o object) json.RawMessage {
		raw, _ := json.Marshal(o)
		return raw
	}
	complaint := map[string]string{"name": "No such person."}
	return []sandbox.Specimen{
		{
			Group: "/tier", Title: "/tier acme", Lang: "en", Surface: "message", OnlyYou: true,
			Body: body(object{"text": "Acme", "blocks": []any{section("Reported by <@U1>")}}),
		},
		{
			Group: "/certify", Title: "/certify", Lang: "fr", Surface: "modal", Errors: complaint,
			Body: body(modal("Record", input("name"))),
		},
		{
			Group: "Home", Title: "Home", Lang: "en", Surface: "home",
			Body: body(object{"type": "home", "blocks": []any{section("Welcome")}}),
		},
		{
			Group: "/tier", Title: "too much", Lang: "en", Surface: "message",
			Body: body(object{"text": "x", "blocks": []any{section(strings.Repeat("x", 3001))}}),
		},
		{
			Group: "/tier", Title: "silent", Lang: "en", Surface: "message",
			Body: body(object{"blocks": []any{section("x")}}),
		},
		{
			Group: "Home", Title: "a modal", Lang: "en", Surface: "home",
			Body: body(modal("Record", input("name"))),
		},
	}, nil
}

func (f *fixture) json(path string) object {
	f.t.Helper()
	resp := f.page("GET", path, "", nil)
	var answer object
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		f.t.Fatal(resp.Status, err)
	}
	return answer
}

func TestGallery(t *testing.T) {
	f := open(t, sandbox.Options{Gallery: specimensOf})
	if resp := f.page("GET", "/gallery", "", nil); resp.StatusCode != http.StatusOK {
		t.Error(resp.Status)
	}
	list := f.json("/sandbox/gallery")["specimens"]
	message, modal, home := at(list, 0), at(list, 1), at(list, 2)
	if at(message, "onlyYou") != true || at(message, "drawn", "blocks", 0, "text", "spans", 1, "text") != "@alice" {
		t.Errorf("the message is %v", message)
	}
	if at(modal, "drawn", "title") != "Record" || at(modal, "drawn", "close") != "Cancel" ||
		at(modal, "errors", "name") != "No such person." {
		t.Errorf("the modal is %v", modal)
	}
	if at(home, "drawn", "blocks", 0, "text", "spans", 0, "text") != "Welcome" {
		t.Errorf("the Home tab is %v", home)
	}
	for i, want := range []any{
		nil, nil, nil,
		"must be less than 3001 characters",
		"no_text",
		"the view is no home",
	} {
		refused, _ := at(list, i, "refused").(string)
		if want == nil && refused != "" || want != nil && !strings.Contains(refused, want.(string)) {
			t.Errorf("specimen %d is refused with %q, want %v", i, refused, want)
		}
	}
	if got := f.Violations(); len(got) != 0 {
		t.Errorf("looking at specimens is a violation: %v", got)
	}
}

// Where there are no specimens there is no page; where they cannot be made it says why.
func TestGalleryThatIsNotThere(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, path := range []string{"/gallery", "/sandbox/gallery"} {
		if resp := f.page("GET", path, "", nil); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	f = open(t, sandbox.Options{Gallery: func() ([]sandbox.Specimen, error) { return nil, errors.New("no rules") }})
	if resp := f.page("GET", "/sandbox/gallery", "", nil); resp.StatusCode != http.StatusInternalServerError {
		t.Error(resp.Status)
	}
}

// What is refused on request is refused in the gallery too, whatever it stands in.
func TestGalleryOfRefusedBlocks(t *testing.T) {
	f := open(t, sandbox.Options{Gallery: specimensOf})
	f.Refuse("section")
	list := f.json("/sandbox/gallery")["specimens"]
	for i, surface := range map[int]string{0: "message", 2: "home"} {
		if why, _ := at(list, i, "refused").(string); !strings.Contains(why, "unsupported type: section") {
			t.Errorf("the %s is refused because of %q", surface, why)
		}
	}
}
