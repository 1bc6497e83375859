package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// redisSettings checks that Redis keeps what it is given. A Sentinel or Cluster has
// many servers and is taken on trust, and so is a hosted Redis that does not tell.
func (k *checkup) redisSettings(ctx context.Context, url string) {
	options, err := redis.ParseURL(url)
	if err != nil {
		k.well("redis", "answers; the settings of its servers were not checked")
		return
	}
	client := redis.NewClient(options)
	defer client.Close()
	info := make(map[string]string)
	for _, section := range []string{"server", "persistence", "memory"} {
		text, err := client.Info(ctx, section).Result()
		if err != nil {
			continue
		}
		for line := range strings.Lines(text) {
			if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
				info[name] = value
			}
		}
	}
	version := info["redis_version"]
	if version == "" {
		k.well("redis", "answers; it does not tell its settings")
		return
	}
	k.well("redis", "version "+version)
	if major, _, _ := strings.Cut(version, "."); tooOld(major) {
		k.warning("redis", "version 7.0 or newer is what the bot is tested with")
	}
	if info["aof_enabled"] == "0" {
		k.warning("redis", "keeps no append-only file, so partners can be lost when it restarts: set appendonly yes")
	}
	if policy := info["maxmemory_policy"]; policy != "" && policy != "noeviction" {
		k.warning("redis", fmt.Sprintf("throws data away when its memory is full (%s): set maxmemory-policy noeviction", policy))
	}
}

func tooOld(major string) bool {
	n, err := strconv.Atoi(major)
	return err == nil && n < 7
}
