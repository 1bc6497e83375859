package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"
)

// About is what Redis says of itself, as far as it concerns keeping partners.
type About struct {
	Versions []string // of its servers, each once, sorted; empty: it does not tell
	Advice   []string // what to change so that partners are safe, one clause each
}

// About asks Redis what it is and how it is set: the master behind Sentinel, every
// master of a Cluster. One that does not tell, as hosted ones may not, is no error.
func (r *Redis) About(ctx context.Context) (About, error) {
	var mu sync.Mutex
	var all About
	err := r.eachMaster(ctx, func(ctx context.Context, client *redis.Client) error {
		info := client.InfoMap(ctx)
		if err := info.Err(); err != nil && !refused(err) {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if version := info.Item("Server", "redis_version"); version != "" {
			all.Versions = append(all.Versions, version)
		}
		all.Advice = append(all.Advice, advice(info)...)
		return nil
	})
	if err != nil {
		return About{}, fmt.Errorf("ask redis about itself: %w", err)
	}
	for _, list := range []*[]string{&all.Versions, &all.Advice} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return all, nil
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

// advice is what to change about one server.
func advice(info *redis.InfoCmd) []string {
	var all []string
	major, _, _ := strings.Cut(info.Item("Server", "redis_version"), ".")
	if n, err := strconv.Atoi(major); err == nil && n < 7 {
		all = append(all, "version 7.0 or newer is what the bot is tested with")
	}
	if info.Item("Persistence", "aof_enabled") == "0" {
		all = append(all, "keeps no append-only file, so partners can be lost when it restarts: set appendonly yes")
	}
	if policy := info.Item("Memory", "maxmemory_policy"); policy != "" && policy != "noeviction" {
		all = append(all, fmt.Sprintf("throws data away when its memory is full (%s): set maxmemory-policy noeviction", policy))
	}
	return all
}
