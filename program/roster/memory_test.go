package roster_test

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// TestPlanIsSmall holds what a file and its plan keep in memory, for as long as somebody
// looks at the plan: little for rows that are known already, and for each that changes
// a partner, that partner and what it will be.
func TestPlanIsSmall(t *testing.T) {
	const rows = 4_000
	for _, tt := range []struct {
		name string
		tier string // in the store
		most int64  // bytes of each row
	}{
		{"unchanged", "professional", 150},
		{"updated", "registered", 1_400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := export(t, rows, "professional")
			idle := live()
			file, err := roster.Read("partners.csv", bytes.NewReader(data), program.Default())
			if err != nil {
				t.Fatal(err)
			}
			plan, err := file.PlanFrom(func(yield func(program.Partner, error) bool) {
				for i := range rows {
					if !yield(invented(i, tt.tier), nil) {
						return
					}
				}
			}, june)
			if err != nil {
				t.Fatal(err)
			}
			kept := (live() - idle) / rows
			t.Logf("%d bytes a row", kept)
			if plan.Changes()+plan.Unchanged != rows || kept > tt.most {
				t.Errorf("of %d changes, %d bytes a row are kept, want at most %d", plan.Changes(), kept, tt.most)
			}
			runtime.KeepAlive(file)
			runtime.KeepAlive(data)
		})
	}
}

// live is how many bytes are in use. What a pool holds goes at the second collection.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// export is the file of n invented partners.
func export(t *testing.T, n int, tier string) []byte {
	t.Helper()
	partners := make([]program.Partner, n)
	for i := range partners {
		partners[i] = invented(i, tier)
	}
	return []byte(writeCSV(t, partners))
}

// invented is a partner of ordinary size, of which nothing is shared with another.
func invented(i int, tier string) program.Partner {
	return program.Partner{
		ID: fmt.Sprint("generee ", i), Version: 1, Name: fmt.Sprintf("Société Générée %d SARL", i), Tier: tier,
		Aliases: []string{fmt.Sprint("SG ", i), fmt.Sprint("L'Entreprise ", i)},
		Certificates: []program.Holding{
			{Certificate: "vsp", Unnamed: 1 + i%7},
			{Certificate: "vtsp", Holder: fmt.Sprint("Zoé Lœuil ", i), Earned: june},
			{Certificate: "vtsp", Holder: fmt.Sprint("Marc-André ", i)},
		},
		Competencies: []program.Earned{{Competency: "infrastructure"}},
		Readings:     []program.Reading{{Metric: "revenue", Value: program.Amount(i) * 100}},
		Owners:       []string{fmt.Sprintf("U0OWNER%04d", i%100)},
	}
}
