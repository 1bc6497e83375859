package program_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// TestPlanOfAWholeProgramme makes a plan for each of 1,275 partners, for its tier and for
// the one above, and holds each to what trying all ways out finds.
func TestPlanOfAWholeProgramme(t *testing.T) {
	rules := program.Default()
	random := rand.New(rand.NewPCG(1275, 2009))
	for i, partners := range []int{0, 1150, 120, 5} {
		tier := &rules.Tiers[i]
		for range partners {
			p := randomPartner(random, rules, tier)
			day := rules.FirstDay.AddDays(random.IntN(330) - 10)
			holdPlan(t, rules, p, tier, day)
			if i+1 < len(rules.Tiers) {
				holdPlan(t, rules, p, &rules.Tiers[i+1], day)
			}
		}
	}
}

// TestPlanOfAnyProgramme is the same for programmes in which requirements share
// competencies, and certificates come with and without a kind.
func TestPlanOfAnyProgramme(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := drawRules(t)
		tier := &rules.Tiers[rapid.IntRange(1, 2).Draw(t, "own")]
		p := randomPartner(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "partner"), 0)), rules, tier)
		day := rules.FirstDay.AddDays(rapid.IntRange(-5, 100).Draw(t, "day"))
		for i := range rules.Tiers {
			holdPlan(t, rules, p, &rules.Tiers[i], day)
		}
	})
}

// holdPlan holds that a plan costs the least, and that it leads to the tier on its latest
// dates and no later.
func holdPlan(t rapid.TB, rules *program.Rules, p *program.Partner, tier *program.Tier, day program.Date) {
	t.Helper()
	plan := rules.Plan(p, tier, day)
	target := day
	if plan.Deadline.After(day) {
		target = plan.Deadline
	}
	about := fmt.Sprintf("%+v to %s on %s by %s: %s", *p, tier.ID, day, plan.Deadline, steps(plan))

	least := leastOf(rules, p, tier, day, plan.Deadline, target)
	cheapest, inTime := least[true]
	late, some := least[false]
	atAnyTime := cheapest
	switch {
	case !inTime:
		cheapest, atAnyTime = late, late
	case some:
		atAnyTime = min(cheapest, late)
	}
	if path := rules.Path(p, tier, target); path.PersonDays != atAnyTime {
		t.Errorf("%v person-days at any time, want %v, for %s", path.PersonDays, atAnyTime, about)
	}
	if plan.PersonDays != cheapest {
		t.Errorf("%v person-days, want %v, for %s", plan.PersonDays, cheapest, about)
	}
	if plan.InTime() != (inTime && !(plan.Falls && plan.Deadline.Before(day))) {
		t.Errorf("in time: %v, for %s", plan.InTime(), about)
	}
	if ahead := !plan.Deadline.Before(day); ahead && plan.InTime() != !plan.Earliest.After(plan.Deadline) {
		t.Errorf("in time: %v, and over on %s, for %s", plan.InTime(), plan.Earliest, about)
	}
	if tier.ID == p.Tier {
		holdDeadline(t, rules, p, &plan, about)
	}
	if plan.Deadline.Before(day) {
		return
	}
	if followed := carriedOut(rules, p, &plan, -1); !rules.Path(followed, tier, plan.Deadline).Met {
		t.Errorf("followed, and not met on the deadline day, for %s", about)
	} else if s := rules.Evaluate(followed, plan.Deadline); tier.ID == p.Tier && s.State != program.Conforming {
		t.Errorf("followed, and %s on the deadline day, for %s", s.State, about)
	}
	for i, step := range plan.Steps {
		if late := carriedOut(rules, p, &plan, i); !step.LatestStart.IsZero() && rules.Path(late, tier, plan.Deadline).Met {
			t.Errorf("met although step %d begins a working day late, for %s", i+1, about)
		}
		for _, other := range step.Instead {
			swapped := plan
			swapped.Steps = append([]program.Step(nil), plan.Steps...)
			swapped.Steps[i].Competency = other
			if !rules.Path(carriedOut(rules, p, &swapped, -1), tier, plan.Deadline).Met {
				t.Errorf("%s does not do in place of %s, for %s", other.ID, step.Competency.ID, about)
			}
		}
	}
}

// holdDeadline holds that the plan for a partner's own tier is made for the day at whose
// end it falls.
func holdDeadline(t rapid.TB, rules *program.Rules, p *program.Partner, plan *program.Plan, about string) {
	t.Helper()
	s := rules.Evaluate(p, plan.Day)
	if s.State == program.Lapsed && (!plan.Falls || plan.Deadline != s.Deadline) {
		t.Errorf("lapsed on %s, for %s", s.Deadline, about)
	}
	if plan.Falls {
		if after := rules.Evaluate(p, plan.Deadline.AddDays(1)); after.State != program.Lapsed || after.Deadline != plan.Deadline {
			t.Errorf("%s the day after, for %s", after.State, about)
		}
	} else if s.State == program.Conforming && !plan.Done() {
		t.Errorf("something to do for a partner that keeps its tier, for %s", about)
	}
}

