package sandbox_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

// An app may send a file as a form too, whatever it calls the part.
func TestUploadAsAForm(t *testing.T) {
	for _, part := range []string{"file", "filename", "body"} {
		f := open(t, sandbox.Options{})
		got := f.call("files.getUploadURLExternal", object{"filename": "x.csv", "length": 5})
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		w, err := form.CreateFormFile(part, "x.csv")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, "a,b,c")
		_ = form.Close()
		address, _ := got["upload_url"].(string)
		resp, err := f.client.Post(address, form.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		id, _ := got["file_id"].(string)
		f.call("files.completeUploadExternal", object{"files": []any{object{"id": id}}, "channel_id": f.DM(f.alice)})
		if data, _ := f.FileData(id); string(data) != "a,b,c" || len(f.Violations()) > 0 {
			t.Errorf("as %s: %q, %v", part, data, f.Violations())
		}
	}
}

// uploaded has the bot upload a file, without completing it.
func (f *fixture) uploaded() any {
	f.t.Helper()
	got := f.call("files.getUploadURLExternal", object{"filename": "x.csv", "length": 1})
	address, _ := got["upload_url"].(string)
	resp, err := f.client.Post(address, "text/csv", strings.NewReader("x"))
	if err != nil {
		f.t.Fatal(err)
	}
	_ = resp.Body.Close()
	return got["file_id"]
}

func TestWhereTheBotMayShareAFile(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Scopes: []string{"files:write", "chat:write", "chat:write.public"}}})
	f.AddChannel(sandbox.Channel{ID: "CPUB", Members: []string{f.alice}})
	id := f.uploaded()
	for _, tt := range []struct {
		name string
		args object
		want any
	}{
		{"a person's id as channel_id", object{"channel_id": f.alice}, "channel_not_found"},
		{"a channel that it is not in", object{"channel_id": "CPUB"}, "not_in_channel"},
		{"nowhere there is", object{"channels": "C404"}, "channel_not_found"},
		{"a thread in two channels", object{"channels": "C1,CPUB", "thread_ts": "1.0"}, "invalid_arguments"},
		{"after all these refusals, a DM", object{"channel_id": f.DM(f.alice)}, nil},
		{"a second time", object{"channel_id": f.DM(f.alice)}, "file_not_found"},
	} {
		tt.args["files"] = []any{object{"id": id}}
		if got := f.call("files.completeUploadExternal", tt.args)["error"]; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if got := len(f.Messages(f.alice, f.DM(f.alice))); got != 1 {
		t.Errorf("%d messages", got)
	}
}

// download fetches a file's address with a token, as the bot does.
func (f *fixture) download(address any, token string) (status int, body string) {
	f.t.Helper()
	url, _ := address.(string)
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data)
}

const signIn = "<!DOCTYPE html><title>Sign in</title>"

func TestDroppedFile(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.DropFile(f.alice, f.DM(f.alice), "import, 50% #2?.csv", []byte("x"))
	env := bot.read()
	bot.ack(env, nil)
	event := at(env, "payload", "event")
	for key, want := range map[string]any{
		"type": "message", "subtype": "file_share", "channel_type": "im", "text": "", "user": f.alice,
		"blocks": nil, "client_msg_id": nil,
	} {
		if got := at(event, key); got != want {
			t.Errorf("%s = %v, want %v", key, got, want)
		}
	}
	file := at(event, "files", 0)
	for key, want := range map[string]any{
		"name": "import, 50% #2?.csv", "mimetype": "text/csv", "filetype": "csv", "pretty_type": "CSV",
		"size": 1.0, "mode": "snippet", "user": f.alice, "is_external": false, "file_access": "visible",
	} {
		if got := at(file, key); got != want {
			t.Errorf("file's %s = %v, want %v", key, got, want)
		}
	}
	for _, address := range []string{"url_private", "url_private_download"} {
		for _, tt := range []struct{ token, want string }{
			{"xoxb-sandbox", "x"}, {"xoxb-wrong", signIn}, {"", signIn},
		} {
			if status, got := f.download(at(file, address), tt.token); got != tt.want || status != http.StatusOK {
				t.Errorf("%s with token %q: %d, %q", address, tt.token, status, got)
			}
		}
	}
	id, _ := at(file, "id").(string)
	if got := f.Downloads(id); got != 2 {
		t.Errorf("%d downloads", got)
	}
}

// A file with words, in a channel, is heard of as any mention is.
func TestSharedFileWithAMention(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.Share(f.alice, f.general, "@tierbot import this", f.Upload(f.alice, "a.xlsx", []byte("x")), f.Upload(f.alice, "b.xlsx", nil))
	env := bot.read()
	bot.ack(env, nil)
	event := at(env, "payload", "event")
	if at(event, "type") != "app_mention" || at(event, "subtype") != nil || at(event, "files", 1, "name") != "b.xlsx" {
		t.Errorf("event %v", event)
	}
	if _, err := f.Share(f.bob, f.general, "mine", f.Upload(f.alice, "c.csv", nil)).Acked(ctx(t)); err == nil {
		t.Error("somebody else's file was shared")
	}
}

