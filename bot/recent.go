package bot

import (
	"sync"
	"time"
)

// A recent remembers what happened lately, in bounded memory. It keeps two
// generations: the elder is forgotten when the younger has lived for a lifetime or
// is full. An entry is remembered for one lifetime at least and two at most, unless
// more than the bound come in that time.
type recent[K comparable, V any] struct {
	life time.Duration
	most int // entries in one generation

	mu    sync.Mutex
	young map[K]V
	elder map[K]V
	born  time.Time // of the younger generation
}

func newRecent[K comparable, V any](life time.Duration, most int) *recent[K, V] {
	return &recent[K, V]{life: life, most: most, young: make(map[K]V)}
}

// get returns what is remembered for a key.
func (r *recent[K, V]) get(key K, now time.Time) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.age(now)
	return r.find(key)
}

// put remembers a value for a key.
func (r *recent[K, V]) put(key K, value V, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.age(now)
	r.young[key] = value
}

// add remembers a value for a key that has none, and reports whether it had none.
func (r *recent[K, V]) add(key K, value V, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.age(now)
	if _, known := r.find(key); known {
		return false
	}
	r.young[key] = value
	return true
}

// drop forgets a key.
func (r *recent[K, V]) drop(key K) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.young, key)
	delete(r.elder, key)
}

// find looks in both generations. Its caller holds mu.
func (r *recent[K, V]) find(key K) (V, bool) {
	if value, ok := r.young[key]; ok {
		return value, true
	}
	value, ok := r.elder[key]
	return value, ok
}

// age begins a new generation when it is time. Its caller holds mu.
func (r *recent[K, V]) age(now time.Time) {
	old := now.Sub(r.born)
	switch {
	case old >= 2*r.life:
		r.elder, r.young, r.born = nil, make(map[K]V), now
	case old >= r.life:
		r.elder, r.young, r.born = r.young, make(map[K]V), r.born.Add(r.life)
	case len(r.young) >= r.most:
		r.elder, r.young, r.born = r.young, make(map[K]V), now
	}
}
