package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/store/redistest"
)

func TestAbout(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want []string
	}{
		{"safe", nil, nil},
		{"forgetful", []string{"--appendonly", "no", "--maxmemory-policy", "allkeys-lru"}, []string{
			"keeps no append-only file, so partners can be lost when it restarts: set appendonly yes",
			"throws data away when its memory is full (allkeys-lru): set maxmemory-policy noeviction",
		}},
	} {
		about, err := open(t, redistest.Start(t, test.args...).URL()).About(t.Context())
		if err != nil || len(about.Versions) != 1 {
			t.Errorf("%s: versions %q, %v", test.name, about.Versions, err)
		}
		if diff := cmp.Diff(test.want, about.Advice); diff != "" {
			t.Errorf("%s: advice (-want +got):\n%s", test.name, diff)
		}
	}
}

// A Redis may keep its settings to itself, but has to answer.
func TestAboutUntold(t *testing.T) {
	server := redistest.Start(t)
	server.Command("ACL", "SETUSER", "bot", "on", "nopass", "~*", "+@all", "-info")
	for name, url := range map[string]string{
		"not allowed": "redis://bot:any@" + server.Addr,
		"not known":   "redis://" + miniredis.RunT(t).Addr(),
	} {
		about, err := open(t, url).About(t.Context())
		if err != nil || about.Versions != nil || about.Advice != nil {
			t.Errorf("%s: %+v, %v", name, about, err)
		}
	}
	server.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := open(t, server.URL()).About(ctx); err == nil {
		t.Error("a server that is down told about itself")
	}
}
