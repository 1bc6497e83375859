package transcript

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// Wishes are what people have asked for about their reminders, and what became of those.
type Wishes struct {
	Habits map[string]*program.Habits
	Due    time.Time // since when the last one was who wanted other habits
	Zones  map[string]string
	Posts  map[string][]program.Post

	Suspect   program.Suspicion
	Unreached []program.Unreached
}

func (s *Shelf) Pulse(context.Context, time.Time) (program.Pulse, error) {
	if s.Down {
		return program.Pulse{}, errDown
	}
	return program.Pulse{Suspect: s.Suspect}, nil
}

func (s *Shelf) Handed(context.Context) ([]program.Unreached, error) {
	if s.Down {
		return nil, errDown
	}
	return s.Unreached, nil
}

func (s *Shelf) Resume(context.Context, string, time.Time) error {
	if s.Down {
		return errDown
	}
	s.Suspect = program.Suspicion{}
	return nil
}

func (s *Shelf) Recipient(_ context.Context, id string) (program.Recipient, error) {
	if s.Down {
		return program.Recipient{}, errDown
	}
	r := program.Recipient{
		ID: id, Habits: s.Habits[id], Zone: s.Zones[id], Posts: s.Posts[id], Marks: map[string]program.Mark{},
	}
	for _, p := range s.Partners {
		if slices.Contains(p.Owners, id) || id == "" && len(p.Owners) == 0 {
			r.Partners = append(r.Partners, p.Clone())
		}
	}
	for partner, byPerson := range s.Known {
		if mark, ok := byPerson[id]; ok {
			r.Marks[partner] = mark
		}
	}
	return r, nil
}

func (s *Shelf) Marks(_ context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	if s.Down {
		return nil, errDown
	}
	marks := make([]map[string]program.Mark, len(partners))
	for i, p := range partners {
		marks[i] = map[string]program.Mark{}
		for _, who := range p.Owners {
			if m, ok := s.Known[p.ID][who]; ok {
				marks[i][who] = m
			}
		}
	}
	return marks, nil
}

func (s *Shelf) SetHabits(_ context.Context, user string, habits *program.Habits, due time.Time) error {
	if s.Down {
		return errDown
	}
	if s.Habits == nil {
		s.Habits = map[string]*program.Habits{}
	}
	s.Habits[user], s.Due = habits, due
	return nil
}

func (s *Shelf) SetMark(_ context.Context, user, partner string, wish program.Wish) error {
	if s.Down {
		return errDown
	}
	s.mark(user, partner, func(m *program.Mark) {
		if wish.Touched != nil {
			m.Touched = *wish.Touched
		}
		if wish.Snoozed != nil {
			m.Snoozed = *wish.Snoozed
		}
		if wish.Stopped != nil {
			m.Stopped = *wish.Stopped
		}
	})
	return nil
}

// mark changes what somebody knows of a partner, or has asked for.
func (s *Shelf) mark(user, partner string, change func(*program.Mark)) {
	if s.Known == nil {
		s.Known = map[string]map[string]program.Mark{}
	}
	of := maps.Clone(s.Known[partner])
	if of == nil {
		of = map[string]program.Mark{}
	}
	mark := of[user]
	change(&mark)
	of[user] = mark
	s.Known[partner] = of
}

// Told marks what a digest has told somebody, on a day, as the real store does.
func (s *Shelf) Told(user string, items []program.Item, day program.Date) {
	for i := range items {
		t := items[i].Telling()
		s.mark(user, t.Partner, func(m *program.Mark) {
			*m = m.Told(t, day)
		})
	}
	if s.Posts == nil {
		s.Posts = map[string][]program.Post{}
	}
	s.Posts[user] = append(s.Posts[user], program.Post{Name: program.DigestName(day), State: program.Sent})
}
