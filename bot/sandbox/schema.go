package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// check looks at one JSON value and reports what Slack would refuse in it.
type check func(v *validation, value any)

// schema is what an object may hold. A key that is not in it is refused, as
// Slack refuses it.
type schema map[string]field

type field struct {
	check    check
	required bool
}

func required(c check) field { return field{check: c, required: true} }
func optional(c check) field { return field{check: c} }

// validation collects what is wrong with one message or view.
type validation struct {
	path     []string
	problems []string
	refused  map[string]bool // block types that are refused on request
	text     int             // characters of text in all blocks
	markdown int             // characters in markdown blocks
	surface  string          // message, modal or home; empty for options alone
	tables   int
	cells    int // characters in tables
	data     int // characters in data tables
	charts   int
	inputs   int
	files    int // inputs that take files
	focused  int // elements that take the focus
	blockIDs map[string]bool
	actions  map[string]bool // action ids of the block at hand
}

// fail reports a problem with the value at hand, in the words and with the
// JSON pointer of Slack's response_metadata.messages.
func (v *validation) fail(format string, args ...any) {
	v.problems = append(v.problems, fmt.Sprintf("[ERROR] %s [json-pointer:/%s]",
		fmt.Sprintf(format, args...), strings.Join(v.path, "/")))
}

// in runs c on a part of the value at hand.
func (v *validation) in(name string, value any, c check) {
	v.path = append(v.path, name)
	c(v, value)
	v.path = v.path[:len(v.path)-1]
}

func object(s schema) check {
	return func(v *validation, value any) {
		o, ok := value.(map[string]any)
		if !ok {
			v.fail("must be an object")
			return
		}
		s.apply(v, o)
	}
}

// apply checks an object against s.
func (s schema) apply(v *validation, o map[string]any) {
	for name, value := range o {
		f, known := s[name]
		if !known {
			v.fail("invalid additional property: %s", name)
			continue
		}
		v.in(name, value, f.check)
	}
	for name, f := range s {
		if _, ok := o[name]; f.required && !ok {
			v.fail("missing required field: %s", name)
		}
	}
}

// with returns s with more keys.
func (s schema) with(more schema) schema {
	all := make(schema, len(s)+len(more))
	for name, f := range s {
		all[name] = f
	}
	for name, f := range more {
		all[name] = f
	}
	return all
}

// variants checks an object by the schema that its type names.
func variants(kind string, byType map[string]schema) check {
	return func(v *validation, value any) {
		o, ok := value.(map[string]any)
		if !ok {
			v.fail("must be an object")
			return
		}
		t, _ := o["type"].(string)
		s, ok := byType[t]
		if !ok {
			v.in("type", t, func(v *validation, _ any) {
				v.fail("unsupported type: %s for %s", t, kind)
			})
			return
		}
		s.apply(v, o)
	}
}

// among restricts a set of variants to some types.
func among(byType map[string]schema, types ...string) map[string]schema {
	some := make(map[string]schema, len(types))
	for _, t := range types {
		some[t] = byType[t]
	}
	return some
}

func list(min, max int, item check) check {
	return func(v *validation, value any) {
		items, ok := value.([]any)
		if !ok {
			v.fail("must be an array")
			return
		}
		if len(items) < min {
			v.fail("no fewer than %d items allowed", min)
		}
		if len(items) > max {
			v.fail("no more than %d items allowed", max)
		}
		for i, it := range items {
			v.in(strconv.Itoa(i), it, item)
		}
	}
}

func str(min, max int) check {
	return func(v *validation, value any) {
		s, ok := value.(string)
		if !ok {
			v.fail("must be a string")
			return
		}
		n := utf8.RuneCountInString(s)
		if n < min {
			v.fail("must be more than %d characters", min-1)
		}
		if n > max {
			v.fail("must be less than %d characters", max+1)
		}
	}
}

// words is str for what a reader reads, which also counts towards the size of
// the whole message.
func words(min, max int) check {
	limit := str(min, max)
	return func(v *validation, value any) {
		limit(v, value)
		if s, ok := value.(string); ok {
			v.text += utf8.RuneCountInString(s)
		}
	}
}

func boolean(v *validation, value any) {
	if _, ok := value.(bool); !ok {
		v.fail("must be a boolean")
	}
}

func integer(min, max int) check {
	return func(v *validation, value any) {
		n, ok := value.(float64)
		switch {
		case !ok || n != float64(int(n)):
			v.fail("must be an integer")
		case int(n) < min || int(n) > max:
			v.fail("must be between %d and %d", min, max)
		}
	}
}

func oneOf(words ...string) check {
	return func(v *validation, value any) {
		if s, ok := value.(string); !ok || !slices.Contains(words, s) {
			v.fail("must be one of %s", strings.Join(words, ", "))
		}
	}
}

// link is an address that a person can open.
func link(v *validation, value any) {
	s, _ := value.(string)
	str(1, maxURL)(v, value)
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") &&
		!strings.HasPrefix(s, "mailto:") {
		v.fail("invalid url")
	}
}

// day checks a date that the calendar has.
func day(v *validation, value any) {
	digits("0000-00-00")(v, value)
	if s, _ := value.(string); !written(time.DateOnly)(nil, s) {
		v.fail("must be a day")
	}
}

// digits checks a fixed form such as 0000-00-00, where 0 is any digit.
func digits(form string) check {
	return func(v *validation, value any) {
		s, _ := value.(string)
		ok := len(s) == len(form)
		for i := 0; ok && i < len(form); i++ {
			if form[i] == '0' {
				ok = s[i] >= '0' && s[i] <= '9'
			} else {
				ok = s[i] == form[i]
			}
		}
		if !ok {
			v.fail("must be written as %s", form)
		}
	}
}
