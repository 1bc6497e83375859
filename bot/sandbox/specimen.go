package sandbox

import "encoding/json"

// A Specimen is one thing that the app can show, for the page's gallery.
type Specimen struct {
	Group   string          // what it belongs to, such as a command
	Title   string          // what it answers, as it was typed or pressed
	Lang    string          // en or fr
	Surface string          // message, modal or home
	Body    json.RawMessage // the message or the view as the app sends it
}
