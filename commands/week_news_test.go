package commands

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program/board"
)

// TestWhatWasTakenBackIsNoNews is what a week's turns come to in the end.
func TestWhatWasTakenBackIsNoNews(t *testing.T) {
	turn := func(id string, kind board.TurnKind) board.Turn { return board.Turn{ID: id, Name: id, Kind: kind} }
	for _, tt := range []struct {
		name  string
		turns []board.Turn
		want  string
	}{
		{"nothing", nil, "[]"},
		{"saved", []board.Turn{turn("b", board.Saved), turn("a", board.Saved)}, "[saved [a b]]"},
		{"saved and slipped again", []board.Turn{turn("a", board.Saved), turn("a", board.Slipped)}, "[]"},
		{"saved, slipped and saved", []board.Turn{turn("a", board.Saved), turn("a", board.Slipped), turn("a", board.Saved)}, "[saved [a]]"},
		{"slipped", []board.Turn{turn("a", board.Slipped)}, "[slipped [a]]"},
		{"a fall, and its undo", []board.Turn{turn("a", board.Fell), turn("a", board.Promoted)}, "[]"},
		{"promoted twice", []board.Turn{turn("a", board.Promoted), turn("a", board.Promoted)}, "[promoted [a]]"},
		{"joined and left", []board.Turn{turn("a", board.Joined), turn("a", board.Left)}, "[]"},
		{"of each pair one", []board.Turn{turn("a", board.Left), turn("b", board.Fell), turn("c", board.Slipped)}, "[slipped [c] fell [b] left [a]]"},
		{"joined, and saved", []board.Turn{turn("a", board.Joined), turn("a", board.Saved)}, "[saved [a] joined [a]]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			words := map[board.TurnKind]string{
				board.Saved: "saved", board.Slipped: "slipped", board.Promoted: "promoted",
				board.Fell: "fell", board.Joined: "joined", board.Left: "left",
			}
			var got []string
			for _, group := range net(tt.turns) {
				got = append(got, fmt.Sprint(words[group.kind], " ", group.names))
			}
			if s := fmt.Sprint(got); s != tt.want {
				t.Errorf("%s, want %s", s, tt.want)
			}
		})
	}
}

// TestAClockThatWasSetBack holds that what is ahead of the reader's clock is no news yet.
func TestAClockThatWasSetBack(t *testing.T) {
	now := time.Date(2009, time.October, 12, 8, 0, 0, 0, time.UTC)
	turns := []board.Turn{{At: now.Add(-time.Hour), ID: "a"}, {At: now, ID: "b"}, {At: now.Add(time.Second), ID: "c"}}
	if got := until(turns, now); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// TestWhoHasTooMuch is from how many trainings on somebody has too much to start.
func TestWhoHasTooMuch(t *testing.T) {
	for _, tt := range []struct {
		name   string
		starts map[string]int
		want   []string
	}{
		{"nobody has any", nil, nil},
		{"ten, and nobody else has any", map[string]int{"a": 10}, nil},
		{"eleven", map[string]int{"a": 11}, []string{"a"}},
		{"eleven each", map[string]int{"a": 11, "b": 11, "c": 11}, []string{"a", "b", "c"}},
		{"five, where others have two", map[string]int{"a": 5, "b": 2, "c": 2}, []string{"a"}},
		{"five, where others have three", map[string]int{"a": 5, "b": 3, "c": 3}, nil},
		{"four, where others have one", map[string]int{"a": 4, "b": 1, "c": 1}, nil},
		{"the most first", map[string]int{"a": 5, "b": 7, "c": 1, "d": 1, "e": 1}, []string{"b", "a"}},
		{"of two, the lower is the middle", map[string]int{"a": 5, "b": 2}, []string{"a"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			loads := map[string]*load{}
			for who, starts := range tt.starts {
				for range starts {
					carry(loads, &board.Fact{Owners: []string{who}, PersonDays: 0.5})
				}
			}
			var got []string
			for _, l := range tooMuch(loads) {
				got = append(got, l.who)
				if l.days != float64(l.starts)/2 {
					t.Errorf("%+v", l)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
