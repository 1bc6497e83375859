package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// missing ends a test that needs what this machine does not have: it is skipped, unless
// TIERBOT_TEST_REQUIRE, a list separated by commas, says that it must be there.
func missing(t *testing.T, name string, err error) {
	t.Helper()
	if slices.Contains(strings.Split(os.Getenv("TIERBOT_TEST_REQUIRE"), ","), name) {
		t.Fatalf("%s is required: %v", name, err)
	}
	t.Skipf("%s is not here: %v", name, err)
}
