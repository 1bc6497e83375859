package bot

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/commands"
)

// A sheet is a form as it stands on somebody's screen, with what they have filled in.
type sheet struct {
	ID      string       `json:"id"`
	Type    string       `json:"type"` // modal or home
	Form    string       `json:"callback_id"`
	Private string       `json:"private_metadata"`
	Hash    string       `json:"hash"`
	Blocks  []sheetBlock `json:"blocks"`
	State   struct {
		Values map[string]map[string]held `json:"values"`
	} `json:"state"`
}

type sheetBlock struct {
	Type string `json:"type"`
	ID   string `json:"block_id"`
}

// held is what an element holds. Each kind tells it in a property of its own.
type held struct {
	Type   string `json:"type"`
	Text   string `json:"value"`
	Day    string `json:"selected_date"`
	Person string `json:"selected_user"`
	Option struct {
		Value string `json:"value"`
	} `json:"selected_option"`
	Options []struct {
		Value string `json:"value"`
	} `json:"selected_options"`
	Files []struct {
		ID string `json:"id"`
	} `json:"files"`
}

// value is what was filled in; empty when nothing was.
func (h *held) value() string {
	switch h.Type {
	case "static_select", "external_select":
		return h.Option.Value
	case "multi_static_select":
		values := make([]string, len(h.Options))
		for i := range h.Options {
			values[i] = h.Options[i].Value
		}
		return strings.Join(values, "\n")
	case "users_select":
		return h.Person
	case "datepicker":
		return h.Day
	case "file_input":
		if len(h.Files) > 0 {
			return h.Files[0].ID
		}
		return ""
	}
	return strings.TrimSpace(h.Text)
}

// metadata is what the form was opened with. What cannot be read was never written here.
func (s *sheet) metadata() metadata {
	var m metadata
	if json.Unmarshal([]byte(s.Private), &m) != nil {
		return metadata{}
	}
	return m
}

// values are what was filled in, by field.
func (s *sheet) values() commands.Values {
	values := make(commands.Values)
	for block, byAction := range s.State.Values {
		h := byAction[valueID]
		if v := h.value(); v != "" {
			field, _ := fieldOf(block)
			values[field] = v
		}
	}
	return values
}

// Slack keeps what was typed into a block as long as the block keeps its id, whatever
// the block is given to hold at first. So a block's id is the field's name, and a number
// that changes when the field's content is to be replaced.
const edition = "#"

// fieldOf is the field that a block is for, and its edition.
func fieldOf(block string) (field string, number int) {
	field, rest, _ := strings.Cut(block, edition)
	number, _ = strconv.Atoi(rest)
	return field, number
}

// blockID is the id for a field: the one it has on the screen when it holds there what
// it should, a new one otherwise. A nil sheet is an empty screen.
func (s *sheet) blockID(f *commands.Field) string {
	if s == nil {
		return f.Name
	}
	for _, block := range s.Blocks {
		field, number := fieldOf(block.ID)
		if block.Type != "input" || field != f.Name {
			continue
		}
		h, known := s.State.Values[block.ID][valueID]
		if known && h.Type == elementType(f.Kind) && (f.Kind == commands.FileField || h.value() == strings.TrimSpace(initial(f))) {
			return block.ID
		}
		return field + edition + strconv.Itoa(number+1)
	}
	return f.Name
}

// elementType is what Slack calls the element of a kind of field.
func elementType(k commands.FieldKind) string {
	switch k {
	case commands.ChoiceField:
		return "static_select"
	case commands.PartnerField:
		return "external_select"
	case commands.DayField:
		return "datepicker"
	case commands.LinkField:
		return "url_text_input"
	case commands.FileField:
		return "file_input"
	case commands.SeveralField:
		return "multi_static_select"
	case commands.PersonField:
		return "users_select"
	}
	return "plain_text_input"
}

// first is the id of the first block that is filled in; empty when there is none.
func (s *sheet) first() string {
	for _, block := range s.Blocks {
		if block.Type == "input" {
			return block.ID
		}
	}
	return ""
}

// block is the id of a field's block, or of the first when it has none.
func (s *sheet) block(field string) string {
	for _, block := range s.Blocks {
		if name, _ := fieldOf(block.ID); block.Type == "input" && name == field {
			return block.ID
		}
	}
	return s.first()
}
