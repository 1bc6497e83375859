package store

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
)

//go:embed pulse.lua
var pulseLua string

var pulseScript = redis.NewScript(pulseLua)

// Pulse is the store's condition, with how many recipients have been due since before a
// time. It changes nothing, and costs three commands however many are due or not.
func (w *Workspace) Pulse(ctx context.Context, overdue time.Time) (program.Pulse, error) {
	pulse, err := w.pulse(ctx, overdue)
	if err != nil {
		return program.Pulse{}, fmt.Errorf("take the pulse: %w", err)
	}
	return pulse, nil
}

// pulse asks the script first: the client of a Cluster learns from it where the workspace
// has gone.
func (w *Workspace) pulse(ctx context.Context, overdue time.Time) (pulse program.Pulse, err error) {
	reply, err := pulseScript.Run(ctx, w.redis,
		[]string{w.keys.due, w.keys.leases, w.keys.generation, w.keys.audit}, millis(overdue)).Slice()
	if err != nil {
		return program.Pulse{}, err
	}
	r := newRow(reply)
	pulse.Next, pulse.Overdue, pulse.Audit = r.time(), int(r.number()), r.number()
	pulse.Epoch, pulse.Before, pulse.Writes = r.text(), r.text(), r.number()
	pulse.Suspect = program.Suspicion{Reason: r.text(), Since: r.time()}
	pulse.Careful, pulse.Paused = r.time(), r.time()
	if err := r.err(); err != nil {
		return program.Pulse{}, err
	}
	node, err := w.node(ctx)
	if err != nil {
		return program.Pulse{}, err
	}
	if pulse.Server, err = runOf(ctx, node); err != nil {
		return program.Pulse{}, err
	}
	pulse.Clock, err = node.Time(ctx).Result()
	return pulse, err
}

// node is the server that holds the workspace: the master behind Sentinel, of a Cluster
// the one with its slot.
func (w *Workspace) node(ctx context.Context) (*redis.Client, error) {
	switch client := w.redis.(type) {
	case *redis.ClusterClient:
		return client.MasterForKey(ctx, w.keys.generation)
	case *redis.Client:
		return client, nil
	}
	panic("unreachable: connect makes no other client")
}

// runOf names the run of a server's process; empty when it does not tell, as hosted ones
// may not.
func runOf(ctx context.Context, node *redis.Client) (string, error) {
	info := node.InfoMap(ctx, "server")
	if err := info.Err(); err != nil && !refused(err) {
		return "", err
	}
	return info.Item("Server", "run_id"), nil
}
