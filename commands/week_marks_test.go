package commands_test

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func (s *shelf) Marks(_ context.Context, partner string, people []string) (map[string]program.Mark, error) {
	if s.down {
		return nil, errDown
	}
	marks := map[string]program.Mark{}
	for _, who := range people {
		if m, ok := s.marks[partner][who]; ok {
			marks[who] = m
		}
	}
	return marks, nil
}
