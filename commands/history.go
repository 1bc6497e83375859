package commands

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

func historyCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"history", "historique"},
		Usage:   Wording{"[<partner>]", "[<partenaire>]"},
		Help:    Wording{"Who changed what, when and why, the latest first.", "Qui a changé quoi, quand et pourquoi, du plus récent au plus ancien."},
		Example: Wording{"/tier history acme", "/tier historique acme"},
		Access:  Reader,
		run:     runHistory,
	}
}

func runHistory(ctx context.Context, q *question) (Reply, error) {
	from, args := q.args.take(keyFrom)
	number, _ := strconv.ParseInt(from, 10, 64)
	if len(args) == 0 {
		return q.latest(ctx, number)
	}
	if id, _ := args.take(keyID); id != "" {
		return q.history(ctx, id, number)
	}
	return q.about(ctx,
		reading{name: args, exactly: true, command: "/tier history", answer: q.historyFrom(number)},
		reading{instead: func(ctx context.Context) (Reply, error) { return q.historyOfGone(ctx, args, number) }},
	)
}

// historyFrom is the page of a partner's history that begins with an entry.
func (q *question) historyFrom(number int64) answering {
	return func(ctx context.Context, p *program.Partner) (Reply, error) { return q.history(ctx, p.ID, number) }
}

// historyOfGone is the history of a partner that was archived, which only its id
// still finds, or of the partner that the words nearly name.
func (q *question) historyOfGone(ctx context.Context, args words, number int64) (Reply, error) {
	reply, err := q.history(ctx, program.Fold(args.String()), number)
	if errors.Is(err, program.ErrUnknownPartner) {
		return q.about(ctx, reading{name: args, command: "/tier history", answer: q.historyFrom(number)})
	}
	return reply, err
}

// history is one page of what has become of a partner.
func (q *question) history(ctx context.Context, id string, from int64) (Reply, error) {
	page, err := q.store.History(ctx, id, from, maxRows)
	if err != nil {
		return Reply{}, err
	}
	command := "/tier history " + keyID + ":" + quote(id)
	reply := Reply{
		Title:   titled(nameIn(page.Entries, id), q.say.historyTitle()),
		Actions: q.turnPage(command, from != 0, place(page.Next)),
		Private: true,
	}
	rows := make(Rows, 0, len(page.Entries))
	for i := range page.Entries {
		rows = append(rows, q.entryRow(&page.Entries[i]))
	}
	reply.Parts = []Part{rows}
	if from == 0 && len(page.Entries) > 0 && page.Entries[0].After != nil {
		reply.Actions = append(reply.Actions, q.cardAction(page.Entries[0].After))
	}
	return reply, nil
}

// nameIn is what a partner is called in a page of its history.
func nameIn(entries []program.Entry, id string) string {
	for i := range entries {
		for _, p := range []*program.Partner{entries[i].After, entries[i].Before} {
			if p != nil {
				return p.Name
			}
		}
	}
	return id
}

// place is the number of an entry where a page begins; empty for none.
func place(n int64) string {
	if n == 0 {
		return ""
	}
	return decimal(n)
}

// entryRow is one entry: when, who, what, on what grounds, from what to what.
func (q *question) entryRow(e *program.Entry) Row {
	text := append(q.actLead(&e.Act, e.Number), q.firstDifferences(e)...)
	if e.Note != "" {
		text = append(text, Span{Text: " – " + q.say.quoted(short(e.Note))})
	}
	if e.Evidence != "" {
		text = append(text, Span{Text: " – "}, Span{Link: e.Evidence})
	}
	return Row{Text: text, Action: q.undoIfMay(e.Number)}
}

// actLead is when, under which number, who and what they did.
func (q *question) actLead(a *program.Act, number int64) Text {
	return Text{
		{Text: q.say.recent(q.rules.Today(a.At), q.today), Strong: true},
		{Text: " · " + q.say.entryNumber(number) + " · "},
		person(a.By),
		{Text: " " + q.say.hasDone(a.What)},
	}
}

// undoIfMay takes an entry back; nothing for whoever may not.
func (q *question) undoIfMay(n int64) Action {
	if !q.As.may(Manager) {
		return Action{}
	}
	return q.undoAction(n)
}

// latest is one page of what has been done to all partners.
func (q *question) latest(ctx context.Context, before int64) (Reply, error) {
	page, err := q.store.Acts(ctx, "", before, maxRows)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{
		Title:   q.say.latestTitle(),
		Actions: q.turnPage("/tier history", before != 0, place(page.Next)),
		Private: true,
	}
	rows := make(Rows, 0, len(page.Acts))
	for i := range page.Acts {
		row, err := q.actRow(ctx, &page.Acts[i])
		if err != nil {
			return Reply{}, err
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		reply.Parts = []Part{plain(q.say.nothingHappened(before != 0))}
		return reply, nil
	}
	reply.Parts = []Part{rows}
	return reply, nil
}

// actRow is one batch: of one change its partner too, of several how many.
func (q *question) actRow(ctx context.Context, a *program.Act) (Row, error) {
	if a.Count > 1 {
		row := Row{Text: q.actText(a)}
		if q.As.may(Manager) {
			row.Action = q.undoBatchAction(a)
		}
		return row, nil
	}
	e, err := q.store.Entry(ctx, a.First)
	if err != nil {
		return Row{}, err
	}
	row := q.entryRow(&e)
	name := nameIn([]program.Entry{e}, e.ID)
	row.Text = append(Text{{Text: short(name), Strong: true}, {Text: " · "}}, row.Text...)
	return row, nil
}

// actText is a batch of many changes in a line.
func (q *question) actText(a *program.Act) Text {
	return append(q.actLead(a, a.First), Span{Text: q.say.changesMany(int64(a.Count))})
}

// verbOf and objectOf are the two halves of what an act was: import partners.csv.
func verbOf(what string) string {
	verb, _, _ := strings.Cut(what, " ")
	return verb
}

func objectOf(what string) string {
	_, object, _ := strings.Cut(what, " ")
	return object
}
