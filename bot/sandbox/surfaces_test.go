package sandbox

import (
	"encoding/json"
	"slices"
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

// Every block and element that may not stand everywhere is allowed exactly where it may.
func TestWhatStandsWhere(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	blocks := map[string]Block{
		"alert":              {"type": "alert", "text": mrkdwnText(3), "level": "warning"},
		"card":               aCard("body", mrkdwnText(3)),
		"carousel":           elements("carousel", []any{aCard("body", mrkdwnText(3))}),
		"context_actions":    feedback(1, 1, 1),
		"data_table":         dataTableOf(1, 1),
		"data_visualization": plot("bar", 1, 1),
		"markdown":           {"type": "markdown", "text": "x"},
		"table":              tableOf(1, 1, 1),
	}
	for kind, where := range surfaces {
		b, ok := blocks[kind]
		if !ok {
			b = inputFor(kind)
		}
		for surface := range surfaceNames {
			t.Run(kind+" in "+surface, func(t *testing.T) {
				refusal := drawnOn(t, w, surface, b)
				if allowed := slices.Contains(where, surface); allowed != (refusal == nil) {
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