// carriedOut is the partner once every step was begun on the last day for it, or one of them
// a working day later, and the figures are what they must be. Whoever may pass again does.
func carriedOut(rules *program.Rules, p *program.Partner, plan *program.Plan, late int) *program.Partner {
	followed := granted(rules, p)
	for i := range plan.Steps {
		step := &plan.Steps[i]
		earned := plan.Deadline
		if !step.LatestStart.IsZero() {
			start := step.LatestStart
			if i == late {
				start = nextWorkday(rules, start)
			}
			earned = rules.EarliestEnd(step.Training.Days, start)
		}
		if step.Competency != nil {
			followed.Competencies = append(followed.Competencies, program.Earned{Competency: step.Competency.ID, Earned: earned})
			continue
		}
		pass(followed, p, step, earned, plan.Deadline)
	}
	return followed
}

// pass has the people of a step pass: as many as may be from among the holders of another
// kind, and new people for the rest.
func pass(followed, before *program.Partner, step *program.Step, earned, deadline program.Date) {
	kind := ""
	left := step.People - step.New
	if step.Kind != nil {
		kind = step.Kind.ID
	}
	for _, h := range before.Certificates {
		holds := h.Certificate == step.Certificate.ID && h.Holder != "" && !h.Earned.After(deadline) && (h.Ends.IsZero() || deadline.Before(h.Ends))
		if left > 0 && kind != "" && holds && h.Kind == "" {
			left--
			followed.Certificates = append(followed.Certificates, program.Holding{Certificate: h.Certificate, Kind: kind, Holder: h.Holder, Earned: earned})
		}
	}
	for i := range left + step.New {
		followed.Certificates = append(followed.Certificates, program.Holding{
			Certificate: step.Certificate.ID, Kind: kind, Holder: fmt.Sprintf("new %s %d", kind, i), Earned: earned,
		})
	}
}

func nextWorkday(rules *program.Rules, day program.Date) program.Date {
	for day = day.AddDays(1); !rules.IsWorkday(day); day = day.AddDays(1) {
	}
	return day
}

// granted is the partner with figures that meet everything.
func granted(rules *program.Rules, p *program.Partner) *program.Partner {
	more := p.Clone()
	more.Readings = nil
	for _, m := range rules.Metrics {
		more.Readings = append(more.Readings, program.Reading{Metric: m.ID, Value: 1e15})
	}
	return &more
}

// leastOf tries all ways out: every set of competencies with every number of new people
// for each kind of certificate. It is what the cheapest takes of those that can end by the
// deadline, and of those that cannot, as far as there are some.
func leastOf(rules *program.Rules, p *program.Partner, tier *program.Tier, day, deadline, target program.Date) map[bool]float64 {
	best := map[bool]float64{}
	for set := range 1 << len(rules.Competencies) {
		with := granted(rules, p)
		cost, longest := 0.0, 0.0
		for i, c := range rules.Competencies {
			if set>>i&1 == 1 {
				with.Competencies = append(with.Competencies, program.Earned{Competency: c.ID})
				cost, longest = cost+c.Training.Days, max(longest, c.Training.Days)
			}
		}
		hire(rules, with, 0, cost, longest, func(cost, longest float64) {
			soon := deadline.Before(day) || longest == 0 || !rules.LatestStart(longest, deadline).Before(day)
			if known, ok := best[soon]; ok && known <= cost || !rules.Path(with, tier, target).Met {
				return
			}
			best[soon] = cost
		})
	}
	return best
}

// mostPeople is the most people a tier of the programmes in these tests asks for.
const mostPeople = 4

// hire adds every number of new people for each kind of the certificates from one on.
func hire(rules *program.Rules, p *program.Partner, at int, cost, longest float64, try func(cost, longest float64)) {
	if at == len(rules.Certificates) {
		try(cost, longest)
		return
	}
	c := &rules.Certificates[at]
	kinds := []string{""}
	for _, k := range c.Kinds {
		kinds = append(kinds, k.ID)
	}
	asked := false
	for i := range rules.Tiers {
		for _, r := range rules.Tiers[i].Requirements {
			asked = asked || r.Certificate == c.ID
		}
	}
	ways := 1
	if asked {
		for range kinds {
			ways *= mostPeople + 1
		}
	}
	had := len(p.Certificates)
	for way := range ways {
		people := 0
		for n, i := way, 0; i < len(kinds); n, i = n/(mostPeople+1), i+1 {
			if n := n % (mostPeople + 1); n > 0 {
				people += n
				p.Certificates = append(p.Certificates, program.Holding{Certificate: c.ID, Kind: kinds[i], Unnamed: n})
			}
		}
		more := longest
		if people > 0 {
			more = max(longest, c.Training.Days)
		}
		hire(rules, p, at+1, cost+float64(people)*c.Training.Days, more, try)
		p.Certificates = p.Certificates[:had]
	}
}

