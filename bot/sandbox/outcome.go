package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// outcome is what comes back of a call: the method's answer, or what a fault made of it.
type outcome struct {
	status int
	body   []byte
	html   bool // the body is no JSON
	wait   int  // Retry-After in seconds, or 0
	lost   bool // the connection is closed without an answer
}

// answered is an outcome in JSON.
func answered(status int, value any) outcome {
	body, _ := json.Marshal(value)
	return outcome{status: status, body: body}
}

// send answers a request. Where the answer is lost it does not return.
func (o outcome) send(rw http.ResponseWriter) {
	if o.lost {
		panic(http.ErrAbortHandler)
	}
	kind := "application/json; charset=utf-8"
	if o.html {
		kind = "text/html; charset=utf-8"
	}
	rw.Header().Set("Content-Type", kind)
	if o.wait > 0 {
		rw.Header().Set("Retry-After", strconv.Itoa(o.wait))
	}
	rw.WriteHeader(o.status)
	_, _ = rw.Write(o.body)
}

// noted fills in what the journal says of an outcome.
func (o outcome) noted(e Entry) Entry {
	e.Status = o.status
	if !o.html && json.Valid(o.body) {
		e.Answer = o.body
	}
	return e
}
