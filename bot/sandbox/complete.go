package sandbox

import (
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxInputFile is the largest file that a modal's file_input takes.
const maxInputFile = 10 << 20

// complete refuses a modal that Slack's client would not submit. The codes are
// this workspace's own: the client shows a sentence and sends nothing.
func (v *view) complete() error {
	for _, b := range v.blocks() {
		if b["type"] != "input" {
			continue
		}
		id, _ := b["block_id"].(string)
		e, _ := b["element"].(map[string]any)
		for _, held := range v.state[id] {
			if code := incomplete(b, e, held); code != "" {
				return &Failure{About: names(nil).read(textSpans(b["label"])), Code: code, Block: id}
			}
		}
	}
	return nil
}

func incomplete(b Block, e map[string]any, held any) string {
	if isEmpty(held) {
		if b["optional"] == true {
			return ""
		}
		return "required_field"
	}
	h, _ := held.(map[string]any)
	text, _ := h["value"].(string)
	switch e["type"] {
	case "plain_text_input":
		return outOfLength(e, utf8.RuneCountInString(text))
	case "url_text_input":
		u, err := url.Parse(text)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return "invalid_url"
		}
	case "email_text_input":
		if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
			return "invalid_email"
		}
	case "number_input":
		return notANumber(e, text)
	case "file_input":
		files, _ := h["files"].([]any)
		return unwantedFiles(e, files)
	}
	return ""
}

func outOfLength(e map[string]any, n int) string {
	if low, ok := e["min_length"].(float64); ok && n < int(low) {
		return "too_short"
	}
	if high, ok := e["max_length"].(float64); n > maxInputLength || ok && n > int(high) {
		return "too_long"
	}
	return ""
}

func notANumber(e map[string]any, text string) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || e["is_decimal_allowed"] != true && strings.ContainsAny(text, ".eE") {
		return "invalid_number"
	}
	bound := func(key string, otherwise float64) float64 {
		s, _ := e[key].(string)
		b, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return otherwise
		}
		return b
	}
	if n < bound("min_value", n) || n > bound("max_value", n) {
		return "invalid_number"
	}
	return ""
}

// unwantedFiles checks files as the client does. Slack promises nothing by
// filetypes, so an app looks again.
func unwantedFiles(e map[string]any, files []any) string {
	most := maxUploadFiles
	if n, ok := e["max_files"].(float64); ok {
		most = int(n)
	}
	if len(files) > most {
		return "too_many_files"
	}
	wanted, _ := e["filetypes"].([]any)
	for _, it := range files {
		f, _ := it.(map[string]any)
		if size, _ := f["size"].(int); size > maxInputFile {
			return "file_too_large"
		}
		if len(wanted) > 0 && !slices.Contains(wanted, f["filetype"]) {
			return "unwanted_filetype"
		}
	}
	return ""
}
