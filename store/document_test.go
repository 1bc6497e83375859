package store

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// The stored form is what other versions of the program find in Redis: a change here
// needs a new number of the format.
func TestStoredForm(t *testing.T) {
	partner := program.Partner{
		ID: "acme", Version: 7, Name: `Acme & "Söhne"`, Aliases: []string{"AS"},
		Tier: "enterprise", TierSince: program.Date{Year: 2009, Month: 5, Day: 2},
		Certificates: []program.Holding{
			{Certificate: "vtsp", Holder: "A. Holder", Earned: program.Date{Year: 2009, Month: 5, Day: 20}},
			{Certificate: "vsp", Kind: "pro", Unnamed: 3, Ends: program.Date{Year: 2010, Month: 12, Day: 31}},
		},
		Competencies: []program.Earned{{Competency: "desktop"}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 999999}},
		Owners:       []string{"U1"},
		Extension:    &program.Extension{Until: program.Date{Year: 2010, Month: 3, Day: 1}, Reason: "fair", By: "U9"},
		Held:         &program.Hold{Lapse: program.Date{Year: 2010, Month: 3, Day: 1}, Reason: "flood", By: "U8"},
		Fell: &program.Fall{
			From: "premier", Lapse: program.Date{Year: 2010, Month: 1, Day: 14}, On: program.Date{Year: 2010, Month: 1, Day: 15}, By: "U7",
		},
		Reported: program.Report{By: "partners.csv", At: time.Date(2009, 6, 1, 12, 0, 0, 0, time.UTC)},
	}
	const stored = `{"f":2,"n":"Acme & \"Söhne\"","a":["AS"],"t":"enterprise","s":20090502,` +
		`"c":["vtsp\tA. Holder\t20090520","vsp\t\t\t20101231\tpro\t3"],"k":["desktop"],"r":["revenue\t999999"],` +
		`"o":["U1"],"x":{"u":20100301,"r":"fair","b":"U9"},"h":{"l":20100301,"r":"flood","b":"U8"},` +
		`"d":{"t":"premier","l":20100114,"o":20100115,"b":"U7"},"b":"partners.csv","w":1243857600}`

	if text := encode(&partner); text != stored {
		t.Errorf("written as %s\nwant %s", text, stored)
	}
	got, err := decode("acme", "7 42 "+stored)
	if diff := cmp.Diff(partner, got); diff != "" || err != nil {
		t.Errorf("%v, read back (-want +got):\n%s", err, diff)
	}
}

// What an earlier version of the program has stored is read as it was.
func TestStoredFormOfBefore(t *testing.T) {
	got, err := decode("acme", `7 42 {"f":1,"n":"Acme","t":"enterprise","x":{"u":20100301,"r":"fair","b":"U9"}}`)
	want := program.Partner{
		ID: "acme", Version: 7, Name: "Acme", Tier: "enterprise",
		Extension: &program.Extension{Until: program.Date{Year: 2010, Month: 3, Day: 1}, Reason: "fair", By: "U9"},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestStoredFormRefused(t *testing.T) {
	tests := map[string]string{
		"nothing":              "",
		"no version":           `{"f":1,"n":"Acme"}`,
		"no entry":             `1 {"f":1,"n":"Acme"}`,
		"a broken version":     `one 1 {"f":1,"n":"Acme"}`,
		"no document":          `1 1 `,
		"no format":            `1 1 {"n":"Acme"}`,
		"no name":              `1 1 {"f":1}`,
		"half a document":      `1 1 {"f":1,"n":"Acme"`,
		"a day that is not":    `1 1 {"f":1,"n":"Acme","s":20090231}`,
		"a broken day":         `1 1 {"f":1,"n":"Acme","k":["desktop\tsoon"]}`,
		"a broken number":      `1 1 {"f":1,"n":"Acme","r":["revenue\t1e3"]}`,
		"a hold without a day": `1 1 {"f":2,"n":"Acme","h":{"l":20091301}}`,
		"a fall on no day":     `1 1 {"f":2,"n":"Acme","d":{"t":"premier","l":20091014,"o":20090231}}`,
		"a month too many":     `1 1 {"f":1,"n":"Acme","c":["vsp\tA\t20091301"]}`,
	}
	for name, value := range tests {
		if _, err := decode("acme", value); err == nil || !strings.Contains(err.Error(), `partner "acme": not in the stored form`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := decode("acme", `1 1 {"f":3,"n":"Acme","later":true}`)
	if err == nil || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("a newer format: %v", err)
	}
}

func TestEvidenceRoundTrip(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("aé0 \"\\|,;")))
	day := rapid.Custom(func(t *rapid.T) program.Date {
		if rapid.Bool().Draw(t, "known") {
			return program.Date{}
		}
		return program.Date{Year: 2009, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 20_000).Draw(t, "day"))
	})
	rapid.Check(t, func(t *rapid.T) {
		want := program.Partner{ID: "acme", Version: 1, Name: "Acme", Certificates: []program.Holding{{
			Certificate: text.Draw(t, "certificate"), Holder: text.Draw(t, "holder"), Kind: text.Draw(t, "kind"),
			Unnamed: rapid.Int().Draw(t, "unnamed"), Earned: day.Draw(t, "earned"), Ends: day.Draw(t, "ends"),
		}}, Competencies: []program.Earned{{
			Competency: text.Draw(t, "competency"), Earned: day.Draw(t, "earned"), Ends: day.Draw(t, "ends"),
		}}, Readings: []program.Reading{{
			Metric: text.Draw(t, "metric"), Value: program.Amount(rapid.Int64().Draw(t, "value")), From: day.Draw(t, "from"),
		}}}
		got, err := decode("acme", "1 1 "+encode(&want))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	})
}

// encode is the document that stands in the record of a new partner.
func encode(p *program.Partner) string {
	r := newRecords(1)
	if err := r.add(&program.Change{After: *p}); err != nil {
		return err.Error()
	}
	return strings.Split(string(r.take()), "\n")[2]
}

func BenchmarkDecode(b *testing.B) {
	const value = `3 1042 {"f":1,"n":"Balemoka Conseil","t":"enterprise","c":["vsp\tCamille Martin\t20090512",` +
		`"vsp\tDominique Dubois\t20090503","vtsp\tSacha Richard\t20090520","vtsp\tLou Moreau\t20090501"],` +
		`"k":["infrastructure\t20090514"],"r":["revenue\t1234567"],"o":["U09PARTN012"],"b":"partners.csv","w":1243857600}`
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode("balemoka conseil", value); err != nil {
			b.Fatal(err)
		}
	}
}
