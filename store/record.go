package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// separator stands behind every change of a part. No change has one in it: [storable]
// keeps it out of what stands as it is, and JSON writes it in other letters.
const separator = '\x1e'

// records writes changes as apply.lua reads them, one part after the other into the
// same memory.
type records struct {
	part bytes.Buffer
	json *json.Encoder // into part
	doc  document
	ids  map[string]struct{}
}

func newRecords(changes int) *records {
	r := &records{ids: make(map[string]struct{}, changes)}
	r.json = json.NewEncoder(&r.part)
	r.json.SetEscapeHTML(false) // it is never HTML, and < would take six bytes
	return r
}

// add adds a change to the part.
func (r *records) add(change *program.Change) error {
	id := change.After.ID
	if err := storable(change); err != nil {
		return fmt.Errorf("partner %q: %w", id, err)
	}
	if _, twice := r.ids[id]; twice {
		return fmt.Errorf("partner %q: changed twice in one batch", id)
	}
	r.ids[id] = struct{}{}
	version := int64(0)
	if change.Before != nil {
		version = change.Before.Version
	}
	r.lines(id, strconv.FormatInt(version, 10))
	if change.Removed {
		r.lines("")
	} else {
		r.doc.become(&change.After)
		if err := r.json.Encode(&r.doc); err != nil { // as a line
			return fmt.Errorf("partner %q: %w", id, err)
		}
	}
	for sign, member := range moves(change) {
		r.part.WriteByte(sign)
		r.lines(member)
	}
	for owner := range concerned(change) {
		r.lines("=d" + owner)
	}
	r.part.WriteByte(separator)
	return nil
}

func (r *records) lines(texts ...string) {
	for _, text := range texts {
		r.part.WriteString(text)
		r.part.WriteByte('\n')
	}
}

// size is the size of the part so far.
func (r *records) size() int { return r.part.Len() }

// take is the part, which is the caller's until the next change is added to another.
func (r *records) take() []byte {
	part := r.part.Bytes()
	r.part.Reset()
	return part
}

// storable refuses what would break the lines of a record, the members of an index or
// the fields of evidence, and what could not be read back.
func storable(change *program.Change) error {
	p := &change.After
	switch {
	case p.ID == "" || p.Name == "" && !change.Removed:
		return errors.New("without an id or a name")
	case change.Before != nil && change.Before.ID != p.ID:
		return errors.New("an id never changes")
	case change.Before != nil && change.Before.Version < 1:
		return errors.New("decided on a partner that was not stored")
	}
	if change.Before != nil {
		if err := plainTexts(change.Before); err != nil {
			return err
		}
	}
	return plainTexts(p)
}

// plainTexts refuses characters that have a meaning in the stored form.
func plainTexts(p *program.Partner) error {
	for text := range texts(p) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			return fmt.Errorf("%q: control characters cannot be stored", text)
		}
	}
	return nil
}

// texts are a partner's words that stand in an index or are fields of evidence.
func texts(p *program.Partner) iter.Seq[string] {
	return func(yield func(string) bool) {
		ok := yield(p.ID) && yield(p.Name) && yield(p.Tier)
		each := func(texts ...string) {
			for _, text := range texts {
				ok = ok && yield(text)
			}
		}
		each(p.Aliases...)
		each(p.Owners...)
		for i := range p.Certificates {
			each(p.Certificates[i].Certificate, p.Certificates[i].Kind, p.Certificates[i].Holder)
		}
		for i := range p.Competencies {
			each(p.Competencies[i].Competency)
		}
		for i := range p.Readings {
			each(p.Readings[i].Metric)
		}
	}
}
