package board

import "strings"

// A text is where a text stands among [texts].
type text struct{ page, from, n uint32 }

// pageBytes is how much text is kept in one piece.
const pageBytes = 16 << 10

// texts keeps many short texts in a few long ones.
type texts struct {
	pages   []string // the last is what has been written of it so far
	last    *strings.Builder
	written int // bytes
}

// add keeps a text. What has been written of a page never moves, so that what get has
// returned stays what it is.
func (t *texts) add(s string) text {
	if t.last == nil || t.last.Cap()-t.last.Len() < len(s) {
		t.last = new(strings.Builder)
		t.last.Grow(max(pageBytes, len(s)))
		t.pages = append(t.pages, "")
	}
	page, from := len(t.pages)-1, t.last.Len()
	t.last.WriteString(s)
	t.pages[page] = t.last.String()
	t.written += len(s)
	return text{uint32(page), uint32(from), uint32(len(s))}
}

func (t *texts) get(at text) string {
	if at.n == 0 {
		return ""
	}
	return t.pages[at.page][at.from:][:at.n]
}

// sets numbers lists of ids, of which there are few for many partners. Number 0 is the
// empty one.
type sets struct {
	numbers map[string]uint32 // by the ids, each ended by a zero byte
	lists   [][]string
	key     []byte
}

func newSets() sets { return sets{numbers: map[string]uint32{"": 0}, lists: [][]string{nil}} }

func (s *sets) get(number uint32) []string { return s.lists[number] }

func (s *sets) number(ids []string) uint32 {
	s.key = s.key[:0]
	for _, id := range ids {
		s.key = append(append(s.key, id...), 0)
	}
	if number, known := s.numbers[string(s.key)]; known {
		return number
	}
	key, number := string(s.key), uint32(len(s.lists))
	list := strings.SplitAfter(key, "\x00")[:len(ids):len(ids)]
	for i := range list {
		list[i] = strings.TrimSuffix(list[i], "\x00")
	}
	s.numbers[key] = number
	s.lists = append(s.lists, list)
	return number
}
