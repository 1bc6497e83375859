package sandbox

// recent is a map that keeps its newest entries, so that a workspace that
// takes thousands of commands a second does not grow.
type recent[V any] struct {
	byKey map[string]V
	order []string // a ring: the oldest key stands at next once it is full
	next  int
}

func newRecent[V any](size int) *recent[V] {
	return &recent[V]{byKey: make(map[string]V), order: make([]string, size)}
}

// add remembers v and returns the entry that had to make room, if any.
func (r *recent[V]) add(key string, v V) (old V) {
	if gone := r.order[r.next]; gone != "" {
		old = r.byKey[gone]
		delete(r.byKey, gone)
	}
	r.order[r.next] = key
	r.next = (r.next + 1) % len(r.order)
	r.byKey[key] = v
	return old
}
