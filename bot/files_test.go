package bot_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// importing is an office that reads the file that an import names, and says what it
// found in it.
func importing() *office {
	d := new(office)
	d.do = func(ctx context.Context, req commands.Request) (commands.Reply, error) {
		id, ok := strings.CutPrefix(req.Text, `import file:"`)
		if !ok {
			return one(req.Command + " " + req.Text), nil
		}
		file, err := req.Files.Read(ctx, strings.TrimSuffix(id, `"`), 1000)
		switch {
		case errors.Is(err, commands.ErrFileTooLarge):
			return commands.Reply{Parts: sentence("too large")}, nil
		case errors.Is(err, commands.ErrFileGone):
			return commands.Reply{Parts: sentence("gone")}, nil
		case err != nil:
			return commands.Reply{Parts: sentence("not read")}, nil
		}
		return commands.Reply{Parts: sentence(fmt.Sprintf("%s has %d bytes", file.Name, len(file.Data)))}, nil
	}
	return d
}

func TestADroppedSpreadsheetIsImported(t *testing.T) {
	csv := []byte("id,name\nacme,Acme\n")
	file := func(w *world, name string) sandbox.File { return w.Upload(manager, name, csv) }
	tests := []struct {
		name, text string
		files      []string
		want       []string // answers, in order
	}{
		{"one", "", []string{"partners.csv"}, []string{"partners.csv has 18 bytes"}},
		{"a workbook", "", []string{"Partners.XLSX"}, []string{"Partners.XLSX has 18 bytes"}},
		{"with a question", "acme", []string{"partners.csv"}, []string{"/tier acme", "partners.csv has 18 bytes"}},
		{"with the word for it", "import", []string{"partners.csv"}, []string{"partners.csv has 18 bytes"}},
		{"with the French word for it", "/tier importer", []string{"partners.csv"}, []string{"partners.csv has 18 bytes"}},
		{"beside something else", "", []string{"photo.png", "partners.csv"}, []string{"partners.csv has 18 bytes"}},
		{"two", "", []string{"a.csv", "b.csv"}, []string{"a.csv has", "b.csv has"}},
		{"five", "", []string{"a.csv", "b.csv", "c.csv", "d.csv", "e.csv"}, []string{"a.csv", "b.csv", "c.csv", "the first 3 files only"}},
		{"something else", "", []string{"photo.png"}, []string{"CSV and XLSX files only"}},
		{"something else with a question", "acme", []string{"photo.png"}, []string{"/tier acme"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := importing()
				w := openOffice(t, d)
				var files []sandbox.File
				for _, name := range tt.files {
					files = append(files, file(w, name))
				}
				w.Share(manager, w.DM(manager), tt.text, files...)
				w.pass("20s")
				answers := w.Messages(manager, w.DM(manager))[1:]
				if len(answers) != len(tt.want) {
					t.Fatalf("%d answers, want %d: %v", len(answers), len(tt.want), answers)
				}
				ops := make(map[string]bool)
				for i, want := range tt.want {
					w.says(answers[i], want)
				}
				for _, req := range d.requests() {
					ops[req.Op] = true
				}
				if len(ops) != len(d.requests()) {
					t.Errorf("the files are no gestures of their own: %v", ops)
				}
				w.behaved()
			})
		})
	}
}

