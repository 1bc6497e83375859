package sandbox

import (
	"encoding/json"
	"strings"
	"testing"
)

func inputFor(kind string) Block {
	e := Block{"type": kind}
	if kind == "number_input" {
		e["is_decimal_allowed"] = false
	}
	return inputOf(e)
}

// Every block and element is allowed exactly where it may stand.
func TestWhatStandsWhere(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	for _, c := range []struct {
		block Block
		where string
	}{
		{textSection(3), "message modal home"},
		{Block{"type": "alert", "text": mrkdwnText(3), "level": "warning"}, "modal"},
		{aCard("body", mrkdwnText(3)), "message home"},
		{elements("carousel", []any{aCard("body", mrkdwnText(3))}), "message home"},
		{feedback(1, 1, 1), "message"},
		{dataTableOf(1, 1), "message"},
		{plot("bar", 1, 1), "message"},
		{Block{"type": "markdown", "text": "x"}, "message"},
		{tableOf(1, 1, 1), "message"},
		{inputFor("plain_text_input"), "message modal home"},
		{inputFor("datetimepicker"), "message modal"},
		{inputFor("email_text_input"), "modal"},
		{inputFor("file_input"), "modal"},
		{inputFor("number_input"), "modal"},
		{inputFor("url_text_input"), "modal"},
	} {
		kind, _ := c.block["type"].(string)
		if e, ok := c.block["element"].(Block); ok {
			kind, _ = e["type"].(string)
		}
		for surface := range surfaceNames {
			t.Run(kind+" in "+surface, func(t *testing.T) {
				refusal := drawnOn(t, w, surface, c.block)
				if allowed := strings.Contains(c.where, surface); allowed != (refusal == nil) {
					t.Errorf("allowed: %t, refusal: %v", allowed, refusal)
				} else if refusal != nil && !strings.Contains(refusal.detail, kind+" is for ") {
					t.Errorf("refused for another reason: %v", refusal.detail)
				}
			})
		}
	}
}

// drawnOn validates a block as part of a message, a modal or a Home tab.
func drawnOn(t *testing.T, w *Workspace, surface string, b Block) *apiError {
	t.Helper()
	if surface == "message" {
		return blocksOf(t, b)
	}
	view := Block{"type": surface, "blocks": []any{b}}
	if surface == "modal" {
		view["title"], view["submit"] = plainText(3), plainText(3)
	}
	raw, err := json.Marshal(view)
	if err != nil {
		t.Fatal(err)
	}
	_, refusal := w.validateView(raw)
	return refusal
}

func TestAlertText(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	for n, allowed := range map[int]bool{200: true, 201: false} {
		refusal := drawnOn(t, w, "modal", Block{"type": "alert", "text": plainText(n)})
		if allowed != (refusal == nil) {
			t.Errorf("%d characters: %v", n, refusal)
		}
	}
}
