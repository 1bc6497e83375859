package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tierbot/tierbot/program"
)

// time is what the clock says in the beginning.
func (b *beginning) time(zone *time.Location) time.Time {
	if b.day.IsZero() {
		return b.kept.Now.In(zone)
	}
	return morning(b.day, zone)
}

// resume takes the shelf and what is kept there. A world that is there goes on where it
// stood, or on a later day if one was asked for.
func (s *stage) resume(day program.Date) (err error) {
	if s.shelf, err = takeShelf(s.flags.data); err != nil {
		return err
	}
	k, err := s.shelf.read()
	if err != nil || k == nil {
		return err
	}
	asked := s.flags
	asked.day = day
	if err := k.follows(&asked); err != nil {
		return err
	}
	if day == s.rules.Today(k.Now) {
		day = program.Date{}
	}
	s.first = &beginning{day: day, kept: k}
	s.flags.day = k.First
	return nil
}

// end is what Ctrl-C will do, for people.
func (s *stage) end() string {
	f := &s.flags
	lines := "Ctrl-C ends it, and nothing is kept."
	switch {
	case f.data != "":
		lines = "Ctrl-C ends it, and " + f.data + " keeps it for the next time."
	case f.redis != "":
		lines = "Ctrl-C ends it. Redis keeps its part, and with -data DIR the page would be kept as well."
	}
	if s.world.Load().stale {
		lines += "\nRedis holds partners, and whom they were told to, from another time, of which the page shows nothing:" +
			"\nto begin anew, start over in the calendar."
	}
	if s.first.kept != nil && f.file != nil {
		lines += "\nWhat is in " + f.file.Name + " was read when this began, and is not again."
	}
	return lines
}

// often is how often a world that has changed is kept, and idle after how many times one in
// which nobody saw anything change: a kill costs no more than that.
const (
	often = 3 * time.Second
	idle  = 10
)

// A rhythm says when to keep a world that is looked at every now and then.
type rhythm struct {
	changes int64 // what people had seen change when it was last kept
	looks   int   // since then
}

// due reports whether to keep a world in which so much has changed.
func (r *rhythm) due(changes int64) bool {
	r.looks++
	if changes == r.changes && r.looks < idle {
		return false
	}
	*r = rhythm{changes: changes}
	return true
}

// keepAt keeps the world when it is time to.
func (s *stage) keepAt(r *rhythm, w *world) {
	if s.shelf == nil || !r.due(w.slack.Changes()) {
		return
	}
	if err := s.put(w); err != nil {
		s.log.Error("what has happened since is not kept", "error", err)
	}
}

// leave takes a world down, and keeps it as it is when nobody speaks any more.
func (s *stage) leave(w *world) error {
	w.hush()
	var err error
	if s.shelf != nil {
		err = s.put(w)
	}
	return errors.Join(err, w.close())
}

// put keeps the world.
func (s *stage) put(w *world) error {
	k, err := w.keep()
	if err != nil {
		return fmt.Errorf("keep the world: %w", err)
	}
	text, err := json.Marshal(k)
	if err != nil {
		return fmt.Errorf("keep the world: %w", err)
	}
	return s.shelf.write(text)
}
