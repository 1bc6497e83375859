package program

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	_ "time/tzdata" // a rules file names a zone, and a bare container knows none

	"github.com/pelletier/go-toml/v2"
)

//go:embed default.toml
var defaultRules []byte

// Default is the programme this module ships: the VMware Partner Network of 2009.
func Default() *Rules {
	rules, err := Load("default.toml", defaultRules)
	if err != nil {
		panic("unreachable unless the embedded rules are broken: " + err.Error())
	}
	return rules
}

// Load reads a rules file. A bad file is refused as a whole, with every problem
// named by file, line, column and reason; name is what the file is called there.
func Load(name string, data []byte) (*Rules, error) {
	var file rulesFile
	decoder := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, syntaxError(name, err)
	}
	b := builder{name: name, at: positions(data)}
	rules := b.rules(&file)
	if len(b.problems) > 0 {
		return nil, errors.Join(b.problems...)
	}
	return rules, nil
}

// syntaxError names the place of everything the TOML reader refused.
func syntaxError(name string, err error) error {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		problems := make([]error, len(unknown.Errors))
		for i := range unknown.Errors {
			line, column := unknown.Errors[i].Position()
			key := strings.Join(unknown.Errors[i].Key(), ".")
			problems[i] = fmt.Errorf("%s:%d:%d: unknown key %s", name, line, column, key)
		}
		return errors.Join(problems...)
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		line, column := bad.Position()
		reason := strings.TrimPrefix(bad.Error(), "toml: ")
		return fmt.Errorf("%s:%d:%d: %s", name, line, column, reason)
	}
	return fmt.Errorf("%s: %w", name, err)
}

// rulesFile is the form of a rules file; the domain's types stay free of it.
type rulesFile struct {
	Name         labelFile
	FirstDay     toml.LocalDate `toml:"first_day"`
	Zone         string
	Holidays     string
	School       struct{ EN, FR string }
	Certificates []struct {
		ID       string
		Label    labelFile
		Training trainingFile
		Kinds    []struct {
			ID    string
			Label labelFile
		} `toml:"kind"`
	} `toml:"certificate"`
	Competencies []struct {
		ID       string
		Label    labelFile
		Training trainingFile
	} `toml:"competency"`
	Metrics []struct {
		ID    string
		Label labelFile
		Unit  string
	} `toml:"metric"`
	Tiers []struct {
		ID           string
		Label        labelFile
		GraceMonths  int `toml:"grace_months"`
		Target       struct{ Min, Max int }
		Requirements []requirementFile `toml:"requirement"`
	} `toml:"tier"`
}

type labelFile struct {
	EN, FR  string
	ShortEN string `toml:"short_en"`
	ShortFR string `toml:"short_fr"`
}

type trainingFile struct {
	Days         float64
	Online, Free bool
}

type requirementFile struct {
	People int
	Hold   string
	Kind   string

	AllOf []string `toml:"all_of"`
	Any   int
	Of    []string

	Metric  string
	Minimum any // a whole or a decimal number
}

// builder turns a rules file into rules and collects what is wrong with it.
type builder struct {
	name     string
	at       map[string]position
	problems []error
}

// refuse records a problem at a key such as "tier[1].requirement[0].hold"; a key
// that the file leaves out is reported where its table stands.
func (b *builder) refuse(key, format string, args ...any) {
	place, ok := b.at[key]
	for !ok && key != "" {
		key = key[:max(0, strings.LastIndexByte(key, '.'))]
		place, ok = b.at[key]
	}
	if !ok {
		place = position{1, 1}
	}
	b.problems = append(b.problems, fmt.Errorf("%s:%d:%d: %s",
		b.name, place.line, place.column, fmt.Sprintf(format, args...)))
}

