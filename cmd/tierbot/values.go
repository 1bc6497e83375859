package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// The types of the configuration's values. Each reads itself, for envconfig, and says
// what is wrong with a value without repeating it.

type (
	appToken struct{ secret }
	botToken struct{ secret }
	redisURL struct{ secret }
)

// Decode reads the app-level token.
func (t *appToken) Decode(text string) error {
	return t.take(text, "xoxb-", "holds a bot token, which belongs in SLACK_BOT_TOKEN; the app-level token begins with xapp-")
}

// Decode reads the bot token.
func (t *botToken) Decode(text string) error {
	return t.take(text, "xapp-", "holds an app-level token, which belongs in SLACK_APP_TOKEN; the bot token begins with xoxb-")
}

// take reads a token. One that begins like the other kind was put in the wrong place;
// whether it is Slack's at all is left to Slack to judge.
func (s *secret) take(text, other, misplaced string) error {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return errors.New("is required")
	case strings.HasPrefix(text, other):
		return errors.New(misplaced)
	}
	*s = secret(text)
	return nil
}

// Decode reads the store's URL.
func (u *redisURL) Decode(text string) error {
	text = strings.TrimSpace(text)
	if text == "" {
		return errors.New("is required")
	}
	redis, err := store.Open(text)
	if err != nil {
		return err
	}
	u.secret = secret(text)
	return redis.Close()
}

// passwords are the parts of the URL that are secret in themselves.
func (u redisURL) passwords() []string {
	parsed, err := url.Parse(u.reveal())
	if err != nil {
		return nil
	}
	all := []string{parsed.Query().Get("sentinel_password")}
	if password, ok := parsed.User.Password(); ok {
		all = append(all, password)
	}
	return all
}

// findsMasters reports whether the URL names a Sentinel or a Cluster, which tell where to
// write after a failover.
func (u redisURL) findsMasters() bool {
	scheme := before(u.reveal(), "://")
	return strings.HasSuffix(scheme, "+sentinel") || strings.HasSuffix(scheme, "+cluster")
}

type apiURL string

// Decode reads the base of another Web API.
func (a *apiURL) Decode(text string) error {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" {
		return errors.New("want an absolute address such as https://slack.com/api/")
	}
	*a = apiURL(text)
	return nil
}

// rulesFile is a programme that was read from a file, or should have been.
type rulesFile struct {
	named bool
	rules *program.Rules // nil when the file is bad
}

// Decode loads the rules. Its error has a line for every problem of the file.
func (r *rulesFile) Decode(name string) error {
	if name == "" {
		return nil
	}
	r.named = true
	data, err := os.ReadFile(name)
	if err != nil {
		return errors.New("cannot be read: " + cause(err))
	}
	r.rules, err = program.Load(filepath.Base(name), data)
	return err
}

var (
	groupID   = regexp.MustCompile(`^S[A-Z0-9]{2,}$`)
	channelID = regexp.MustCompile(`^[CG][A-Z0-9]{2,}$`)
)

type managers []string

// Decode reads the ids of user groups and users. Its error has a line for every bad item.
func (m *managers) Decode(text string) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var bad []error
	for i, id := range strings.Split(text, ",") {
		id = strings.TrimSpace(id)
		if !groupID.MatchString(id) && !program.IsUserID(id) {
			bad = append(bad, fmt.Errorf("item %d is no id of a user group (S…) or a user (U…, W…)", i+1))
		}
		*m = append(*m, id)
	}
	return errors.Join(bad...)
}

type channel string

// Decode reads a channel's id.
func (c *channel) Decode(text string) error {
	if text != "" && !channelID.MatchString(text) {
		return errors.New("is no id of a channel (C…, G…): open the channel's details in Slack to copy it")
	}
	*c = channel(text)
	return nil
}

type lang program.Lang

// Decode reads a language.
func (l *lang) Decode(text string) error {
	if err := oneOf(text, string(program.English), string(program.French)); err != nil {
		return err
	}
	*l = lang(text)
	return nil
}

type days []int

// Decode reads the rungs, which fall. Its error has a line for every bad item.
func (d *days) Decode(text string) error {
	var all days
	var bad []error
	for i, item := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(item))
		switch {
		case err != nil || n < 0 || n > 3660:
			bad = append(bad, fmt.Errorf("item %d is no number of days from 0 to 3660: want a list such as 90,60,30,14,7,3,1,0", i+1))
			continue
		case len(all) > 0 && n >= all[len(all)-1]:
			bad = append(bad, fmt.Errorf("item %d is not below the one before: want falling numbers such as 90,60,30,14,7,3,1,0", i+1))
		}
		all = append(all, n)
	}
	*d = all
	return errors.Join(bad...)
}

type hour int

// Decode reads an hour of the day.
func (h *hour) Decode(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 23 {
		return errors.New("want an hour from 0 to 23")
	}
	*h = hour(n)
	return nil
}

type demote string

// Decode reads what happens after a deadline.
func (d *demote) Decode(text string) error {
	*d = demote(text)
	return oneOf(text, "ask", "auto")
}

type httpAddr string

// Decode reads an address to listen on.
func (a *httpAddr) Decode(text string) error {
	if text == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(text)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return errors.New("want an address to listen on such as :8080 or 127.0.0.1:8080, or nothing for none")
	}
	*a = httpAddr(text)
	return nil
}

type logLevel slog.Level

// Decode reads a level.
func (l *logLevel) Decode(text string) error {
	if err := oneOf(text, "debug", "info", "warn", "error"); err != nil {
		return err
	}
	var level slog.Level
	err := level.UnmarshalText([]byte(text))
	*l = logLevel(level)
	return err
}

type logFormat string

// Decode reads the form of the log.
func (f *logFormat) Decode(text string) error {
	*f = logFormat(text)
	return oneOf(text, "text", "json")
}

// oneOf refuses a text that is none of a few words.
func oneOf(text string, words ...string) error {
	if slices.Contains(words, text) {
		return nil
	}
	return errors.New("want " + strings.Join(words, " or "))
}