func TestAFileThatCannotBeReadSaysWhy(t *testing.T) {
	tests := []struct {
		name      string
		file      func(w *world) sandbox.File
		spoil     func(w *world, f sandbox.File)
		want      string
		downloads int
	}{
		{"exactly as much as may be", sized(1000), nil, "has 1000 bytes", 1},
		{"one byte more", sized(1001), nil, "too large", 0},
		{"a hundred megabytes", func(w *world) sandbox.File {
			return w.Declare(manager, "partners.csv", 100<<20, nil)
		}, nil, "too large", 0},
		{"larger than it says", func(w *world) sandbox.File {
			return w.Declare(manager, "partners.csv", 10, make([]byte, 5000))
		}, nil, "too large", 1},
		{"deleted", sized(10), func(w *world, f sandbox.File) { w.DeleteFile(f.ID) }, "gone", 0},
		{"not known", sized(10), func(w *world, _ sandbox.File) {
			w.Fail("files.info", sandbox.Fault{Error: "file_not_found"})
		}, "gone", 0},
		{"Slack fails", sized(10), func(w *world, _ sandbox.File) {
			w.Fail("files.info", sandbox.Fault{Error: "internal_error"})
		}, "not read", 0},
		{"the scope is missing", sized(10), func(w *world, _ sandbox.File) {
			w.Fail("files.info", sandbox.Fault{Error: "missing_scope"})
		}, "not read", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, importing())
				f := tt.file(w)
				w.intercept(func(_ http.ResponseWriter, r *http.Request) bool {
					if tt.spoil != nil && r.URL.Path == "/api/files.info" {
						tt.spoil(w, f) // at the last moment
					}
					return false
				})
				w.Share(manager, w.DM(manager), "", f)
				w.pass("20s")
				w.says(last(w.Messages(manager, w.DM(manager))), tt.want)
				if n := w.Downloads(f.ID); n != tt.downloads {
					t.Errorf("downloaded %d times, want %d", n, tt.downloads)
				}
				if strings.Contains(w.logs.String(), "xoxb-sandbox") {
					t.Error("the token is in the log")
				}
				w.behaved()
			})
		})
	}
}

func sized(n int) func(*world) sandbox.File {
	return func(w *world) sandbox.File { return w.Upload(manager, "partners.csv", make([]byte, n)) }
}

// Slack answers with its sign-in page whom it does not give a file, and sends on to
// wherever the file lies.
func TestWhatADownloadBrings(t *testing.T) {
	tests := []struct {
		name string
		lie  func(rw http.ResponseWriter, r *http.Request)
		want string
	}{
		{"a page", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(rw, "<!DOCTYPE html>")
		}, "not read"},
		{"a refusal", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusForbidden) }, "not read"},
		{"another place on the same host", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "/moved/F1", http.StatusFound)
		}, "partners.csv has 5 bytes"},
		{"another place for ever", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, r.URL.Path, http.StatusFound)
		}, "not read"},
		{"a place that is none", func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Location", "http://[::1")
			rw.WriteHeader(http.StatusFound)
		}, "not read"},
		{"half of it", func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Length", "100")
			fmt.Fprint(rw, "half")
		}, "not read"},
		{"more and more", func(rw http.ResponseWriter, _ *http.Request) {
			for range 1000 {
				if _, err := fmt.Fprint(rw, "more and more "); err != nil {
					return
				}
			}
		}, "too large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, importing())
				f := w.Upload(manager, "partners.csv", []byte("x"))
				w.intercept(func(rw http.ResponseWriter, r *http.Request) bool {
					switch {
					case r.URL.Path == "/moved/F1":
						fmt.Fprint(rw, "moved")
					case strings.HasPrefix(r.URL.Path, "/files/"):
						tt.lie(rw, r)
					default:
						return false
					}
					return true
				})
				w.Share(manager, w.DM(manager), "", f)
				w.pass("20s")
				w.says(last(w.Messages(manager, w.DM(manager))), tt.want)
				w.behaved()
			})
		})
	}
}

func TestAFileFromAFormIsImported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.openForm(general)
		f := w.Upload(manager, "partners.csv", []byte("x"))
		w.acked(w.Submit(manager, v, sandbox.Values{"partner": {"acme"}, "file": {f.ID}}))
		if got := d.values[0]["file"]; got != f.ID {
			t.Errorf("file is %q, want %q", got, f.ID)
		}
		w.behaved()
	})
}

