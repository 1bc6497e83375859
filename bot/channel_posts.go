package bot

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// attendChannel tells the managers' channel what concerns the programme.
func (r *reminder) attendChannel(ctx context.Context, t *turn, who *program.Recipient) (again bool, err error) {
	next, _ := r.Rules.Diary(&program.Recipient{}, r.House).After(r.now())
	return false, r.reschedule(ctx, who, next.At)
}

// announceSuspicion tells the managers' channel that the store is not believed.
func (r *reminder) announceSuspicion(ctx context.Context, why program.Suspicion, epoch string) {}
