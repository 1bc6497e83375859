package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/kelseyhightower/envconfig"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
)

// config is the configuration. Its fields are the only list of the environment
// variables: help, the table in README.md and the messages come from their tags.
// means says what a variable is for, and shown what holds without it where that is
// not a value one could write.
type config struct {
	AppToken  appToken  `envconfig:"SLACK_APP_TOKEN" required:"true" means:"the app-level token, xapp-…"`
	BotToken  botToken  `envconfig:"SLACK_BOT_TOKEN" required:"true" means:"the bot token, xoxb-…"`
	APIURL    apiURL    `envconfig:"SLACK_API_URL" means:"another base of Slack's Web API" shown:"Slack's"`
	RedisURL  redisURL  `envconfig:"REDIS_URL" required:"true" means:"the store"`
	RulesFile rulesFile `envconfig:"TIERBOT_RULES_FILE" means:"the programme's rules" shown:"embedded"`
	Managers  managers  `envconfig:"TIERBOT_MANAGERS" means:"comma list of user-group (S…) and user (U…) ids that may write" shown:"none may write"`
	Channel   channel   `envconfig:"TIERBOT_CHANNEL" means:"the managers' channel id" shown:"none"`
	Lang      lang      `envconfig:"TIERBOT_LANG" default:"en" means:"language in channels: en, fr"`
	Days      days      `envconfig:"TIERBOT_REMINDER_DAYS" default:"90,60,30,14,7,3,1,0" means:"days before a deadline on which a partner enters the digest"`
	Hour      hour      `envconfig:"TIERBOT_REMINDER_HOUR" default:"9" means:"local hour of the digest, 0 to 23"`
	Demote    demote    `envconfig:"TIERBOT_DEMOTE" default:"ask" means:"what happens when a deadline has passed: ask, auto"`
	HTTPAddr  httpAddr  `envconfig:"TIERBOT_HTTP_ADDR" default:":8080" means:"address of health and metrics; empty: none"`
	LogLevel  logLevel  `envconfig:"TIERBOT_LOG_LEVEL" default:"info" means:"debug, info, warn, error"`
	LogFormat logFormat `envconfig:"TIERBOT_LOG_FORMAT" default:"text" means:"text, json"`
}

// A problem is something a person has to mend, and where.
type problem struct{ where, what string }

func (p problem) String() string { return p.where + ": " + p.what }

// loadConfig reads the environment. It reports everything that is wrong, and no value.
//
// Each variable is read by itself, because envconfig ends at the first that is wrong
// and says its value.
func loadConfig() (config, []problem) {
	var c config
	var problems []problem
	all := reflect.ValueOf(&c).Elem()
	for i := range all.NumField() {
		field := all.Type().Field(i)
		one := reflect.New(reflect.StructOf([]reflect.StructField{field}))
		if err := envconfig.Process("", one.Interface()); err != nil {
			for line := range strings.Lines(reason(err)) {
				problems = append(problems, problem{field.Tag.Get("envconfig"), strings.TrimSpace(line)})
			}
		}
		all.Field(i).Set(one.Elem().Field(0))
	}
	if c.RulesFile == (rulesFile{}) {
		c.RulesFile.rules = program.Default()
	}
	return c, problems
}

// reason is what is wrong with a variable, without the value that envconfig adds.
func reason(err error) string {
	var bad *envconfig.ParseError
	if errors.As(err, &bad) {
		return bad.Err.Error()
	}
	return "is required"
}

// A variable is a line of the configuration table.
type variable struct{ name, means, fallback string }

// variables are the lines of the configuration table.
func variables() []variable {
	var all []variable
	fields := reflect.TypeFor[config]()
	for i := range fields.NumField() {
		tag := fields.Field(i).Tag
		fallback := cmp.Or(tag.Get("default"), tag.Get("shown"), "required")
		all = append(all, variable{tag.Get("envconfig"), tag.Get("means"), fallback})
	}
	return all
}

// mended reads the configuration, or lists what is wrong with it on stderr.
func (t *tierbot) mended() (config, error) {
	c, problems := loadConfig()
	if len(problems) == 0 {
		return c, nil
	}
	fmt.Fprintln(t.stderr, "tierbot: the configuration needs mending:")
	for _, p := range problems {
		fmt.Fprintf(t.stderr, "  %s\n", p)
	}
	return config{}, errSilent
}

// access is what it takes to reach Slack.
func (c *config) access() bot.Access {
	return bot.Access{
		AppToken: c.AppToken.reveal(),
		BotToken: c.BotToken.reveal(),
		APIURL:   string(c.APIURL),
	}
}

// house is how everybody is reminded who has said nothing else.
func (c *config) house() program.Habits {
	return program.Habits{Hour: int(c.Hour), Rungs: c.Days}
}

// secrets are what must not be read in a log.
func (c *config) secrets() []string {
	all := []string{c.AppToken.reveal(), c.BotToken.reveal(), c.RedisURL.reveal()}
	return append(all, c.RedisURL.passwords()...)
}

// cause is the last word of an error of the file system, which repeats no path.
func cause(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