func (b *builder) rules(file *rulesFile) *Rules {
	r := &Rules{Name: b.label("name", file.Name)}
	r.FirstDay = Date{file.FirstDay.Year, time.Month(file.FirstDay.Month), file.FirstDay.Day}
	if r.FirstDay.IsZero() {
		b.refuse("first_day", "first_day is missing: the day the programme takes effect, as 2009-04-14")
	}
	zone, err := time.LoadLocation(file.Zone)
	if err != nil || file.Zone == "" || file.Zone == "Local" {
		b.refuse("zone", "zone %q: want an IANA zone such as Europe/Paris", file.Zone)
	}
	r.Zone = zone
	r.holidays, err = publicHolidays(file.Holidays, r.FirstDay)
	if err != nil {
		b.refuse("holidays", "%v", err)
	}
	r.School = Label{EN: file.School.EN, FR: file.School.FR}
	if (r.School.EN == "") != (r.School.FR == "") {
		b.refuse("school", "school: want en and fr")
	}
	b.things(r, file)
	b.tiers(r, file)
	return r
}

// things builds what people and partners can hold.
func (b *builder) things(r *Rules, file *rulesFile) {
	seen := map[string]bool{}
	for i, c := range file.Certificates {
		key := fmt.Sprintf("certificate[%d]", i)
		b.id(key, c.ID, seen)
		certificate := Certificate{ID: c.ID, Label: b.label(key+".label", c.Label), Training: b.training(key, c.Training)}
		kinds := map[string]bool{}
		for j, k := range c.Kinds {
			kindKey := fmt.Sprintf("%s.kind[%d]", key, j)
			b.id(kindKey, k.ID, kinds)
			certificate.Kinds = append(certificate.Kinds, Kind{k.ID, b.label(kindKey+".label", k.Label)})
		}
		r.Certificates = append(r.Certificates, certificate)
	}
	for i, c := range file.Competencies {
		key := fmt.Sprintf("competency[%d]", i)
		b.id(key, c.ID, seen)
		r.Competencies = append(r.Competencies, Competency{c.ID, b.label(key+".label", c.Label), b.training(key, c.Training)})
	}
	for i, m := range file.Metrics {
		key := fmt.Sprintf("metric[%d]", i)
		b.id(key, m.ID, seen)
		r.Metrics = append(r.Metrics, Metric{m.ID, b.label(key+".label", m.Label), m.Unit})
	}
}

// columns are the words a partner file uses itself, so that no id may be one.
var columns = map[string]bool{
	"id": true, "name": true, "aliases": true, "tier": true, "competencies": true, "owners": true,
}

// id checks that an id is there, plain, and given once.
func (b *builder) id(key, id string, seen map[string]bool) {
	plain := strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	switch {
	case id == "" || !plain:
		b.refuse(key+".id", "id %q: want small letters, digits and hyphens", id)
	case columns[id]:
		b.refuse(key+".id", "id %q is a column of the partner file", id)
	case seen[id]:
		b.refuse(key+".id", "id %q is given twice", id)
	}
	seen[id] = true
}

// shortLabel is the most characters a label may have in a chart.
const shortLabel = 20

func (b *builder) label(key string, l labelFile) Label {
	label := Label(l)
	if l.EN == "" || l.FR == "" {
		b.refuse(key, "label: want en and fr")
	}
	if label.ShortEN == "" {
		label.ShortEN = l.EN
	}
	if label.ShortFR == "" {
		label.ShortFR = l.FR
	}
	for _, short := range []string{label.ShortEN, label.ShortFR} {
		if len([]rune(short)) > shortLabel {
			b.refuse(key, "label %q is longer than %d characters: give a shorter short_en or short_fr", short, shortLabel)
		}
	}
	return label
}

func (b *builder) training(key string, t trainingFile) Training {
	if t.Days < 0 || t.Days > 365 || t.Days*2 != math.Trunc(t.Days*2) {
		b.refuse(key+".training", "training: want days in halves, from 0 to 365")
	}
	return Training(t)
}

