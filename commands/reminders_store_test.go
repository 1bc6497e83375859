package commands_test

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// wishes are what people of a shelf have asked for about their reminders.
type wishes struct {
	habits map[string]*program.Habits
	due    time.Time // since when the last one was who wanted other habits
	zones  map[string]string
	posts  map[string][]program.Post

	suspect program.Suspicion
	handed  []program.Unreached
}

func (s *shelf) Pulse(context.Context, time.Time) (program.Pulse, error) {
	if s.down {
		return program.Pulse{}, errDown
	}
	return program.Pulse{Suspect: s.suspect}, nil
}

func (s *shelf) Handed(context.Context) ([]program.Unreached, error) {
	if s.down {
		return nil, errDown
	}
	return s.handed, nil
}

func (s *shelf) Resume(context.Context, string, time.Time) error {
	if s.down {
		return errDown
	}
	s.suspect = program.Suspicion{}
	return nil
}

func (s *shelf) Recipient(_ context.Context, id string) (program.Recipient, error) {
	if s.down {
		return program.Recipient{}, errDown
	}
	r := program.Recipient{
		ID: id, Habits: s.habits[id], Zone: s.zones[id], Posts: s.posts[id], Marks: map[string]program.Mark{},
	}
	for _, p := range s.partners {
		if slices.Contains(p.Owners, id) || id == "" && len(p.Owners) == 0 {
			r.Partners = append(r.Partners, p.Clone())
		}
	}
	for partner, byPerson := range s.marks {
		if mark, ok := byPerson[id]; ok {
			r.Marks[partner] = mark
		}
	}
	return r, nil
}

func (s *shelf) SetHabits(_ context.Context, user string, habits *program.Habits, due time.Time) error {
	if s.down {
		return errDown
	}
	if s.habits == nil {
		s.habits = map[string]*program.Habits{}
	}
	s.habits[user], s.due = habits, due
	return nil
}

func (s *shelf) SetMark(_ context.Context, user, partner string, wish program.Wish) error {
	if s.down {
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
func (s *shelf) mark(user, partner string, change func(*program.Mark)) {
	if s.marks == nil {
		s.marks = map[string]map[string]program.Mark{}
	}
	of := maps.Clone(s.marks[partner])
	if of == nil {
		of = map[string]program.Mark{}
	}
	mark := of[user]
	change(&mark)
	of[user] = mark
	s.marks[partner] = of
}

// told marks what a digest has told somebody, on a day, as the real store does.
func (s *shelf) told(user string, items []program.Item, day program.Date) {
	for i := range items {
		t := items[i].Telling()
		s.mark(user, t.Partner, func(m *program.Mark) {
			*m = m.Told(t, day)
		})
	}
	if s.posts == nil {
		s.posts = map[string][]program.Post{}
	}
	s.posts[user] = append(s.posts[user], program.Post{Name: program.DigestName(day), State: program.Sent})
}
