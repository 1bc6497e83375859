package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tierbot/tierbot/program"
)

// keptFormat is the number of the form in which a world is kept. Whoever changes what
// stands in it raises it.
const keptFormat = 1

// kept is a world as it is kept: what people see and what the bot relies on.
type kept struct {
	Format    int             `json:"format"`
	Programme string          `json:"programme"` // its name, for people
	Rules     string          `json:"rules"`     // tells its rules from others
	First     program.Date    `json:"first"`     // the day on which the calendar begins
	Now       time.Time       `json:"now"`
	Elsewhere bool            `json:"elsewhere,omitempty"` // it has a Redis of its own, which keeps itself
	Redis     []key           `json:"redis,omitempty"`
	Slack     json.RawMessage `json:"slack"`
}

// keep is the world as it is now.
//
// The order matters while the bot speaks: the time first, then Redis, then Slack. A message
// that Slack has and Redis does not know of is found by its id before it would be sent
// again, under the same day; the other way round it would be taken for told and never be
// seen, and on a later day it would be another message.
func (w *world) keep() (*kept, error) {
	k := &kept{
		Format: keptFormat, Programme: w.stage.rules.Name.In(program.English), Rules: fingerprint(w.stage.rules),
		First: w.stage.flags.day, Now: w.clock.now(), Elsewhere: w.redis == nil,
	}
	if w.redis != nil {
		var err error
		if k.Redis, err = keysOf(w.redis); err != nil {
			return nil, err
		}
	}
	var slack bytes.Buffer
	if err := w.slack.Save(&slack); err != nil {
		return nil, err
	}
	k.Slack = slack.Bytes()
	return k, nil
}

// fingerprint tells rules from any others.
func fingerprint(rules *program.Rules) string {
	text, err := json.Marshal(rules)
	if err != nil {
		panic("unreachable: rules are plain data: " + err.Error())
	}
	sum := sha256.Sum256(append(text, rules.Zone.String()...))
	return hex.EncodeToString(sum[:8])
}

// follows reports why a world that was kept cannot go on as the flags want; nil when it can.
func (k *kept) follows(f *flags) error {
	switch today := f.rules.Today(k.Now); {
	case k.Rules != fingerprint(f.rules):
		return fmt.Errorf("-data %s: what is kept there is of other rules, those of %s; start it with them, or give another directory", f.data, k.Programme)
	case k.Elsewhere && f.redis == "":
		return fmt.Errorf("-data %s: what is kept there had a Redis of its own; name it with -redis, or give another directory", f.data)
	case !k.Elsewhere && f.redis != "":
		return fmt.Errorf("-data %s: what is kept there includes its Redis; start it without -redis, or give another directory", f.data)
	case !f.day.IsZero() && f.day.Before(today):
		return fmt.Errorf("-day %s: it is %s in %s, and time does not run back; leave -day out, or give another directory", f.day, today, f.data)
	}
	return nil
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
