package store

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

var errURL = errors.New("redis url: want redis://, rediss://, redis+sentinel:// or redis+cluster://" +
	" with a host, and special characters in a password as %XX")

// parseURL reads a URL. The errors of url.Parse and of go-redis repeat what they were
// given, password and all, when it is written wrongly, so none of them is passed on.
func parseURL(text string) (*target, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return nil, errURL
	}
	scheme, kind, _ := strings.Cut(u.Scheme, "+")
	if scheme != "redis" && scheme != "rediss" {
		return nil, errURL
	}
	u.Scheme = scheme
	parse, known := map[string]func(*url.URL) (*target, error){
		"":         parseServer,
		"sentinel": parseSentinel,
		"cluster":  parseCluster,
	}[kind]
	if !known {
		return nil, errURL
	}
	t, err := parse(u)
	if err != nil {
		return nil, explain(u, parse)
	}
	if t.sentinel != nil && t.sentinel.MasterName == "" {
		return nil, errors.New("redis url: Sentinel needs the parameter master_name")
	}
	return t, nil
}

func parseServer(u *url.URL) (*target, error) {
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, err
	}
	settings{
		protocol: &o.Protocol, maxRetries: &o.MaxRetries, dialerRetries: &o.DialerRetries, poolSize: &o.PoolSize,
		readBuffer: &o.ReadBufferSize, writeBuffer: &o.WriteBufferSize,
		readTimeout: &o.ReadTimeout, dialTimeout: &o.DialTimeout, idleTime: &o.ConnMaxIdleTime, maxBackoff: &o.MaxRetryBackoff,
	}.fill()
	o.ContextTimeoutEnabled, o.DisableIdentity = true, true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return &target{server: o}, nil
}

// parseSentinel reads the user and password as Redis's own, as in every other URL;
// go-redis would give them to the Sentinels.
func parseSentinel(u *url.URL) (*target, error) {
	query := u.Query()
	username, password := query.Get("sentinel_username"), query.Get("sentinel_password")
	query.Del("sentinel_username")
	query.Del("sentinel_password")
	plain := *u
	plain.User, plain.RawQuery = nil, query.Encode()

	o, err := redis.ParseFailoverURL(plain.String())
	if err != nil {
		return nil, err
	}
	if u.User != nil {
		o.Username = u.User.Username()
		o.Password, _ = u.User.Password()
	}
	o.SentinelUsername, o.SentinelPassword = username, password
	o.RouteByLatency, o.RouteRandomly, o.ReplicaOnly = false, false, false // a replica may be behind
	settings{
		protocol: &o.Protocol, maxRetries: &o.MaxRetries, dialerRetries: &o.DialerRetries, poolSize: &o.PoolSize,
		readBuffer: &o.ReadBufferSize, writeBuffer: &o.WriteBufferSize,
		readTimeout: &o.ReadTimeout, dialTimeout: &o.DialTimeout, idleTime: &o.ConnMaxIdleTime, maxBackoff: &o.MaxRetryBackoff,
	}.fill()
	o.ContextTimeoutEnabled, o.DisableIdentity = true, true
	return &target{sentinel: o}, nil
}

func parseCluster(u *url.URL) (*target, error) {
	o, err := redis.ParseClusterURL(u.String())
	if err != nil {
		return nil, err
	}
	o.ReadOnly, o.RouteByLatency, o.RouteRandomly = false, false, false // a replica may be behind
	orElse(&o.ClusterStateReloadInterval, mapTime)
	settings{
		protocol: &o.Protocol, maxRetries: &o.MaxRetries, dialerRetries: &o.DialerRetries, poolSize: &o.PoolSize,
		readBuffer: &o.ReadBufferSize, writeBuffer: &o.WriteBufferSize,
		readTimeout: &o.ReadTimeout, dialTimeout: &o.DialTimeout, idleTime: &o.ConnMaxIdleTime, maxBackoff: &o.MaxRetryBackoff,
	}.fill()
	o.ContextTimeoutEnabled, o.DisableIdentity = true, true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return &target{cluster: o}, nil
}

// parameter is what go-redis's parameters look like. Anything else could be a piece of
// a password, and is not shown.
var parameter = regexp.MustCompile(`^[a-z_]{2,40}$`)

// explain says what makes a URL unreadable.
func explain(u *url.URL, parse func(*url.URL) (*target, error)) error {
	bare := *u
	bare.RawQuery = ""
	if _, err := parse(&bare); err != nil {
		return errors.New("redis url: want a database number, or nothing, after the host")
	}
	for name, values := range u.Query() {
		single := bare
		single.RawQuery = url.Values{name: values}.Encode()
		if _, err := parse(&single); err != nil && parameter.MatchString(name) {
			return fmt.Errorf("redis url: parameter %s is not known or its value not understood", name)
		}
	}
	return errors.New("redis url: a parameter is not known")
}
