package bot

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
)

// RedactLogs is the last line of defence: whatever is logged through the handler it
// returns reaches next without the shapes that secrets have, and without the given
// secrets, word for word. Attributes that are neither text nor number are logged as
// text. Secrets shorter than 6 characters are left alone, as they would tear up
// ordinary words.
func RedactLogs(next slog.Handler, secrets ...string) slog.Handler {
	var pairs []string
	for _, secret := range secrets {
		if len(secret) >= 6 {
			pairs = append(pairs, secret, "REDACTED")
		}
	}
	return &redactor{next: next, known: strings.NewReplacer(pairs...)}
}

type redactor struct {
	next  slog.Handler
	known *strings.Replacer
}

func (h *redactor) Enabled(ctx context.Context, level slog.Level) bool {
	return h.next.Enabled(ctx, level)
}

func (h *redactor) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, h.text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(h.attr(a))
		return true
	})
	return h.next.Handle(ctx, clean)
}

func (h *redactor) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &redactor{next: h.next.WithAttrs(h.attrs(attrs)), known: h.known}
}

func (h *redactor) WithGroup(name string) slog.Handler {
	return &redactor{next: h.next.WithGroup(name), known: h.known}
}

func (h *redactor) text(s string) string { return h.known.Replace(scrub(s)) }

func (h *redactor) attrs(attrs []slog.Attr) []slog.Attr {
	clean := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		clean[i] = h.attr(a)
	}
	return clean
}

func (h *redactor) attr(a slog.Attr) slog.Attr {
	value := a.Value.Resolve()
	switch value.Kind() {
	case slog.KindString:
		return slog.String(a.Key, h.text(value.String()))
	case slog.KindGroup:
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(h.attrs(value.Group())...)}
	case slog.KindAny:
		if err, ok := value.Any().(error); ok {
			return slog.String(a.Key, h.text(Redact(err).Error()))
		}
		return slog.String(a.Key, h.text(fmt.Sprintf("%+v", value.Any())))
	}
	return slog.Attr{Key: a.Key, Value: value}
}
