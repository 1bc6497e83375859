package roster

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A holder is one item of a certificate's cell.
type holder struct {
	program.Holding
	dated bool // the file says when
}

// certificateColumn is the column of the people who hold a certificate.
func certificateColumn(cert *program.Certificate) column {
	return column{
		name:  cert.ID,
		read:  func(c cell) edit { return readHolders(c, cert) },
		write: func(p *program.Partner) string { return writeHolders(p, cert) },
	}
}

func readHolders(c cell, cert *program.Certificate) edit {
	items, ok := c.items()
	var holders []holder
	for _, item := range items {
		h, good := c.holder(item, cert)
		ok = ok && good
		if good && (h.Holder != "" || h.Unnamed > 0) {
			holders = append(holders, h)
		}
	}
	if !ok {
		return nil
	}
	return func(p *program.Partner, _ program.Date) { setHolders(p, cert.ID, holders) }
}

// holder reads one item: a name or a count, its kind and its period.
func (c cell) holder(item item, cert *program.Certificate) (holder, bool) {
	text := item.text
	if item.quoted {
		text = item.rest
	}
	text, when, ok := c.cutPeriod(text)
	if !ok {
		return holder{}, false
	}
	text, kind, ok := c.cutKind(text, cert)
	if !ok {
		return holder{}, false
	}
	h := holder{dated: when.stated, Holding: program.Holding{
		Certificate: cert.ID, Kind: kind, Earned: when.from, Ends: when.until,
	}}
	switch {
	case !item.quoted && isCount(text):
		h.Unnamed, ok = c.count(text)
	case item.quoted && text != "":
		c.refuseValue(item.whole(), BadQuotes)
		return holder{}, false
	case item.quoted:
		h.Holder, ok = c.person(item.text)
	default:
		h.Holder, ok = c.person(text)
	}
	return h, ok
}

// cutKind takes the kind of certificate in brackets off the end of an item.
func (c cell) cutKind(text string, cert *program.Certificate) (rest, kind string, ok bool) {
	open := strings.LastIndexByte(text, '(')
	if len(cert.Kinds) == 0 || open < 0 || !strings.HasSuffix(text, ")") {
		return text, "", true
	}
	word := text[open+1 : len(text)-1]
	found := cert.FindKind(word)
	if found == nil {
		c.refuseWant(text, UnknownKind, ids(cert.Kinds, func(k *program.Kind) string { return k.ID }))
		return "", "", false
	}
	return strings.TrimSpace(text[:open]), found.ID, true
}

// person reads a holder's name.
func (c cell) person(text string) (string, bool) {
	name, ok := c.name(text)
	if ok && program.Fold(name) == "" {
		c.refuseValue(text, NeedsName)
		return "", false
	}
	return name, ok
}

// isCount reports whether a text means a number of people.
func isCount(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

func (c cell) count(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	if err != nil || n > maxCount {
		c.refuseValue(text, BadCount)
		return 0, false
	}
	return n, true
}

// setHolders makes the holders of one certificate what the file says. Whom it names
// without a day keeps the days the partner has for that person, so that a list
// of names never forgets when something was earned.
func setHolders(p *program.Partner, certificate string, holders []holder) {
	var before, after, others []program.Holding
	for _, h := range p.Certificates {
		if h.Certificate == certificate {
			before = append(before, h)
		} else {
			others = append(others, h)
		}
	}
	taken := make(map[program.Holding]bool, len(holders))
	for _, h := range holders {
		known := knownAs(before, h)
		if len(known) == 0 {
			known = []program.Holding{h.Holding}
		}
		for _, k := range known {
			same := k
			same.Holder = program.Fold(k.Holder)
			if k.Holder == "" || !taken[same] {
				after = append(after, k)
			}
			taken[same] = true
		}
	}
	if after = keepOrder(before, after); !slices.Equal(before, after) {
		p.Certificates = append(others, after...)
	}
}

// knownAs is what the partner already has for an item: the same holding, or for an
// item without a day everything known of that person, or the groups without names
// that make up the same count.
func knownAs(before []program.Holding, h holder) []program.Holding {
	var known []program.Holding
	people := 0
	for _, b := range before {
		switch {
		case b.Kind != h.Kind || (b.Holder == "") != (h.Holder == ""):
		case h.dated && sameHolding(b, h.Holding):
			return []program.Holding{b}
		case !h.dated && (h.Holder == "" || program.SamePerson(b.Holder, h.Holder)):
			known = append(known, b)
			people += b.Unnamed
		}
	}
	if h.Holder == "" && people != h.Unnamed {
		return nil
	}
	return known
}

// sameHolding reports whether two holdings of one certificate say the same, however
// the person's name is written.
func sameHolding(a, b program.Holding) bool {
	return a.Kind == b.Kind && a.Unnamed == b.Unnamed && a.Earned == b.Earned && a.Ends == b.Ends &&
		(a.Holder == "") == (b.Holder == "") && program.SamePerson(a.Holder, b.Holder)
}

func writeHolders(p *program.Partner, cert *program.Certificate) string {
	var items []string
	for _, h := range p.Certificates {
		if h.Certificate == cert.ID {
			items = append(items, writeHolding(h))
		}
	}
	return strings.Join(items, "|")
}

func writeHolding(h program.Holding) string {
	text := strconv.Itoa(h.Unnamed)
	if h.Holder != "" {
		text = writeHolder(h.Holder)
	}
	if h.Kind != "" {
		text += " (" + h.Kind + ")"
	}
	return text + writePeriod(h.Earned, h.Ends)
}

// writeHolder writes a name so that nothing in it is taken for a count, a kind or
// a day.
func writeHolder(name string) string {
	if isCount(name) {
		return `"` + name + `"`
	}
	return quote(name, `|;@()`)
}