// randomPartner is a partner of a tier with whatever evidence, some of it to come or to
// end within the year, and perhaps more time.
func randomPartner(random *rand.Rand, rules *program.Rules, tier *program.Tier) *program.Partner {
	p := &program.Partner{ID: "p", Name: "P", Tier: tier.ID}
	near := func(odds int) program.Date {
		if random.IntN(odds) > 0 {
			return program.Date{}
		}
		return rules.FirstDay.AddDays(random.IntN(300) - 10)
	}
	for _, c := range rules.Certificates {
		for i := range random.IntN(mostPeople + 1) {
			h := program.Holding{Certificate: c.ID, Holder: fmt.Sprint("holder ", i), Earned: near(4), Ends: near(8)}
			if len(c.Kinds) > 0 && random.IntN(2) == 0 {
				h.Kind = c.Kinds[random.IntN(len(c.Kinds))].ID
			}
			p.Certificates = append(p.Certificates, h)
		}
	}
	for _, c := range rules.Competencies {
		if random.IntN(3) == 0 {
			p.Competencies = append(p.Competencies, program.Earned{Competency: c.ID, Earned: near(4), Ends: near(8)})
		}
	}
	for _, m := range rules.Metrics {
		p.Readings = append(p.Readings, program.Reading{Metric: m.ID, Value: program.Amount(random.IntN(3) * 1_000_000), From: near(3)})
	}
	if random.IntN(10) == 0 {
		p.Extension = &program.Extension{Until: rules.FirstDay.AddDays(random.IntN(330))}
	}
	return p
}

// drawRules draws a programme of three tiers.
func drawRules(t *rapid.T) *program.Rules {
	var b strings.Builder
	fmt.Fprint(&b, "name = { en = \"n\", fr = \"n\" }\nfirst_day = 2009-04-14\nzone = \"Europe/Paris\"\nholidays = \"fr\"\n")
	days := func() float64 { return rapid.SampledFrom([]float64{0, 0.5, 1, 2, 5}).Draw(t, "days") }
	for i, kinds := range []int{2, 0} {
		fmt.Fprintf(&b, "[[certificate]]\nid = \"c%d\"\nlabel = { en = \"c\", fr = \"c\" }\ntraining = { days = %v }\n", i, days())
		for k := range kinds {
			fmt.Fprintf(&b, "[[certificate.kind]]\nid = \"k%d\"\nlabel = { en = \"k\", fr = \"k\" }\n", k)
		}
	}
	competencies := rapid.IntRange(1, 4).Draw(t, "competencies")
	for i := range competencies {
		fmt.Fprintf(&b, "[[competency]]\nid = \"q%d\"\nlabel = { en = \"q\", fr = \"q\" }\ntraining = { days = %v }\n", i, days())
	}
	fmt.Fprint(&b, "[[metric]]\nid = \"m\"\nlabel = { en = \"m\", fr = \"m\" }\n[[tier]]\nid = \"t0\"\nlabel = { en = \"t\", fr = \"t\" }\n")
	for i := 1; i <= 2; i++ {
		fmt.Fprintf(&b, "[[tier]]\nid = \"t%d\"\nlabel = { en = \"t\", fr = \"t\" }\ngrace_months = %d\n", i, rapid.IntRange(0, 3).Draw(t, "grace"))
		for range rapid.IntRange(0, 4).Draw(t, "requirements") {
			fmt.Fprint(&b, "[[tier.requirement]]\n", drawRequirement(t, competencies))
		}
	}
	rules, err := program.Load("drawn.toml", []byte(b.String()))
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return rules
}

func drawRequirement(t *rapid.T, competencies int) string {
	switch rapid.IntRange(0, 4).Draw(t, "form") {
	case 0:
		return "metric = \"m\"\nminimum = 15_000\n"
	case 1:
		return fmt.Sprintf("people = %d\nhold = \"c1\"\n", rapid.IntRange(1, mostPeople).Draw(t, "people"))
	case 2:
		kind := rapid.SampledFrom([]string{"", "kind = \"k0\"\n", "kind = \"k1\"\n"}).Draw(t, "kind")
		return fmt.Sprintf("people = %d\nhold = \"c0\"\n%s", rapid.IntRange(1, mostPeople).Draw(t, "people"), kind)
	}
	set := rapid.IntRange(1, 1<<competencies-1).Draw(t, "of")
	var of []string
	for i := range competencies {
		if set>>i&1 == 1 {
			of = append(of, fmt.Sprintf("%q", fmt.Sprint("q", i)))
		}
	}
	return fmt.Sprintf("any = %d\nof = [%s]\n", rapid.IntRange(1, bits.OnesCount(uint(set))).Draw(t, "any"), strings.Join(of, ", "))
}

// steps are a plan's steps in a line.
func steps(plan program.Plan) string {
	var all []string
	for i := range plan.Steps {
		s := &plan.Steps[i]
		switch {
		case s.Competency != nil:
			text := s.Competency.ID
			for _, other := range s.Instead {
				text += " or " + other.ID
			}
			all = append(all, text)
		case s.Kind != nil:
			all = append(all, fmt.Sprintf("%d %s (%s), %d new", s.People, s.Certificate.ID, s.Kind.ID, s.New))
		default:
			all = append(all, fmt.Sprintf("%d %s", s.People, s.Certificate.ID))
		}
	}
	return strings.Join(all, "; ")
}
