package store

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/redis/go-redis/v9"
)

// LogTo sends what go-redis says of its own accord, such as a connection that could
// not be made, to a logger, at debug level: whatever matters is an error of some call as
// well. go-redis has one logger for the whole process, standard error unless told
// otherwise, so a program calls LogTo before it opens a store. Its messages
// hold addresses and no passwords.
func LogTo(log *slog.Logger) { redis.SetLogger(libraryLog{log}) }

type libraryLog struct{ log *slog.Logger }

// Printf is how go-redis logs.
func (l libraryLog) Printf(ctx context.Context, format string, args ...any) {
	if l.log.Enabled(ctx, slog.LevelDebug) {
		l.log.DebugContext(ctx, fmt.Sprintf(format, args...))
	}
}
