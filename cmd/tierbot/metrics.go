package main

import (
	"net/http"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tierbot/tierbot/bot"
)

// metrics count what the bot does. They are the bot's observer. No label holds a
// name, an id or anything else that people typed.
type metrics struct {
	registry    *prometheus.Registry
	commands    *prometheus.CounterVec
	answers     *prometheus.HistogramVec
	acks        prometheus.Histogram
	failures    *prometheus.CounterVec
	redisErrors prometheus.Counter
	panics      atomic.Int64 // of commands, which the bot recovers from itself
}

// The bounds of the histograms, in seconds. Slack waits three for an acknowledgement.
var (
	ackBounds    = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3}
	answerBounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 30}
)

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tierbot_commands_total", Help: "Questions answered, by slash command and outcome.",
		}, []string{"command", "outcome"}),
		answers: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tierbot_answer_seconds", Help: "From a question's arrival until its answer was handed to Slack.", Buckets: answerBounds,
		}, []string{"command"}),
		acks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "tierbot_ack_seconds", Help: "From an envelope's arrival until its acknowledgement was written.", Buckets: ackBounds,
		}),
		failures: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tierbot_failures_total", Help: "What went wrong beside an answer, by place.",
		}, []string{"place"}),
		redisErrors: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "tierbot_redis_errors_total", Help: "Calls of Redis that failed.",
		}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "tierbot_build_info", Help: "What was built; always 1.",
		ConstLabels: prometheus.Labels{"version": versionOf(), "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.commands, m.answers, m.acks, m.failures, m.redisErrors, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// handler serves the metrics, with those that the bot keeps itself as they are then.
func (m *metrics) handler(status func() bot.Status) http.Handler {
	m.registry.MustRegister(kept(status), prometheus.NewCounterFunc(
		prometheus.CounterOpts{Name: "tierbot_panics_total", Help: "Panics recovered from."},
		func() float64 { return float64(m.panics.Load() + status().Sockets.Panics) },
	))
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Answered counts a question.
func (m *metrics) Answered(command string, outcome bot.Outcome, took time.Duration) {
	m.commands.WithLabelValues(command, string(outcome)).Inc()
	m.answers.WithLabelValues(command).Observe(took.Seconds())
	if outcome == bot.Panicked {
		m.panics.Add(1)
	}
}

// Acked counts an acknowledgement.
func (m *metrics) Acked(took time.Duration) { m.acks.Observe(took.Seconds()) }

// Failed counts what went wrong beside an answer.
func (m *metrics) Failed(place string) { m.failures.WithLabelValues(place).Inc() }

// kept shows the figures that the bot keeps itself.
type kept func() bot.Status

// A figure is one metric of the bot's own.
type figure struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	value func(bot.Status) float64
}

// connections are the figures of the connections to Slack.
var connections = []figure{
	gauge("tierbot_sockets", "Connections to Slack in service.", func(s bot.Status) float64 { return float64(s.Sockets.Live) }),
	gauge("tierbot_sockets_of_others", "Connections that Slack counts for the app beside this process's own.",
		func(s bot.Status) float64 { return float64(s.Sockets.Others) }),
	total("tierbot_connects_total", "Connections that came into service, reconnects included.", func(s bot.Status) float64 { return float64(s.Sockets.Hellos) }),
	total("tierbot_connect_attempts_total", "Calls of apps.connections.open.", func(s bot.Status) float64 { return float64(s.Sockets.Opens) }),
	total("tierbot_envelopes_total", "Envelopes read.", func(s bot.Status) float64 { return float64(s.Sockets.Envelopes) }),
	total("tierbot_unknown_envelopes_total", "Envelopes of a type the bot does not know.", func(s bot.Status) float64 { return float64(s.Sockets.Unknown) }),
	total("tierbot_malformed_frames_total", "Frames that could not be read.", func(s bot.Status) float64 { return float64(s.Sockets.Malformed) }),
	total("tierbot_ack_errors_total", "Acknowledgements that no connection took.", func(s bot.Status) float64 { return float64(s.Sockets.AckErrors) }),
}

func gauge(name, help string, value func(bot.Status) float64) figure {
	return figure{prometheus.NewDesc(name, help, nil, nil), prometheus.GaugeValue, value}
}

func total(name, help string, value func(bot.Status) float64) figure {
	return figure{prometheus.NewDesc(name, help, nil, nil), prometheus.CounterValue, value}
}

// Describe names the figures.
func (kept) Describe(descriptions chan<- *prometheus.Desc) {
	for _, f := range slices.Concat(connections, reminderFigures) {
		descriptions <- f.desc
	}
}

// Collect reads all figures at one instant.
func (k kept) Collect(collected chan<- prometheus.Metric) {
	status := k()
	for _, f := range slices.Concat(connections, reminderFigures) {
		collected <- prometheus.MustNewConstMetric(f.desc, f.kind, f.value(status))
	}
}
