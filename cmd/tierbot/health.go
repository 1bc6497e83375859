package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/bot"
)

// service is what the health server shows of the bot while it starts, runs and ends.
type service struct {
	log       *slog.Logger
	metrics   *metrics
	redis     *redisWatch
	bot       atomic.Pointer[bot.Bot] // nil until Slack has said whose token it is
	slackless atomic.Bool             // Slack was asked for it and could not be reached
}

// listen serves health and metrics on an address; none when it is empty. The
// function it returns ends that.
func (s *service) listen(address string) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("TIERBOT_HTTP_ADDR: %w", err)
	}
	s.log.Info("health and metrics", "address", listener.Addr().String())
	server := &http.Server{
		Handler: s.handler(),
		// Whoever sends or reads slowly, or never ends, holds no connection for long.
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      15 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    8 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	go server.Serve(listener)
	return func() { server.Close() }, nil
}

// handler answers the orchestrator and Prometheus.
func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.serveReadiness)
	mux.Handle("GET /metrics", s.metrics.handler(s.status))
	return mux
}

// status is the bot's condition; the zero Status before there is a bot.
func (s *service) status() bot.Status {
	if b := s.bot.Load(); b != nil {
		return b.Status()
	}
	return bot.Status{}
}

// A readiness is the body of /readyz.
type readiness struct {
	Ready     bool               `json:"ready"`
	Slack     slackReadiness     `json:"slack"`
	Redis     redisReadiness     `json:"redis"`
	Reminders remindersCondition `json:"reminders"`
}

type slackReadiness struct {
	Team      string     `json:"team,omitempty"`
	Sockets   int        `json:"sockets"`              // connections in service
	DownSince *time.Time `json:"down_since,omitempty"` // when the last of them went
	Error     string     `json:"error,omitempty"`      // class of what is wrong now
}

type redisReadiness struct {
	Reachable bool   `json:"reachable"`
	Error     string `json:"error,omitempty"` // class of what is wrong now
}

// readiness is whether the bot can be asked: Slack reaches it and takes its answers, it
// reaches Redis, and it knows what day it is. That the store is suspect is shown, and
// leaves it ready: every copy of the bot would say so at once, so that to replace one
// helps nobody, and questions are answered meanwhile.
func (s *service) readiness(ctx context.Context) readiness {
	status := s.status()
	r := readiness{Slack: slackReadiness{Team: status.Identity.Team, Sockets: status.Sockets.Live}}
	switch problem := status.Sockets.Problem; {
	case problem != nil:
		r.Slack.Error = problem.Code
	case status.Identity.Team == "" && s.slackless.Load():
		r.Slack.Error = "unreachable"
	}
	if since := status.Sockets.DownSince; !since.IsZero() {
		r.Slack.DownSince = &since
	}
	r.Redis.Error = s.redis.problem(ctx)
	r.Redis.Reachable = r.Redis.Error == ""
	r.Reminders = conditionOf(&status.Reminders)
	if r.Slack.Error == "" {
		r.Slack.Error = status.Reminders.Refused
	}
	r.Ready = r.Slack.Sockets > 0 && r.Redis.Reachable && r.Reminders.answers()
	return r
}

func (s *service) serveReadiness(w http.ResponseWriter, request *http.Request) {
	r := s.readiness(request.Context())
	w.Header().Set("Content-Type", "application/json")
	if !r.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	json.NewEncoder(w).Encode(r)
}

// classOf is one word for an error of Redis.
func classOf(err error) string {
	var network net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "timeout"
	case errors.As(err, &network):
		return "unreachable"
	}
	return "error"
}
