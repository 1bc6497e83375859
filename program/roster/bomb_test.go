package roster_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// What a hostile file may make the program allocate, one after another, until it is
// refused. Hardly any of it is held at the same time.
const (
	mostOfText     = 64 << 20
	mostOfWorkbook = 256 << 20
)

const (
	firstSheet    = "xl/worksheets/sheet1.xml"
	sharedStrings = "xl/sharedStrings.xml"
)

// Small files that would become large, and files that are large. All of them are refused
// as a whole, before they cost much.
func TestBombs(t *testing.T) {
	repeat := strings.Repeat
	for _, tt := range []struct {
		name string
		file io.Reader
		want error
		most uint64
	}{
		{"100 MB of CSV", io.LimitReader(endless{}, 100<<20), roster.ErrTooLarge, mostOfText},
		{"a header of commas", strings.NewReader("name" + repeat(",", 5_000_000)), roster.ErrTooWide, mostOfText},
		{"a row of commas", strings.NewReader("name,tier\n" + repeat(",", 5_000_000)), roster.ErrTooWide, mostOfText},
		{"nothing but short rows", strings.NewReader("name,tier\n" + repeat("a\n", 2_500_000)), roster.ErrTooLong, mostOfText},
		{"endless lists", strings.NewReader("name,tier,vtsp\n" + repeat("A,pro,"+repeat("ab|", 400)+"\n", 4_000)), roster.ErrTooFull, mostOfText},
		{"rows that cannot be read", strings.NewReader("name,tier\n" + repeat("a\"\n", 1_500_000)), roster.ErrTooLong, mostOfText},

		{"nested elements", part(t, firstSheet, repeat("<a>", 3_000_000)), roster.ErrInflated, mostOfWorkbook},
		{"nested elements in the workbook", part(t, "xl/workbook.xml", repeat("<a>", 3_000_000)), roster.ErrInflated, mostOfWorkbook},
		{"endless styles", part(t, "xl/styles.xml", "<cellXfs>"+repeat("<xf/>", 100_000)), roster.ErrInflated, mostOfWorkbook},
		{"endless strings", part(t, sharedStrings, repeat("<si/>", 1_000_000)), roster.ErrInflated, mostOfWorkbook},
		{"endless pieces of a string", part(t, sharedStrings, "<si>"+repeat("<r/>", 1_500_000)), roster.ErrInflated, mostOfWorkbook},
		{"endless attributes", part(t, firstSheet, "<row "+repeat(`a="" `, 1_000_000)+"/>"), roster.ErrInflated, mostOfWorkbook},
		{"endless cells", part(t, firstSheet, "<row>"+repeat("<c/>", 1_000_000)), roster.ErrInflated, mostOfWorkbook},
		{"endless rows", part(t, firstSheet, repeat("<row/>", 200_000)), roster.ErrTooLong, mostOfWorkbook},
		{"a text without end", part(t, sharedStrings, "<si><t>"+repeat("a", 3<<20)), roster.ErrInflated, mostOfWorkbook},
		{"a name without end", part(t, firstSheet, "<"+repeat("a", 3<<20)), roster.ErrInflated, mostOfWorkbook},
		{"one string in every cell", shared(t, 60<<10, 20_000), roster.ErrInflated, mostOfWorkbook},
		{"one long string in every cell", shared(t, 1<<20-100, 20_000), roster.ErrInflated, mostOfWorkbook},
		{"entities in entities", part(t, sharedStrings, laughs), roster.ErrWorkbook, mostOfWorkbook},
		{"more than was declared", bytes.NewReader(liar(t, 64<<20)), roster.ErrWorkbook, mostOfWorkbook},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var err error
			spent := allocated(func() { _, err = roster.Read("partners", tt.file, program.Default()) })
			if !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
			if spent > tt.most {
				t.Errorf("%d MB were allocated, want at most %d", spent>>20, tt.most>>20)
			}
		})
	}
}

// Files that can be read row by row, and of which most rows are wrong in many ways.
func TestBadBeyondReason(t *testing.T) {
	repeat := strings.Repeat
	for _, tt := range []struct{ name, file string }{
		{"every item is wrong", "name,tier,vtsp,competencies\n" + repeat("A,g,"+repeat("a@|", 120)+","+repeat("a@|", 120)+"\n", 1600)},
		{"every list is long", "name,tier,vtsp\n" + repeat("A,pro,"+repeat("a|", 32_000)+"\n", 12)},
		{"quotes that never close", "name,tier\n\"" + repeat("a\n", 2_600_000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, err := roster.Read("partners", strings.NewReader(tt.file), program.Default())
			if err != nil {
				t.Fatal(err)
			}
			var plan *roster.Plan
			if spent := allocated(func() { plan = file.Plan(nil, june) }); spent > 2*mostOfText {
				t.Errorf("%d MB were allocated", spent>>20)
			}
			if n := len(plan.Refused); n == 0 || n > 50_000 {
				t.Errorf("%d problems", n)
			}
		})
	}
	plan := planOf(t, []byte("name,tier,vtsp\n"+repeat("A,g,"+repeat("a@|", 200)+"\n", 1900)), nil)
	last := plan.Refused[len(plan.Refused)-1]
	if got, want := last.String(), "line 1901: too many problems: the rest has not been looked at"; got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}

// allocated is how many bytes something allocates.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// laughs is XML of which each entity is ten of the one before.
var laughs = func() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE sst [<!ENTITY a0 "ha">`)
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, `<!ENTITY a%d "%s">`, i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	return b.String() + `]><sst><si><t>&a9;</t></si></sst>`
}()

// part is a workbook of which one part has other content.
func part(t *testing.T, name, content string) io.Reader {
	t.Helper()
	return bytes.NewReader(replacePart(t, name, content))
}

// shared is a workbook of which many cells share one long string.
func shared(t *testing.T, length, cells int) io.Reader {
	t.Helper()
	row := "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 20) + "</row>"
	return bytes.NewReader(replaceEntry(t, firstSheet, func(w *zip.Writer) error {
		for name, content := range map[string]string{
			sharedStrings: "<sst><si><t>" + strings.Repeat("a", length) + "</t></si></sst>",
			firstSheet:    "<sheetData>" + strings.Repeat(row, cells/20) + "</sheetData>",
		} {
			part, err := w.Create(name)
			if err != nil {
				return err
			}
			if _, err := io.WriteString(part, content); err != nil {
				return err
			}
		}
		return nil
	}))
}

// liar is a workbook whose sheet has a size that is not the one it declares.
func liar(t *testing.T, size int64) []byte {
	t.Helper()
	var packed bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(deflate, spaces{}, size); err != nil {
		t.Fatal(err)
	}
	deflate.Close()
	return replaceEntry(t, firstSheet, func(w *zip.Writer) error {
		entry, err := w.CreateRaw(&zip.FileHeader{
			Name: firstSheet, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(nil),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: 1000,
		})
		if err == nil {
			_, err = entry.Write(packed.Bytes())
		}
		return err
	})
}

// spaces never end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
