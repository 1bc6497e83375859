package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// format is the number of the stored form. Whoever adds, renames or reinterprets a
// field raises it, because a program that does not know a field loses it when it
// writes the document back.
const format = 1

// document is the stored form of a partner. Its names are short because Redis keeps
// a million of them; the id and the version stand beside it.
type document struct {
	Format       int        `json:"f"`
	Name         string     `json:"n"`
	Aliases      []string   `json:"a,omitempty"`
	Tier         string     `json:"t,omitempty"`
	TierSince    day        `json:"s,omitempty"`
	Certificates []holding  `json:"c,omitempty"`
	Competencies []earned   `json:"k,omitempty"`
	Readings     []reading  `json:"r,omitempty"`
	Owners       []string   `json:"o,omitempty"`
	Extension    *extension `json:"x,omitempty"`
	ReportedBy   string     `json:"b,omitempty"`
	ReportedAt   int64      `json:"w,omitempty"` // Unix milliseconds
}

type holding struct {
	Certificate string `json:"c"`
	Kind        string `json:"k,omitempty"`
	Holder      string `json:"h,omitempty"`
	Unnamed     int    `json:"u,omitempty"`
	Earned      day    `json:"e,omitempty"`
	Ends        day    `json:"x,omitempty"`
}

type earned struct {
	Competency string `json:"c"`
	Earned     day    `json:"e,omitempty"`
	Ends       day    `json:"x,omitempty"`
}

type reading struct {
	Metric string         `json:"m"`
	Value  program.Amount `json:"v,omitempty"`
	From   day            `json:"e,omitempty"`
}

type extension struct {
	Until  day    `json:"u"`
	Reason string `json:"r,omitempty"`
	By     string `json:"b,omitempty"`
}

// day is a civil day as the number 20090414; 0 is an absent one.
type day int

func dayOf(d program.Date) day {
	return day(d.Year*10000 + int(d.Month)*100 + d.Day)
}

func (d day) date() program.Date {
	return program.Date{Year: int(d / 10000), Month: time.Month(d / 100 % 100), Day: int(d % 100)}
}

// encode writes a partner's stored form.
func encode(p *program.Partner) (string, error) {
	doc := document{
		Format:       format,
		Name:         p.Name,
		Aliases:      p.Aliases,
		Tier:         p.Tier,
		TierSince:    dayOf(p.TierSince),
		Certificates: make([]holding, len(p.Certificates)),
		Competencies: make([]earned, len(p.Competencies)),
		Readings:     make([]reading, len(p.Readings)),
		Owners:       p.Owners,
		ReportedBy:   p.Reported.By,
	}
	for i, h := range p.Certificates {
		doc.Certificates[i] = holding{h.Certificate, h.Kind, h.Holder, h.Unnamed, dayOf(h.Earned), dayOf(h.Ends)}
	}
	for i, c := range p.Competencies {
		doc.Competencies[i] = earned{c.Competency, dayOf(c.Earned), dayOf(c.Ends)}
	}
	for i, r := range p.Readings {
		doc.Readings[i] = reading{r.Metric, r.Value, dayOf(r.From)}
	}
	if x := p.Extension; x != nil {
		doc.Extension = &extension{dayOf(x.Until), x.Reason, x.By}
	}
	if !p.Reported.At.IsZero() {
		doc.ReportedAt = p.Reported.At.UnixMilli()
	}

	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // it is never HTML, and < would take six bytes
	if err := encoder.Encode(&doc); err != nil {
		return "", err
	}
	return strings.TrimSuffix(text.String(), "\n"), nil
}

// decode reads what Redis holds of a partner: version, audit entry and document,
// separated by spaces.
func decode(id, value string) (program.Partner, error) {
	p, err := parse(value)
	if err != nil {
		return program.Partner{}, fmt.Errorf("stored partner %q: %w", id, err)
	}
	p.ID = id
	return p, nil
}

var errNotStored = errors.New("not in the stored form")

func parse(value string) (program.Partner, error) {
	version, rest, _ := strings.Cut(value, " ")
	_, text, found := strings.Cut(rest, " ")
	number, err := strconv.ParseInt(version, 10, 64)
	if !found || err != nil {
		return program.Partner{}, errNotStored
	}
	var doc document
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return program.Partner{}, errNotStored
	}
	switch {
	case doc.Format > format:
		return program.Partner{}, fmt.Errorf(
			"written in format %d by a newer version of this program, which reads format %d", doc.Format, format)
	case doc.Format < 1 || doc.Name == "" || number < 1:
		return program.Partner{}, errNotStored
	}
	p := doc.partner()
	p.Version = number
	return p, nil
}

// partner is the document as the rest of the program knows it. Empty lists are nil.
func (doc *document) partner() program.Partner {
	p := program.Partner{
		Name:      doc.Name,
		Aliases:   doc.Aliases,
		Tier:      doc.Tier,
		TierSince: doc.TierSince.date(),
		Owners:    doc.Owners,
		Reported:  program.Report{By: doc.ReportedBy},
	}
	if len(doc.Certificates) > 0 {
		p.Certificates = make([]program.Holding, len(doc.Certificates))
	}
	for i, h := range doc.Certificates {
		p.Certificates[i] = program.Holding{
			Certificate: h.Certificate, Kind: h.Kind, Holder: h.Holder, Unnamed: h.Unnamed,
			Earned: h.Earned.date(), Ends: h.Ends.date(),
		}
	}
	if len(doc.Competencies) > 0 {
		p.Competencies = make([]program.Earned, len(doc.Competencies))
	}
	for i, c := range doc.Competencies {
		p.Competencies[i] = program.Earned{Competency: c.Competency, Earned: c.Earned.date(), Ends: c.Ends.date()}
	}
	if len(doc.Readings) > 0 {
		p.Readings = make([]program.Reading, len(doc.Readings))
	}
	for i, r := range doc.Readings {
		p.Readings[i] = program.Reading{Metric: r.Metric, Value: r.Value, From: r.From.date()}
	}
	if x := doc.Extension; x != nil {
		p.Extension = &program.Extension{Until: x.Until.date(), Reason: x.Reason, By: x.By}
	}
	if doc.ReportedAt != 0 {
		p.Reported.At = time.UnixMilli(doc.ReportedAt).UTC()
	}
	return p
}
