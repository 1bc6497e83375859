package sandbox_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// Each file of blocks in testdata/plain reads as the text file beside it.
func TestPlain(t *testing.T) {
	files, err := filepath.Glob("testdata/plain/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			blocks, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".json") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			f := open(t, sandbox.Options{})
			answer := f.call("chat.postMessage", object{
				"channel": f.general, "text": "x", "blocks": json.RawMessage(blocks),
			})
			if answer["ok"] != true {
				t.Fatal(answer)
			}
			got := f.Messages(f.alice, f.general)[0].Plain() + "\n"
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
