package commands

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

func exportCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"export", "exporter"},
		Usage:   Wording{"[csv | xlsx]", "[csv | xlsx]"},
		Help:    Wording{"Sends you all partners as a spreadsheet, which an import takes back.", "Vous envoie tous les partenaires en tableur, qu'un import reprend."},
		Example: Wording{"/tier export xlsx", "/tier exporter xlsx"},
		Access:  Manager,
		run:     runExport,
	}
}

func runExport(ctx context.Context, q *question) (Reply, error) {
	write, ending := roster.WriteCSV, "csv"
	switch strings.ToLower(q.args.String()) {
	case "", "csv":
	case "xlsx", "excel":
		write, ending = roster.WriteXLSX, "xlsx"
	default:
		return q.wanting(ctx, "export", q.say.whichFormat())
	}
	var partners []program.Partner
	for p, err := range q.store.All(ctx) {
		if err != nil {
			return Reply{}, err
		}
		partners = append(partners, p)
	}
	if len(partners) == 0 {
		return q.plainly(q.say.nothingToExport()), nil
	}
	slices.SortFunc(partners, func(a, b program.Partner) int { return strings.Compare(a.ID, b.ID) })
	var data bytes.Buffer
	if ending == "csv" {
		data.WriteString("\ufeff") // by which spreadsheet programs know that it is UTF-8
	}
	if err := write(&data, q.rules, partners); err != nil {
		return Reply{}, err
	}
	return Reply{
		Parts:   []Part{plain(q.say.exported(int64(len(partners))))},
		Foot:    []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
		File:    &File{Name: "partners-" + q.today.String() + "." + ending, Data: data.Bytes()},
		Direct:  true,
		Private: true,
	}, nil
}
