package bot

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// TestModal holds what Slack is given of a form that has every kind of field: as it is
// opened, and as it comes anew when two of its fields are to hold something else.
func TestModal(t *testing.T) {
	form := commands.Form{
		Name: "record", Title: "Record", Submit: "Record", State: `{"id":"acme","v":3}`,
		Intro: []commands.Text{{{Text: "Acme · Enterprise", Strong: true}}},
		Fields: []commands.Field{
			{Name: "partner", Label: "Partner", Kind: commands.PartnerField, Placeholder: "Type a name", Value: "acme", Shown: "Acme", Redraws: true},
			{Name: "what", Label: "What", Kind: commands.ChoiceField, Value: "vtsp", Redraws: true, Choices: []commands.Choice{
				{Value: "vtsp", Label: "VTSP", Group: "Certificates"}, {Value: "desktop", Label: "Desktop Virtualization", Group: "Competencies"},
			}},
			{Name: "holders", Label: "Holders", Kind: commands.LinesField, Hint: "one a line", Value: "A. Holder"},
			{Name: "day", Label: "Earned on", Kind: commands.DayField, Value: "2009-05-14"},
			{Name: "evidence", Label: "Evidence", Kind: commands.LinkField, Value: "https://example.com/", Optional: true},
			{Name: "note", Label: "Note", Optional: true},
			{Name: "file", Label: "File", Kind: commands.FileField, Optional: true},
		},
	}
	var on sheet
	const screen = `{"blocks":[{"type":"rich_text","block_id":"x"},{"type":"input","block_id":"partner"},{"type":"input","block_id":"holders#1"},
		{"type":"input","block_id":"day"},{"type":"input","block_id":"what"}],"state":{"values":{
		"partner":{"value":{"type":"external_select","selected_option":{"value":"acme"}}},
		"holders#1":{"value":{"type":"plain_text_input","value":"B. Holder"}},
		"day":{"value":{"type":"datepicker","selected_date":"2009-05-14"}},
		"what":{"value":{"type":"plain_text_input","value":"vtsp"}}}}}`
	if err := json.Unmarshal([]byte(screen), &on); err != nil {
		t.Fatal(err)
	}
	for name, on := range map[string]*sheet{"modal": nil, "modal_anew": &on} {
		t.Run(name, func(t *testing.T) {
			modal, err := new(Bot).formView(program.French).modal(&form, metadata{Channel: "C1", Thread: "1.2"}, on)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			encoder := json.NewEncoder(&got)
			encoder.SetEscapeHTML(false)
			encoder.SetIndent("", "  ")
			if err := encoder.Encode(modal); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("modal (-want +got):\n%s", diff)
			}
		})
	}
}
