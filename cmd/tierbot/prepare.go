package main

import (
	"context"
	"runtime/debug"
	"time"

	"github.com/tierbot/tierbot/commands"
)

// The service's memory has room for many partners at a glance. Each one more takes so many
// bytes beside it.
const (
	manyPartners = 100_000
	perPartner   = 256
)

// prepare begins to read what questions about all partners need, and tries again while Redis
// cannot be reached; a question that comes first reads it itself. The function it returns
// ends that.
func (s *service) prepare(ctx context.Context, asked *commands.Commands, now func() time.Time) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		partners, begun := 0, now()
		heard := func(n int) {
			partners = n
			s.makeRoom(n)
		}
		for pause := firstPause; ; pause = min(2*pause, longestPause) {
			if asked.Prepare(ctx, now(), heard) == nil {
				s.log.Info("the partners are known", "partners", partners, "took", now().Sub(begun))
				return
			}
			if !rest(ctx, pause) {
				return
			}
		}
	}()
	return func() {
		cancel()
		<-over
	}
}

// makeRoom lets a programme of more partners than most take more memory, so that the
// garbage collector is not kept busy by what will never be garbage.
func (s *service) makeRoom(partners int) {
	if more := partners - manyPartners; more > 0 && limits() {
		debug.SetMemoryLimit(memory + int64(more)*perPartner)
	}
}
