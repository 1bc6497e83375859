package store

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"github.com/tierbot/tierbot/program"
)

// encodeTelling is a telling as claim.lua wants it, a line.
func encodeTelling(t *program.Telling) string {
	day := func(d program.Date) string { return strconv.Itoa(number(d)) }
	return strings.Join([]string{t.Partner, day(t.Deadline), day(t.Occasion), day(t.Fell)}, tab) + "\n"
}

// parsePost reads a post's record, as claim.lua describes it.
func parsePost(name, record string) (program.Post, error) {
	head, _, _ := strings.Cut(record, "\n")
	f := fields{rest: head}
	post := program.Post{Name: name, State: program.PostState(f.text()), Attempt: int(f.number())}
	post.First, post.Last, post.Lease = instant(f.number()), instant(f.number()), instant(f.number())
	f.text() // the token is its owner's
	post.Place, post.Stamp, post.Reason = f.text(), f.text(), f.text()
	if f.bad || post.State == "" {
		return program.Post{}, errNotStored
	}
	return post, nil
}

// plainWords refuses what would break the lines and fields of a record.
func plainWords(words ...string) error {
	for _, word := range words {
		if strings.ContainsFunc(word, unicode.IsControl) {
			return errors.New("control characters cannot be stored")
		}
	}
	return nil
}
