package program

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// TestManyHoldersCountAsFewDo holds that it makes no difference how it is found out who
// has counted already.
func TestManyHoldersCountAsFewDo(t *testing.T) {
	rules := Default()
	tier := &rules.Tiers[len(rules.Tiers)-1]
	rapid.Check(t, func(t *rapid.T) {
		var p Partner
		for range rapid.IntRange(few-3, few+10).Draw(t, "holdings") {
			h := Holding{Certificate: "vtsp", Holder: rapid.SampledFrom([]string{"", "Ann", "ann", "Zoé", "Zoe", "J.-M. Duc", "J M Duc"}).Draw(t, "holder")}
			if h.Holder == "" {
				h.Unnamed = rapid.IntRange(1, 3).Draw(t, "unnamed")
			}
			h.Earned = rules.FirstDay.AddDays(rapid.IntRange(-5, 5).Draw(t, "earned"))
			p.Certificates = append(p.Certificates, h)
		}
		v := on(rules.FirstDay)
		for i := range tier.Requirements {
			req := &tier.Requirements[i]
			if req.Form() != People {
				continue
			}
			want := int64(0)
			for i := range p.Certificates {
				if h := &p.Certificates[i]; h.satisfies(req, v) && (h.Holder == "" || !p.countedBefore(i, req, v)) {
					want += h.People()
				}
			}
			if got := p.people(req, v, nil); got != want {
				t.Errorf("%d people, want %d", got, want)
			}
		}
	})
}

func BenchmarkManyHolders(b *testing.B) {
	rules := Default()
	p := Partner{ID: "p", Name: "P", Tier: "premier"}
	for i := range 1000 {
		p.Certificates = append(p.Certificates, Holding{Certificate: "vtsp", Holder: fmt.Sprint("Holder ", i)})
	}
	for b.Loop() {
		rules.Evaluate(&p, rules.FirstDay)
	}
}
