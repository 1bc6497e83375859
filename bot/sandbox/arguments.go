package sandbox

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
)

// arguments are what a call was given, as a form or as JSON.
type arguments struct {
	form url.Values
	json map[string]json.RawMessage
}

func readArguments(r *http.Request) (arguments, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		body, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
		if err != nil {
			return arguments{}, err
		}
		return jsonArguments(body)
	}
	if kind == "multipart/form-data" {
		if err := r.ParseMultipartForm(4 << 20); err != nil {
			return arguments{}, err
		}
	}
	err := r.ParseForm()
	return arguments{form: r.Form}, err
}

func jsonArguments(body []byte) (arguments, error) {
	var a arguments
	if len(body) == 0 {
		return a, nil
	}
	err := json.Unmarshal(body, &a.json)
	return a, err
}

// text returns an argument as a string, whichever way it was sent.
func (a arguments) text(name string) string {
	raw, ok := a.json[name]
	if !ok {
		return a.form.Get(name)
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if string(raw) == "null" {
		return ""
	}
	return string(raw)
}

// raw returns an argument that is JSON itself. In a form, and in JSON where an
// app encoded it twice, it is a string.
func (a arguments) raw(name string) json.RawMessage {
	if raw, ok := a.json[name]; ok && (len(raw) == 0 || raw[0] != '"') && string(raw) != "null" {
		return raw
	}
	return json.RawMessage(a.text(name))
}

func (a arguments) flag(name string) bool {
	s := a.text(name)
	return s == "true" || s == "1"
}

func (a arguments) number(name string, otherwise int) int {
	n, err := strconv.Atoi(a.text(name))
	if err != nil {
		return otherwise
	}
	return n
}

// shown is the arguments as one JSON object, without the token.
func (a arguments) shown() json.RawMessage {
	all := make(map[string]any, len(a.form)+len(a.json))
	for name, values := range a.form {
		all[name] = unquoted(values)
	}
	for name, raw := range a.json {
		all[name] = raw
	}
	delete(all, "token")
	body, _ := json.Marshal(all)
	return body
}

// unquoted is an argument of a form: as what it stands for where it is JSON itself.
func unquoted(values []string) any {
	if len(values) != 1 {
		return values
	}
	raw := values[0]
	if raw != "" && (raw[0] == '{' || raw[0] == '[') && json.Valid([]byte(raw)) {
		return json.RawMessage(raw)
	}
	return raw
}
