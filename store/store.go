package store

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Redis is a connection to Redis: a pool that dials when it must. Any number of
// goroutines may use it.
type Redis struct {
	client redis.UniversalClient
}

// Ping asks Redis for a sign of life.
func (r *Redis) Ping(ctx context.Context) error {
	if err := r.client.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("ping redis: %w", err)
	}
	return nil
}

// Close gives the connections back. Calls under way fail.
func (r *Redis) Close() error {
	if err := r.client.Close(); err != nil {
		return fmt.Errorf("close redis: %w", err)
	}
	return nil
}

// Workspace is the store of one Slack workspace, known by its team id. It costs
// nothing and asks nothing of Redis.
func (r *Redis) Workspace(team string) *Workspace {
	return &Workspace{redis: r.client, keys: keysOf(team)}
}

// Workspace is one Slack workspace's partners. Any number of goroutines may use it.
// Its errors are [program.ErrUnknownPartner], [program.ErrUnknownEntry],
// [program.ErrConflict], or say that Redis cannot be reached or is not well.
type Workspace struct {
	redis redis.UniversalClient
	keys  keys
}