func TestAFileComesWithItsAnswer(t *testing.T) {
	tests := []struct {
		name, fail string
		direct     bool
		want       []string // in the conversation with the bot
	}{
		{"a direct answer", "", true, []string{"the plan", "plan.csv"}},
		{"an answer elsewhere", "", false, []string{"plan.csv"}},
		{"Slack does not take it", "files.getUploadURLExternal", true, []string{"the plan"}},
		{"Slack does not show it", "files.completeUploadExternal", true, []string{"the plan"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{do: func(context.Context, commands.Request) (commands.Reply, error) {
					return commands.Reply{
						Parts: sentence("the plan"), Direct: tt.direct,
						File: &commands.File{Name: "plan.csv", Data: []byte("id\nacme\n")},
					}, nil
				}}
				w := openOffice(t, &d)
				if tt.fail != "" {
					w.Fail(tt.fail, sandbox.Fault{Error: "internal_error"})
				}
				x := w.Command(manager, general, "/tier import")
				w.answer(x)
				w.pass("20s")
				var got []string
				for _, m := range w.Messages(manager, w.DM(manager)) {
					switch {
					case len(m.Files) > 0:
						data, _ := w.FileData(m.Files[0].ID)
						got = append(got, m.Files[0].Name)
						if string(data) != "id\nacme\n" {
							t.Errorf("file is %q", data)
						}
					default:
						got = append(got, strings.SplitN(m.Plain(), "\n", 2)[0])
					}
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("in the conversation (-want +got):\n%s", diff)
				}
				all, _ := x.Messages(t.Context(), 0)
				told := false
				for _, m := range append(all, w.Messages(manager, w.DM(manager))...) {
					told = told || strings.Contains(m.Plain(), "The file could not be sent")
				}
				if told != (tt.fail != "") {
					t.Errorf("told that there is no file: %v", told)
				}
				w.behaved()
			})
		})
	}
}

// A page server answers a download with something else than the file.
func TestTheTokenGoesToSlackAloneAndAPageIsNoFile(t *testing.T) {
	tests := []struct {
		name, address string
		want          string
	}{
		{"the file's own address", "http://slack.test/files/F1/partners.csv", ""},
		{"another host", "http://elsewhere.test/files/F1/partners.csv", "not read"},
		{"another scheme", "ftp://slack.test/files/F1/partners.csv", "not read"},
		{"another port", "http://slack.test:8080/files/F1/partners.csv", "not read"},
		{"Slack itself, which is not where calls go", "https://files.slack.com/F1/partners.csv", "not read"},
		{"a host that begins alike", "http://slack.test.elsewhere.test/F1", "not read"},
		{"no address", "", "not read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, importing())
				f := w.Upload(manager, "partners.csv", []byte("x"))
				hosts := make(chan string, 10)
				w.intercept(func(rw http.ResponseWriter, r *http.Request) bool {
					if strings.HasPrefix(r.URL.Path, "/api/files.info") {
						fmt.Fprintf(rw, `{"ok":true,"file":{"id":"F1","name":"partners.csv","size":1,"url_private_download":%q}}`, tt.address)
						return true
					}
					if strings.Contains(r.URL.Path, "F1") {
						hosts <- r.Host
						http.Redirect(rw, r, "http://elsewhere.test/F1", http.StatusFound)
						return true
					}
					return false
				})
				w.Share(manager, w.DM(manager), "", f)
				<-time.After(20 * time.Second)
				w.says(last(w.Messages(manager, w.DM(manager))), "not read")
				close(hosts)
				n := 0
				for host := range hosts {
					if n++; host != "slack.test" {
						t.Errorf("the token went to %s", host)
					}
				}
				if asked := tt.want == ""; asked != (n == 1) {
					t.Errorf("%d downloads", n)
				}
			})
		})
	}
}

func TestWhoWaitsForAFileIsToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, importing())
		w.Fail("files.info", sandbox.Fault{Delay: 5 * time.Second})
		w.Share(manager, w.DM(manager), "", w.Upload(manager, "partners.csv", []byte("x")))
		w.pass("20s")
		got := w.Messages(manager, w.DM(manager))
		if len(got) != 3 {
			t.Fatalf("%d messages", len(got))
		}
		w.says(got[1], "I am reading the file.")
		w.says(got[2], "partners.csv has 1 bytes")
		w.behaved()
	})
}
