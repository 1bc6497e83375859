package sandbox_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestUpload(t *testing.T) {
	f := open(t, sandbox.Options{})
	got := f.call("files.getUploadURLExternal", object{"filename": "partners.csv", "length": 5})
	address, _ := got["upload_url"].(string)
	if !strings.HasPrefix(address, f.url) {
		t.Fatalf("upload_url %q is on another host", address)
	}
	resp, err := f.client.Post(address, "application/octet-stream", strings.NewReader("a,b,c"))
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(resp, err)
	}
	_ = resp.Body.Close()
	done := f.call("files.completeUploadExternal", object{
		"files": []any{object{"id": got["file_id"], "title": "Partners"}}, "channel_id": f.general,
	})
	if at(done, "files", 0, "title") != "Partners" {
		t.Fatal(done)
	}
	m := f.Messages(f.bob, f.general)[0]
	if len(m.Files) != 1 || m.Files[0].Name != "partners.csv" {
		t.Errorf("shared %v", m.Files)
	}
	if data, _ := f.FileData(m.Files[0].ID); string(data) != "a,b,c" {
		t.Errorf("data %q", data)
	}
}

func TestDroppedFile(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.DropFile(f.alice, f.DM(f.alice), "import, 50% #2?.csv", []byte("x"))
	env := bot.read()
	bot.ack(env, nil)
	if got := at(env, "payload", "event", "subtype"); got != "file_share" {
		t.Errorf("subtype %v", got)
	}
	address, _ := at(env, "payload", "event", "files", 0, "url_private_download").(string)
	for _, tt := range []struct{ token, want string }{
		{"xoxb-sandbox", "x"},
		{"", "<!DOCTYPE html><title>Sign in</title>"},
	} {
		req, err := http.NewRequest("GET", address, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+tt.token)
		resp, err := f.client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if string(body) != tt.want {
			t.Errorf("with token %q: %q", tt.token, body)
		}
	}
	if got := at(f.call("files.info", object{"file": at(env, "payload", "event", "files", 0, "id")}), "file", "size"); got != 1.0 {
		t.Errorf("size %v", got)
	}
}