func (b *builder) tiers(r *Rules, file *rulesFile) {
	if len(file.Tiers) == 0 {
		b.refuse("", "no tier: want at least one [[tier]], the lowest first")
	}
	seen := map[string]bool{}
	for i, t := range file.Tiers {
		key := fmt.Sprintf("tier[%d]", i)
		b.id(key, t.ID, seen)
		if t.GraceMonths < 0 || t.GraceMonths > 120 {
			b.refuse(key+".grace_months", "grace_months: want 0 to 120")
		}
		if t.Target.Min < 0 || t.Target.Max < t.Target.Min {
			b.refuse(key+".target", "target: want 0 <= min <= max")
		}
		tier := Tier{ID: t.ID, Label: b.label(key+".label", t.Label), GraceMonths: t.GraceMonths, Target: Target(t.Target), Rank: i}
		for j := range t.Requirements {
			requirementKey := fmt.Sprintf("%s.requirement[%d]", key, j)
			tier.Requirements = append(tier.Requirements, b.requirement(r, requirementKey, &t.Requirements[j]))
		}
		r.Tiers = append(r.Tiers, tier)
	}
}

// requirement builds one of the three forms and refuses a mixture.
func (b *builder) requirement(r *Rules, key string, f *requirementFile) Requirement {
	forms := 0
	for _, set := range []bool{f.Hold != "", len(f.AllOf) > 0, len(f.Of) > 0, f.Metric != ""} {
		if set {
			forms++
		}
	}
	if forms != 1 {
		b.refuse(key, "requirement: want exactly one of people/hold, all_of, any/of, metric/minimum")
		return Requirement{}
	}
	switch {
	case f.Hold != "":
		return b.people(r, key, f)
	case f.Metric != "":
		return b.minimum(r, key, f)
	case len(f.AllOf) > 0:
		return Requirement{Of: b.competencies(r, key+".all_of", f.AllOf), Count: len(f.AllOf)}
	}
	if f.Any < 1 || f.Any > len(f.Of) {
		b.refuse(key+".any", "any: want 1 to %d, the competencies to choose from", len(f.Of))
	}
	return Requirement{Of: b.competencies(r, key+".of", f.Of), Count: f.Any}
}

func (b *builder) people(r *Rules, key string, f *requirementFile) Requirement {
	certificate := r.Certificate(f.Hold)
	if certificate == nil {
		b.refuse(key+".hold", "hold: no certificate has the id %q", f.Hold)
	} else if f.Kind != "" && certificate.Kind(f.Kind) == nil {
		b.refuse(key+".kind", "kind: %s has no kind with the id %q", f.Hold, f.Kind)
	}
	if f.People < 1 {
		b.refuse(key+".people", "people: want 1 or more")
	}
	return Requirement{Certificate: f.Hold, Kind: f.Kind, Count: f.People}
}

func (b *builder) minimum(r *Rules, key string, f *requirementFile) Requirement {
	if r.Metric(f.Metric) == nil {
		b.refuse(key+".metric", "metric: no metric has the id %q", f.Metric)
	}
	minimum := Amount(0)
	switch n := f.Minimum.(type) {
	case int64:
		minimum = Amount(n) * 100
	case float64:
		minimum = Amount(math.Round(n * 100))
	}
	if minimum <= 0 || minimum > maxAmount {
		b.refuse(key+".minimum", "minimum: want a number above 0")
	}
	return Requirement{Metric: f.Metric, Minimum: minimum}
}

// maxAmount leaves room to add amounts up: ten thousand billion.
const maxAmount Amount = 1e15

func (b *builder) competencies(r *Rules, key string, ids []string) []string {
	for i, id := range ids {
		if r.Competency(id) == nil {
			b.refuse(key, "no competency has the id %q", id)
		}
		for _, other := range ids[:i] {
			if other == id {
				b.refuse(key, "competency %q is listed twice", id)
			}
		}
	}
	return ids
}
