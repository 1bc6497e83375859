package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/store"
)

// redis checks that the store can be reached and keeps what it is given.
func (k *checkup) redis(ctx context.Context) {
	if k.store == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	err := k.store.Ping(ctx)
	var servers []store.Settings
	if err == nil {
		servers, err = k.store.Settings(ctx)
	}
	if err != nil {
		k.problem("redis", bot.Redact(err).Error())
		return
	}
	k.settings(servers)
}

// settings reports how the servers are set, each finding once.
func (k *checkup) settings(servers []store.Settings) {
	var versions []string
	for i := range servers {
		versions = append(versions, servers[i].Version)
	}
	versions = slices.DeleteFunc(sorted(versions), func(v string) bool { return v == "" })
	if len(versions) > 0 {
		k.well("redis", "version "+strings.Join(versions, ", "))
	} else {
		k.well("redis", "answers")
	}
	var problems, warnings []string
	for i := range servers {
		s := &servers[i]
		problems = append(problems, dangersOf(s)...)
		warnings = append(warnings, doubtsOf(s)...)
		if s.Replicas > 0 && !k.config.RedisURL.findsMasters() {
			warnings = append(warnings, bareAddress)
		}
	}
	for _, danger := range sorted(problems) {
		k.problem("redis", danger)
	}
	for _, doubt := range sorted(warnings) {
		k.warning("redis", doubt)
	}
}

// bareAddress is what an address of one server means where there are several.
const bareAddress = "has replicas, but REDIS_URL names one address: unless that follows the master by itself, as where Redis is hosted it may," +
	" what is written after a failover is lost; name the Sentinels or the Cluster"

// sorted is a list in order, each item once.
func sorted(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// dangersOf is how a server is set so that partners, or what was sent, can be lost.
func dangersOf(s *store.Settings) []string {
	var all []string
	if s.Role == "slave" {
		all = append(all, "is a replica, which takes no changes: name the master, or its Sentinels")
	}
	if s.AOF == "no" {
		all = append(all, "keeps no append-only file, so that it forgets partners and what was sent when it restarts: set appendonly yes")
	}
	if s.Eviction != "" && s.Eviction != "noeviction" {
		all = append(all, fmt.Sprintf("throws data away when its memory is full (%s): set maxmemory-policy noeviction", s.Eviction))
	}
	return all
}

// doubtsOf is what of a server is not known, or could be better.
func doubtsOf(s *store.Settings) []string {
	var all []string
	untold := []struct{ value, setting string }{
		{s.AOF, "appendonly yes"}, {s.Eviction, "maxmemory-policy noeviction"},
	}
	var asked []string
	for _, u := range untold {
		if u.value == "" {
			asked = append(asked, u.setting)
		}
	}
	if len(asked) > 0 {
		all = append(all, "does not tell all of its settings: make sure where it is hosted that it has "+strings.Join(asked, " and ")+", or what stands for it there")
	}
	if major, err := strconv.Atoi(cmp.Or(before(s.Version, "."), "7")); err == nil && major < 7 {
		all = append(all, "version 7.0 or newer is what the bot is tested with")
	}
	if s.AOF == "yes" && s.Fsync == "no" {
		all = append(all, "leaves it to the system when its file is written, so that half a minute can be lost with the power: set appendfsync everysec, or always")
	}
	return all
}

func before(text, separator string) string {
	head, _, _ := strings.Cut(text, separator)
	return head
}

// How far the clocks may be apart: until the bot stops sending, and until that is worth
// a warning.
const (
	clocksApart = time.Minute
	clocksNoted = 10 * time.Second
)

// condition reports how a workspace's store is, and whether the clocks agree by which
// its people are told. The error of a store that cannot be reached has been reported.
func (k *checkup) condition(ctx context.Context, team string) {
	if k.store == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	asked := k.now()
	pulse, err := k.store.Workspace(team).Pulse(ctx, asked)
	if err != nil {
		return
	}
	if s := pulse.Suspect; s.Reason != "" {
		k.problem("store", fmt.Sprintf("has lost data (%s), as was noticed %s, so that nothing is sent: see that it is complete, then say /tier resume in Slack", s.Reason, s.Since.UTC().Format(time.RFC3339)))
	}
	answered := k.now()
	ahead := asked.Add(answered.Sub(asked) / 2).Sub(pulse.Clock).Round(time.Second)
	apart := fmt.Sprintf("this machine's is %v ahead of Redis's: let both keep time by NTP", ahead)
	if ahead < 0 {
		apart = fmt.Sprintf("this machine's is %v behind Redis's: let both keep time by NTP", -ahead)
	}
	switch {
	case ahead.Abs() > clocksApart:
		k.problem("clocks", apart+"; nothing is sent while they are more than a minute apart")
	case ahead.Abs() > clocksNoted:
		k.warning("clocks", apart)
	default:
		k.well("clocks", "this machine's and Redis's agree")
	}
}