func TestWhichFilesTheBotSees(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddChannel(sandbox.Channel{ID: "CAWAY", Members: []string{f.alice}})
	mine := func() sandbox.File { return f.Upload(f.alice, "x.csv", []byte("x")) }
	shared := func(channel string) sandbox.File {
		file := mine()
		f.Share(f.alice, channel, "", file)
		return file
	}
	gone := shared(f.general)
	f.DeleteFile(gone.ID)
	left := shared("CAWAY")
	own, _ := f.uploaded().(string)
	f.call("files.completeUploadExternal", object{"files": []any{object{"id": own}}})
	for _, tt := range []struct {
		name, id string
		want     any
		content  string
	}{
		{"nobody's", "F404", "file_not_found", signIn},
		{"not shared", mine().ID, "file_not_found", signIn},
		{"shared where it is not", left.ID, "file_not_found", signIn},
		{"shared where it is", shared(f.general).ID, nil, "x"},
		{"shared with it", shared(f.DM(f.alice)).ID, nil, "x"},
		{"its own", own, nil, "x"},
		{"deleted", gone.ID, "file_deleted", "404 page not found\n"},
	} {
		if got := f.call("files.info", object{"file": tt.id})["error"]; got != tt.want {
			t.Errorf("%s: files.info says %v, want %v", tt.name, got, tt.want)
		}
		if _, got := f.download(f.url+"/files/"+tt.id+"/x.csv", "xoxb-sandbox"); got != tt.content {
			t.Errorf("%s: the download is %q, want %q", tt.name, got, tt.content)
		}
	}
	f.Join("CAWAY", "U0SANDBOX")
	if got := f.call("files.info", object{"file": left.ID}); at(got, "file", "channels", 0) != "CAWAY" {
		t.Errorf("after joining: %v", got)
	}
	history := f.call("conversations.history", object{"channel": f.general})
	if diff := cmp.Diff(any(object{"id": gone.ID, "mode": "tombstone"}), at(history, "messages", 1, "files", 0)); diff != "" {
		t.Error(diff)
	}
	if v := f.Violations(); len(v) > 0 {
		t.Errorf("the state of the workspace is no fault of the bot's: %v", v)
	}
}

func TestFilesNeedTheirScope(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Scopes: []string{"im:history"}}})
	id := f.Upload(f.alice, "x.csv", []byte("x")).ID
	f.Share(f.alice, f.DM(f.alice), "", sandbox.File{ID: id})
	if got := f.call("files.info", object{"file": id})["needed"]; got != "files:read" {
		t.Errorf("needed %v", got)
	}
	if _, got := f.download(f.url+"/files/"+id+"/x.csv", "xoxb-sandbox"); got != signIn || f.Downloads(id) != 0 {
		t.Errorf("the download is %q", got)
	}
}

// A large file takes no memory, and what Slack reports of it may be wrong.
func TestDeclaredFile(t *testing.T) {
	f := open(t, sandbox.Options{})
	large := f.Declare(f.alice, "large.csv", 5<<20, nil)
	small := f.Declare(f.alice, "small.csv", 1, []byte("more than that"))
	f.Share(f.alice, f.DM(f.alice), "", large, small)
	if got := at(f.call("files.info", object{"file": large.ID}), "file", "size"); got != 5.0*(1<<20) {
		t.Errorf("size %v", got)
	}
	if got := at(f.call("files.info", object{"file": large.ID}), "file", "mode"); got != "hosted" {
		t.Errorf("mode %v", got)
	}
	if _, got := f.download(f.url+"/files/"+large.ID+"/x", "xoxb-sandbox"); got != strings.Repeat(" ", 5<<20) {
		t.Errorf("%d bytes came", len(got))
	}
	if _, got := f.download(f.url+"/files/"+small.ID+"/x", "xoxb-sandbox"); got != "more than that" {
		t.Errorf("content %q", got)
	}
	f.Fail("download", sandbox.Fault{Truncate: true})
	if _, got := f.download(f.url+"/files/"+small.ID+"/x", "xoxb-sandbox"); got != "more th" {
		t.Errorf("a download that breaks off gives %q", got)
	}
	f.Fail("download", sandbox.Fault{Status: 503})
	if status, _ := f.download(f.url+"/files/"+small.ID+"/x", "xoxb-sandbox"); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
}

// Where another organisation takes part, an event says only that there is a file.
func TestFileInASharedChannel(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddChannel(sandbox.Channel{ID: "CEXT", Shared: true, Members: []string{f.alice, "U0SANDBOX"}})
	file := f.Upload(f.alice, "x.csv", []byte("x"))
	bot := f.dial()
	f.Share(f.alice, "CEXT", "@tierbot look", file)
	env := bot.read()
	bot.ack(env, nil)
	shown := at(env, "payload", "event", "files", 0)
	if at(shown, "file_access") != "check_file_info" || at(shown, "name") != nil {
		t.Errorf("the event shows %v", shown)
	}
	if got := at(f.call("files.info", object{"file": file.ID}), "file", "name"); got != "x.csv" {
		t.Errorf("files.info gives the name %v", got)
	}
}
