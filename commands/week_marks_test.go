package commands_test

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func (s *shelf) Marks(_ context.Context, partners []program.Partner) ([]map[string]program.Mark, error) {
	if s.down {
		return nil, errDown
	}
	marks := make([]map[string]program.Mark, len(partners))
	for i, p := range partners {
		marks[i] = map[string]program.Mark{}
		for _, who := range p.Owners {
			if m, ok := s.marks[p.ID][who]; ok {
				marks[i][who] = m
			}
		}
	}
	return marks, nil
}
