package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// flyConfig is what fly.toml may hold: a key that Fly.io does not know, or that makes
// something else of the worker, is refused.
type flyConfig struct {
	App           string
	PrimaryRegion string  `toml:"primary_region"`
	KillSignal    string  `toml:"kill_signal"`
	KillTimeout   seconds `toml:"kill_timeout"`
	Build         struct{ Dockerfile string }
	Deploy        struct {
		Strategy       string
		MaxUnavailable float64 `toml:"max_unavailable"`
	}
	Env    map[string]string
	Checks map[string]struct {
		Type        string
		Port        int
		Method      string
		Path        string
		Interval    seconds
		Timeout     seconds
		GracePeriod seconds `toml:"grace_period"`
	}
	Metrics struct {
		Port int
		Path string
	}
	VM []struct{ Size, Memory string }

	Restart []struct{ Policy string }
}

// seconds is a duration as Fly.io writes it.
type seconds struct{ time.Duration }

func (s *seconds) UnmarshalText(text []byte) (err error) {
	s.Duration, err = time.ParseDuration(string(text))
	return err
}

// The deployment is a worker without a public service, replaced one machine at a time,
// which is given the time it needs to finish its answers.
func TestFly(t *testing.T) {
	file, err := os.Open("../../fly.toml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var fly flyConfig
	if err := toml.NewDecoder(file).DisallowUnknownFields().Decode(&fly); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("../../" + fly.Build.Dockerfile); err != nil {
		t.Error(err)
	}
	// Closing the sockets in order comes before the drain.
	if want := drain + 10*time.Second; fly.KillTimeout.Duration < want {
		t.Errorf("kill_timeout is %v, want %v at least", fly.KillTimeout, want)
	}
	if fly.KillSignal != "SIGTERM" || fly.Deploy.Strategy != "rolling" || fly.Deploy.MaxUnavailable != 1 {
		t.Errorf("not replaced gently: %s, %+v", fly.KillSignal, fly.Deploy)
	}
	known := make(map[string]bool)
	for _, v := range variables() {
		known[v.name] = true
	}
	for name := range fly.Env {
		if !known[name] {
			t.Errorf("%s is no variable of the configuration", name)
		}
		if strings.Contains(name, "TOKEN") || strings.Contains(name, "URL") {
			t.Errorf("%s is a secret and does not belong in the file", name)
		}
	}
	if len(fly.Checks) == 0 {
		t.Error("nobody checks its health")
	}
	for name, check := range fly.Checks {
		if fly.Env["TIERBOT_HTTP_ADDR"] != ":8080" || check.Port != 8080 || check.Type != "http" {
			t.Errorf("check %s asks port %d, the service listens on %s", name, check.Port, fly.Env["TIERBOT_HTTP_ADDR"])
		}
		if check.Path != "/healthz" {
			t.Errorf("check %s asks %s: a machine must not be replaced because Redis is away", name, check.Path)
		}
	}
}
