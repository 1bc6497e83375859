package sandbox

import (
	"cmp"
	"fmt"
	"strings"
)

// String says what becomes of a call, as in "carried out, then no answer"; it is empty for
// the zero Fault.
func (f Fault) String() string {
	var parts []string
	if f.Executed {
		parts = append(parts, "carried out, then")
	}
	if f.Delay > 0 {
		parts = append(parts, fmt.Sprintf("%v late", f.Delay))
	}
	switch {
	case f.Drop:
		parts = append(parts, "no answer: the connection is closed")
	case f.RetryAfter > 0:
		parts = append(parts, fmt.Sprintf("status 429, Retry-After %d", f.RetryAfter))
	case f.Status != 0:
		parts = append(parts, fmt.Sprintf("status %d", f.Status))
	case f.Error != "":
		parts = append(parts, "the error "+f.Error)
	case f.Truncate:
		parts = append(parts, "half of the answer")
	}
	return strings.Join(parts, " ")
}

// reach says which calls of a method are up to the fault.
func (f Fault) reach(method string) string {
	calls := "call of " + method
	switch method {
	case "*":
		calls = "call of any method"
	case "response_url":
		calls = "post to a response URL"
	case "download":
		calls = "download of a file"
	}
	switch f.Times = cmp.Or(f.Times, 1); {
	case f.Chance > 0:
		return fmt.Sprintf("%.0f of 100: each %s", 100*f.Chance, calls)
	case f.Times < 0:
		return "every " + calls
	case f.Times == 1:
		return "the next " + calls
	}
	return fmt.Sprintf("the next %d: each %s", f.Times, calls)
}
