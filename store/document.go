package store

import (
	"cmp"
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
const format = 2

// document is the stored form of a partner. Its names are short, and evidence is one
// string of fields each, because Redis keeps a million of them twice: here and in the
// audit log. The id and the version stand beside it.
type document struct {
	Format       int        `json:"f"`
	Name         string     `json:"n"`
	Aliases      []string   `json:"a,omitempty"`
	Tier         string     `json:"t,omitempty"`
	TierSince    int        `json:"s,omitempty"` // a day
	Certificates []string   `json:"c,omitempty"` // certificate, holder, earned, ends, kind, unnamed
	Competencies []string   `json:"k,omitempty"` // competency, earned, ends
	Readings     []string   `json:"r,omitempty"` // metric, value, from
	Owners       []string   `json:"o,omitempty"`
	Extension    *extension `json:"x,omitempty"`
	Held         *hold      `json:"h,omitempty"` // since format 2
	Fell         *fall      `json:"d,omitempty"` // since format 2
	ReportedBy   string     `json:"b,omitempty"`
	ReportedAt   int64      `json:"w,omitempty"` // Unix seconds
}

type extension struct {
	Until  int    `json:"u"` // a day
	Reason string `json:"r,omitempty"`
	By     string `json:"b,omitempty"`
}

type hold struct {
	Lapse  int    `json:"l"` // a day
	Reason string `json:"r,omitempty"`
	By     string `json:"b,omitempty"`
}

type fall struct {
	From  string `json:"t"`
	Lapse int    `json:"l"` // a day
	On    int    `json:"o"` // a day
	By    string `json:"b,omitempty"`
}

// become makes the document a partner's stored form, in the memory of the one before.
func (doc *document) become(p *program.Partner) {
	*doc = document{
		Format:     format,
		Name:       p.Name,
		Aliases:    p.Aliases,
		Tier:       p.Tier,
		TierSince:  number(p.TierSince),
		Owners:     p.Owners,
		ReportedBy: p.Reported.By,

		Certificates: doc.Certificates[:0],
		Competencies: doc.Competencies[:0],
		Readings:     doc.Readings[:0],
	}
	for _, h := range p.Certificates {
		doc.Certificates = append(doc.Certificates,
			join(h.Certificate, h.Holder, on(h.Earned), on(h.Ends), h.Kind, plain(int64(h.Unnamed))))
	}
	for _, c := range p.Competencies {
		doc.Competencies = append(doc.Competencies, join(c.Competency, on(c.Earned), on(c.Ends)))
	}
	for _, r := range p.Readings {
		doc.Readings = append(doc.Readings, join(r.Metric, plain(int64(r.Value)), on(r.From)))
	}
	if x := p.Extension; x != nil {
		doc.Extension = &extension{number(x.Until), x.Reason, x.By}
	}
	if h := p.Held; h != nil {
		doc.Held = &hold{number(h.Lapse), h.Reason, h.By}
	}
	if f := p.Fell; f != nil {
		doc.Fell = &fall{f.From, number(f.Lapse), number(f.On), f.By}
	}
	if !p.Reported.At.IsZero() {
		doc.ReportedAt = p.Reported.At.Unix()
	}
}

// gone reports whether what Redis holds of a partner says that it was removed: version
// and audit entry, and no document.
func gone(value string) bool { return strings.HasSuffix(value, " ") }

// decode reads what Redis holds of a partner: version, audit entry and document,
// separated by spaces. Empty lists come back nil, and times in UTC.
func decode(id, value string) (program.Partner, error) {
	version, rest, _ := strings.Cut(value, " ")
	_, text, _ := strings.Cut(rest, " ")
	return decodeDocument(id, version, text)
}

func decodeDocument(id, version, text string) (program.Partner, error) {
	p, err := parse(text)
	if err != nil {
		return program.Partner{}, fmt.Errorf("stored partner %q: %w", id, err)
	}
	if p.Version, err = strconv.ParseInt(version, 10, 64); err != nil {
		return program.Partner{}, fmt.Errorf("stored partner %q: %w", id, errNotStored)
	}
	p.ID = id
	return p, nil
}

var errNotStored = errors.New("not in the stored form")

func parse(text string) (program.Partner, error) {
	var doc document
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return program.Partner{}, errNotStored
	}
	switch {
	case doc.Format > format:
		return program.Partner{}, fmt.Errorf(
			"in format %d, of a newer version of this program; this one reads format %d", doc.Format, format)
	case doc.Format < 1 || doc.Name == "":
		return program.Partner{}, errNotStored
	}
	p := program.Partner{
		Name:     doc.Name,
		Aliases:  doc.Aliases,
		Tier:     doc.Tier,
		Owners:   doc.Owners,
		Reported: program.Report{By: doc.ReportedBy},
	}
	if doc.ReportedAt != 0 {
		p.Reported.At = time.Unix(doc.ReportedAt, 0).UTC()
	}
	return p, cmp.Or(doc.decisions(&p), doc.evidence(&p))
}

// decisions fills in what managers have decided.
func (doc *document) decisions(p *program.Partner) error {
	days := days{}
	p.TierSince = days.date(doc.TierSince)
	if x := doc.Extension; x != nil {
		p.Extension = &program.Extension{Until: days.date(x.Until), Reason: x.Reason, By: x.By}
	}
	if h := doc.Held; h != nil {
		p.Held = &program.Hold{Lapse: days.date(h.Lapse), Reason: h.Reason, By: h.By}
	}
	if f := doc.Fell; f != nil {
		p.Fell = &program.Fall{From: f.From, Lapse: days.date(f.Lapse), On: days.date(f.On), By: f.By}
	}
	return days.err
}

// evidence fills in what the partner has shown.
func (doc *document) evidence(p *program.Partner) error {
	if len(doc.Certificates) > 0 {
		p.Certificates = make([]program.Holding, len(doc.Certificates))
	}
	for i, text := range doc.Certificates {
		h, f := &p.Certificates[i], fields{rest: text}
		h.Certificate, h.Holder, h.Earned, h.Ends = f.text(), f.text(), f.date(), f.date()
		h.Kind, h.Unnamed = f.text(), int(f.number())
		if f.bad {
			return errNotStored
		}
	}
	if len(doc.Competencies) > 0 {
		p.Competencies = make([]program.Earned, len(doc.Competencies))
	}
	for i, text := range doc.Competencies {
		c, f := &p.Competencies[i], fields{rest: text}
		c.Competency, c.Earned, c.Ends = f.text(), f.date(), f.date()
		if f.bad {
			return errNotStored
		}
	}
	if len(doc.Readings) > 0 {
		p.Readings = make([]program.Reading, len(doc.Readings))
	}
	for i, text := range doc.Readings {
		r, f := &p.Readings[i], fields{rest: text}
		r.Metric, r.Value, r.From = f.text(), program.Amount(f.number()), f.date()
		if f.bad {
			return errNotStored
		}
	}
	return nil
}
