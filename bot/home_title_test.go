package bot

import "testing"

// What stands above a modal breaks where the title does; the whole title stands below.
func TestLead(t *testing.T) {
	for title, want := range map[string]string{
		"Acme · Enterprise":                          "Acme · Enterprise",
		"Adonis Conseil · Professional · in grace":   "Adonis Conseil",
		"What if · Acme · Enterprise · in grace":     "What if · Acme",
		"33 to save · 36 person-days · yours":        "33 to save",
		"About acme, which has a title of many":      "About acme, which has a title of many",
		"Société Générale de Distribution · Premier": "Société Générale de Distribution",
	} {
		if got := lead(title); got != want {
			t.Errorf("%q leads with %q, not %q", title, got, want)
		}
	}
}
