package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/redis/go-redis/v9"
)

// Settings are how one server is set, as far as it tells: what is empty or zero it keeps
// to itself, as hosted ones may.
type Settings struct {
	Told     bool   // it says how it is set
	Version  string // such as 7.2.4
	Role     string // master, slave
	Replicas int    // how many follow it

	Eviction string // maxmemory-policy; anything but noeviction throws data away
	AOF      string // appendonly: yes, no
	Fsync    string // appendfsync: always, everysec, no
}

// Settings asks Redis how it is set: the master behind Sentinel, every master of a
// Cluster. It decides nothing. A server that does not tell is no error.
func (r *Redis) Settings(ctx context.Context) ([]Settings, error) {
	var mu sync.Mutex
	var all []Settings
	err := r.eachMaster(ctx, func(ctx context.Context, client *redis.Client) error {
		settings, err := settingsOf(ctx, client)
		mu.Lock()
		defer mu.Unlock()
		all = append(all, settings)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ask redis for its settings: %w", err)
	}
	return all, nil
}

func settingsOf(ctx context.Context, client *redis.Client) (Settings, error) {
	info := client.InfoMap(ctx)
	if err := info.Err(); err != nil && !refused(err) {
		return Settings{}, err
	}
	replicas, _ := strconv.Atoi(info.Item("Replication", "connected_slaves"))
	s := Settings{
		Told:     info.Item("Server", "redis_version") != "",
		Version:  info.Item("Server", "redis_version"),
		Role:     info.Item("Replication", "role"),
		Replicas: replicas,
		Eviction: info.Item("Memory", "maxmemory_policy"),
		AOF:      map[string]string{"0": "no", "1": "yes"}[info.Item("Persistence", "aof_enabled")],
	}
	fsync, err := client.ConfigGet(ctx, "appendfsync").Result()
	if err != nil && !refused(err) {
		return Settings{}, err
	}
	s.Fsync = fsync["appendfsync"]
	return s, nil
}

// eachMaster calls for every server that is written to; of a Cluster, for several at
// once.
func (r *Redis) eachMaster(ctx context.Context, call func(context.Context, *redis.Client) error) error {
	switch client := r.client.(type) {
	case *redis.ClusterClient:
		return client.ForEachMaster(ctx, call)
	case *redis.Client:
		return call(ctx, client)
	}
	panic("unreachable: connect makes no other client")
}

// refused reports whether Redis has answered, with a refusal.
func refused(err error) bool {
	var answer redis.Error
	return errors.As(err, &answer)
}
