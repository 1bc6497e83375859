package commands_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// forgetful is a store that does as it is told and does not answer the next time.
type forgetful struct {
	*transcript.Shelf
	forgets bool
}

func (f *forgetful) Apply(ctx context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error) {
	receipt, err := f.Shelf.Apply(ctx, batch, progress)
	if f.forgets {
		f.forgets = false
		return program.Receipt{}, errors.New("connection lost")
	}
	return receipt, err
}

// TestUndoOnceMoreIsNotUndoTwice holds that whoever is not told what became of /tier undo
// can try again, and that only their last change is taken back all the same.
func TestUndoOnceMoreIsNotUndoTwice(t *testing.T) {
	o := newOffice(t)
	f := &forgetful{Shelf: o.store}
	o.Commands = commands.New(program.Default(), f)
	o.do("1", "/certify acme vtsp B. Holder")
	o.do("2", "/certify acme vtsp C. Holder")

	f.forgets = true
	o.req.Op, o.req.Command, o.req.Text = "3", "/tier", "undo"
	reply, err := o.Do(t.Context(), o.req)
	if err == nil {
		t.Fatalf("nothing was lost:\n%s", reply)
	}
	withinLimits(t, reply)
	again := o.do("4", reply.Actions[0].Command)
	if !strings.Contains(again.String(), "undone already") {
		t.Errorf("trying again answers\n%s", again)
	}
	if n := len(o.partner("acme").Certificates); n != 2 {
		t.Errorf("%d holders are left, want A. and B. Holder", n)
	}
}
