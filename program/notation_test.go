package program_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// Tables write evidence as the partner file does: who or what, @ the day it was earned,
// .. the first day it no longer counts. A question mark stands for a day that is not
// known, and a number for people without names or for a metric's value.

// evidence reads the notation of the tables.
func evidence(t *testing.T, text string) []program.Holding {
	t.Helper()
	var list []program.Holding
	for _, word := range strings.Fields(text) {
		who, period, _ := strings.Cut(word, "@")
		from, until, ended := strings.Cut(period, "..")
		h := program.Holding{Certificate: "vtsp", Holder: who}
		if n, err := strconv.Atoi(who); err == nil {
			h.Holder, h.Unnamed = "", n
		}
		if from != "?" {
			h.Earned = day(t, from)
		}
		if ended {
			h.Ends = day(t, until)
		}
		list = append(list, h)
	}
	return list
}

// holding is a partner with people, earning one with competencies of the same names.
func holding(t *testing.T, text string) program.Partner {
	t.Helper()
	return program.Partner{Certificates: evidence(t, text)}
}

func earning(t *testing.T, text string) program.Partner {
	t.Helper()
	var p program.Partner
	for _, h := range evidence(t, text) {
		p.Competencies = append(p.Competencies, program.Earned{Competency: h.Holder, Earned: h.Earned, Ends: h.Ends})
	}
	return p
}

func held(p *program.Partner) string {
	var list []string
	for _, h := range p.Certificates {
		who := h.Holder
		if who == "" {
			who = strconv.Itoa(h.Unnamed)
		}
		list = append(list, who+period(h.Earned, h.Ends))
	}
	return strings.Join(list, " ")
}

func earned(p *program.Partner) string {
	var list []string
	for _, e := range p.Competencies {
		list = append(list, e.Competency+period(e.Earned, e.Ends))
	}
	return strings.Join(list, " ")
}

// readings reads a metric's values in the notation of the tables.
func readings(t *testing.T, text string) []program.Reading {
	t.Helper()
	var list []program.Reading
	for _, h := range evidence(t, text) {
		list = append(list, program.Reading{Metric: "revenue", Value: program.Amount(h.Unnamed), From: h.Earned})
	}
	return list
}

func measured(p *program.Partner) string {
	var list []string
	for _, r := range p.Readings {
		list = append(list, strconv.Itoa(int(r.Value))+period(r.From, program.Date{}))
	}
	return strings.Join(list, " ")
}

func period(from, until program.Date) string {
	text := "@?"
	if !from.IsZero() {
		text = "@" + from.String()
	}
	if !until.IsZero() {
		text += ".." + until.String()
	}
	return text
}
