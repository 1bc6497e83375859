package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// record is a change as apply.lua reads it.
func record(change *program.Change) (string, error) {
	if err := storable(change); err != nil {
		return "", fmt.Errorf("partner %q: %w", change.After.ID, err)
	}
	version := int64(0)
	if change.Before != nil {
		version = change.Before.Version
	}
	text, err := encode(&change.After)
	if err != nil {
		return "", fmt.Errorf("partner %q: %w", change.After.ID, err)
	}
	lines := append([]string{change.After.ID, strconv.FormatInt(version, 10), text}, moves(change)...)
	return strings.Join(lines, "\n"), nil
}

// storable refuses what would break the lines of a record, the members of an index or
// the fields of evidence, and what could not be read back.
func storable(change *program.Change) error {
	p := &change.After
	switch {
	case p.ID == "" || p.Name == "":
		return errors.New("without an id or a name")
	case change.Before != nil && change.Before.ID != p.ID:
		return errors.New("an id never changes")
	case change.Before != nil && change.Before.Version < 1:
		return errors.New("decided on a partner that was not stored")
	}
	for _, text := range texts(p) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			return fmt.Errorf("%q: control characters cannot be stored", text)
		}
	}
	return nil
}

// texts are a partner's words that stand in an index or are fields of evidence.
func texts(p *program.Partner) []string {
	all := slices.Concat([]string{p.ID, p.Name, p.Tier}, p.Aliases, p.Owners)
	for _, h := range p.Certificates {
		all = append(all, h.Certificate, h.Kind, h.Holder)
	}
	for _, c := range p.Competencies {
		all = append(all, c.Competency)
	}
	for _, r := range p.Readings {
		all = append(all, r.Metric)
	}
	return all
}

// check refuses a batch that cannot be stored, before anything is sent. It returns the
// batch's size in bytes and its sum.
func check(batch *program.Batch) (size int, sum string, err error) {
	if batch.Op == "" {
		return 0, "", errors.New("the batch names no operation")
	}
	hash := sha256.New()
	io.WriteString(hash, batch.Op)
	ids := make(map[string]struct{}, len(batch.Changes))
	for i := range batch.Changes {
		change := &batch.Changes[i]
		text, err := record(change)
		if err != nil {
			return 0, "", err
		}
		if _, twice := ids[change.After.ID]; twice {
			return 0, "", fmt.Errorf("partner %q: changed twice in one batch", change.After.ID)
		}
		ids[change.After.ID] = struct{}{}
		size += len(text)
		io.WriteString(hash, "\n"+text)
	}
	return size, hex.EncodeToString(hash.Sum(nil)[:16]), nil
}

// part is some consecutive changes of a batch.
type part struct {
	records []any // strings, as a command takes them
	end     int   // how many changes of the batch are in this part and before it
}

// parts are the changes in parts of about [atOnce] bytes. They are written a second
// time, after [check], so that a large batch never stands in memory twice.
func parts(changes []program.Change) iter.Seq2[part, error] {
	return func(yield func(part, error) bool) {
		var next part
		size := 0
		for i := range changes {
			text, err := record(&changes[i])
			if err != nil {
				yield(part{}, err)
				return
			}
			next.records = append(next.records, text)
			next.end = i + 1
			size += len(text)
			if size < atOnce && next.end < len(changes) {
				continue
			}
			if !yield(next, nil) {
				return
			}
			next, size = part{}, 0
		}
	}
}
