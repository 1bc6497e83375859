package roster

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// metricColumn is the column of a metric's readings.
func metricColumn(metric *program.Metric) column {
	return column{
		name:  metric.ID,
		read:  func(c cell) edit { return readReadings(c, metric) },
		write: func(p *program.Partner) string { return writeReadings(p, metric) },

		amount: true,
	}
}

// readReadings reads a plain amount, which is today's value, or the whole list of
// readings.
func readReadings(c cell, metric *program.Metric) edit {
	items, ok := c.items()
	var readings []program.Reading
	plain := false
	for _, item := range items {
		reading, dated, good := c.reading(item, metric)
		ok = ok && good
		plain = len(items) == 1 && !dated
		readings = append(readings, reading)
	}
	switch {
	case !ok:
		return nil
	case plain:
		return func(p *program.Partner, day program.Date) { setValue(p, readings[0], day) }
	}
	return func(p *program.Partner, _ program.Date) { setReadings(p, metric.ID, inOrder(readings)) }
}

func (c cell) reading(item item, metric *program.Metric) (reading program.Reading, dated, ok bool) {
	if item.quoted {
		c.refuseValue(item.whole(), NotAmount)
		return program.Reading{}, false, false
	}
	text, when, ok := c.cutPeriod(item.text)
	if !ok {
		return program.Reading{}, false, false
	}
	value, reason := parseAmount(text, metric.Unit)
	if !when.until.IsZero() {
		reason = NotAmount
	}
	if reason != "" {
		c.refuseValue(item.text, reason)
		return program.Reading{}, false, false
	}
	return program.Reading{Metric: metric.ID, Value: value, From: when.from}, when.stated, true
}

// setValue makes a metric's value on a day what the file says. The first value has
// no day; a value that differs from the one known begins on the day.
func setValue(p *program.Partner, value program.Reading, day program.Date) {
	readings, _ := readingsOf(p, value.Metric)
	if len(readings) > 0 {
		if p.Value(value.Metric, day) == value.Value {
			return
		}
		value.From = day
		readings = slices.DeleteFunc(readings, func(r program.Reading) bool { return r.From == day })
	}
	setReadings(p, value.Metric, inOrder(append(readings, value)))
}

// setReadings makes a metric's readings what the file says.
func setReadings(p *program.Partner, metric string, readings []program.Reading) {
	before, others := readingsOf(p, metric)
	if !slices.Equal(before, readings) {
		p.Readings = append(others, readings...)
	}
}

// readingsOf parts a metric's readings from those of the others.
func readingsOf(p *program.Partner, metric string) (of, others []program.Reading) {
	for _, r := range p.Readings {
		if r.Metric == metric {
			of = append(of, r)
		} else {
			others = append(others, r)
		}
	}
	return of, others
}

// inOrder sorts readings by the day they begin; of two on one day the later in the
// list keeps counting.
func inOrder(readings []program.Reading) []program.Reading {
	slices.SortStableFunc(readings, func(a, b program.Reading) int { return a.From.Compare(b.From) })
	return readings
}

func writeReadings(p *program.Partner, metric *program.Metric) string {
	var items []string
	for _, r := range p.Readings {
		if r.Metric == metric.ID {
			items = append(items, writeReading(r))
		}
	}
	return strings.Join(items, "|")
}

func writeReading(r program.Reading) string {
	return writeAmount(r.Value) + writePeriod(r.From, program.Date{})
}

// showReadings shows a person what sets two cells of a metric apart: of each the
// readings that the other lacks or, when it lacks none, the last.
func showReadings(was, is string) (before, after string) {
	readings, others := strings.Split(was, "|"), strings.Split(is, "|")
	return showOwn(readings, others), showOwn(others, readings)
}

func showOwn(readings, others []string) string {
	own := slices.DeleteFunc(slices.Clone(readings), func(r string) bool { return slices.Contains(others, r) })
	if len(own) == 0 {
		own = readings[len(readings)-1:]
	}
	return strings.Join(own, ", ")
}
