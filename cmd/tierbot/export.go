package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// exportFile writes the partners to a file, of which nobody ever sees half.
func (t *tierbot) exportFile(ctx context.Context, call call) error {
	write, err := formOf(call.file)
	if err != nil {
		return err
	}
	c, err := t.mended()
	if err != nil {
		return err
	}
	workspace, end, err := t.partners(ctx, &c)
	if err != nil {
		return err
	}
	defer end()
	partners, err := all(ctx, workspace)
	if err != nil {
		return err
	}
	if call.file == "-" {
		return write(t.stdout, c.RulesFile.rules, partners)
	}
	err = replace(call.file, func(w io.Writer) error { return write(w, c.RulesFile.rules, partners) })
	if err != nil {
		return err
	}
	fmt.Fprintf(t.stdout, "%s: %s\n", call.file, counted(len(partners), "partner"))
	return nil
}

// form writes partners as a file of one kind.
type form func(io.Writer, *program.Rules, []program.Partner) error

// formOf is the kind of file that a name asks for.
func formOf(name string) (form, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return roster.WriteCSV, nil
	case ".xlsx":
		return roster.WriteXLSX, nil
	}
	if name == "-" {
		return roster.WriteCSV, nil
	}
	return nil, fmt.Errorf("%w: export %s: want a name that ends in .csv or .xlsx, or -", errUsage, name)
}

// replace writes a file beside the named one and then puts it in its place.
func replace(name string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".tierbot-*")
	if err != nil {
		return fmt.Errorf("write %s: %s", name, cause(err))
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if err := write(file); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("write %s: %s", name, cause(err))
	}
	if err := os.Rename(file.Name(), name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
