package main

import (
	"fmt"
	"os"
	"testing"
)

// axe is the checker of what is hard to use for those who do not see the page or have no
// mouse. The page's own checks install it: see .ci/page.
func axe(t *testing.T) string {
	t.Helper()
	code, err := os.ReadFile("../../.ci/page/node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe", err)
	}
	return string(code)
}

// usable fails the test for what axe finds serious on the page, or in the part of it that a
// selector names.
func (s *screen) usable(what, part, axe string) {
	s.t.Helper()
	s.done(what)
	read[bool](s, axe+";\ntrue")
	for _, said := range read[[]string](s, fmt.Sprintf(`axe.run(%s, { resultTypes: ["violations"] }).then((found) =>
		found.violations
			.filter((v) => ["serious", "critical"].includes(v.impact))
			.flatMap((v) => v.nodes.map((n) => v.id + ": " + v.help + ": " + n.html.slice(0, 160)
				+ " " + n.any.map((a) => a.message).join(" "))))`, js(part))) {
		s.t.Errorf("%s: %s", what, said)
	}
}
