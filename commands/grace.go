package commands

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
)

func graceCommand() Command {
	return Command{
		Slash:   "/grace",
		Usage:   Wording{"[<partner>]", "[<partenaire>]"},
		Help:    Wording{"How long a partner still has; without a name, your own partners, the most urgent first.", "Le temps qui reste à un partenaire\u00a0; sans nom, vos propres partenaires, les plus urgents d'abord."},
		Example: Wording{"/grace acme", "/grace acme"},
		Access:  Reader,
		run:     runGrace,
	}
}

func runGrace(ctx context.Context, q *question) (Reply, error) {
	from, name := q.args.take(keyFrom)
	if len(name) == 0 {
		return q.own(ctx, from)
	}
	return q.about(ctx, reading{name: name, answer: telling(q.grace)})
}

// grace is how long one partner still has, and what comes after.
func (q *question) grace(p *program.Partner) Reply {
	s := q.rules.Evaluate(p, q.today)
	parts := []Part{q.headline(p, &s)}
	if items := q.starting(&s); len(items) > 0 {
		parts = append(parts, plain(q.say.missingItems(items, s.State == program.Lapsed)))
	}
	if extended(p, &s) && !q.Shared {
		parts = append(parts, q.extension(p.Extension))
	}
	actions := []Action{q.cardAction(p)}
	if s.State != program.Conforming {
		actions = append(actions, q.missingAction(p))
	}
	return Reply{
		Title:   q.title(p, &s),
		Parts:   append(parts, q.outcome(p, &s)...),
		Actions: q.withShare(actions, "/grace "+byID(p)),
		Foot:    q.foot(p),
	}
}

// starting is what each unmet requirement still asks for and by when it must begin.
func (q *question) starting(s *program.Standing) []string {
	var items []string
	for i := range s.Requirements {
		r := &s.Requirements[i]
		if r.Met() || q.hidden(r.Requirement) {
			continue
		}
		item := q.lack(r, q.label)
		if start := q.startBy(r, s); start != "" {
			item += " (" + start + ")"
		}
		items = append(items, item)
	}
	return items
}

// extended reports whether the deadline is one that a manager granted.
func extended(p *program.Partner, s *program.Standing) bool {
	return p.Extension != nil && p.Extension.Until == s.Deadline
}

// extension is who granted more time, with the reason as it was written.
func (q *question) extension(e *program.Extension) Paragraph {
	text := Text{{Text: q.say.extended()}}
	if e.By != "" {
		text = append(text, Span{Text: q.say.by()}, person(e.By))
	}
	if e.Reason != "" {
		text = append(text, Span{Text: q.say.because(cut(e.Reason, maxName))})
	}
	return Paragraph{text}
}

// mine is how many partners of one person are read at most. The most that anybody
// looks after is a tenth of that.
const mine = 1000

// own is the caller's partners, in the order of [moreUrgent].
func (q *question) own(ctx context.Context, from string) (Reply, error) {
	entries, err := q.standings(ctx, program.Scope{Owners: q.me()})
	if err != nil {
		return Reply{}, err
	}
	if len(entries) == 0 {
		return Reply{
			Parts:   []Part{plain(q.say.ownNone())},
			Actions: []Action{q.listAction(), q.helpAction()},
		}, nil
	}
	slices.SortStableFunc(entries, moreUrgent)
	count := map[program.State]int64{}
	for i := range entries {
		count[entries[i].standing.State]++
	}
	start := pageStart(from, len(entries))
	rows, err := q.ownRows(ctx, entries[start:min(start+maxRows, len(entries))])
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{
		Title: q.say.ownTitle(count),
		Parts: []Part{rows},
		Foot:  []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	next := ""
	if start+maxRows < len(entries) {
		next = strconv.Itoa(start + maxRows)
	}
	reply.Actions = q.turnPage("/grace", start > 0, next)
	return reply, nil
}

// ownRows is a line for each partner of the caller's, with what they have asked for about
// it, and what they can do about what it lacks.
func (q *question) ownRows(ctx context.Context, entries []entry) (Rows, error) {
	rows := q.rows(entries)
	if q.Shared {
		return rows, nil
	}
	recipient, err := q.store.Recipient(ctx, q.User)
	if err != nil {
		return nil, err
	}
	diary := q.rules.Diary(&recipient, q.House)
	for i := range entries {
		p, s := &entries[i].partner, &entries[i].standing
		if s.State == program.Conforming {
			continue
		}
		text := rows[i].Text
		if wishes := q.wishes(recipient.Marks[p.ID], s); wishes != "" {
			text = append(text, Span{Text: " · " + wishes})
		}
		rows[i] = q.ownChoices(p, diary)
		rows[i].Text = text
	}
	return rows, nil
}

// pageStart is where a page of n lines begins: at a multiple of the page's length, and
// at the beginning when the place means nothing.
func pageStart(from string, n int) int {
	start, err := strconv.Atoi(from)
	if err != nil || start < 0 {
		return 0
	}
	return min(start, n-1) / maxRows * maxRows
}

// turnPage is the buttons that lead through the pages of a command.
func (q *question) turnPage(command string, back bool, next string) []Action {
	var actions []Action
	if next != "" {
		actions = append(actions, Action{
			Label: q.say.nextPage(), Command: command + " " + keyFrom + ":" + quote(next), Effect: Replace,
		})
	}
	if back {
		actions = append(actions, Action{Label: q.say.firstPage(), Command: command, Effect: Replace})
	}
	return actions
}

// me is the names the caller goes by as an owner.
func (q *question) me() []string {
	names := make([]string, 0, 2)
	for _, name := range []string{q.User, email(q.Email)} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// An entry is a partner and where it stands.
type entry struct {
	partner  program.Partner
	standing program.Standing
}

// standings are the partners within a scope, up to [mine].
func (q *question) standings(ctx context.Context, scope program.Scope) ([]entry, error) {
	var entries []entry
	if len(scope.Owners) == 0 {
		return nil, nil
	}
	for from := ""; len(entries) < mine; {
		page, err := q.store.List(ctx, scope, from, mine)
		if err != nil {
			return nil, err
		}
		for i := range page.Partners {
			entries = append(entries, entry{page.Partners[i], q.rules.Evaluate(&page.Partners[i], q.today)})
		}
		if from = page.Next; from == "" {
			break
		}
	}
	return entries, nil
}

// moreUrgent orders partners by what can still be done for them: first those that
// would fall, the nearest deadline first and among equals the training that must begin
// first; then those that have fallen and wait for a decision; then all others.
func moreUrgent(a, b entry) int {
	return cmp.Or(
		cmp.Compare(calm(&a.standing), calm(&b.standing)),
		a.standing.Deadline.Compare(b.standing.Deadline),
		lastStart(&a.standing).Compare(lastStart(&b.standing)),
	)
}

// calm is how little there is to do about a partner.
func calm(s *program.Standing) int {
	switch {
	case s.State == program.InGrace, willFall(s):
		return 0
	case s.State == program.Lapsed:
		return 1
	case !s.Deadline.IsZero():
		return 2
	}
	return 3
}

// lastStart is the day by which something must begin: the deadline itself where there
// is nothing to train.
func lastStart(s *program.Standing) program.Date {
	if s.LatestStart.IsZero() {
		return s.Deadline
	}
	return s.LatestStart
}

// rows is a line for each partner, with the button that opens its card.
func (q *question) rows(entries []entry) Rows {
	rows := make(Rows, len(entries))
	for i := range entries {
		rows[i] = q.row(&entries[i].partner, &entries[i].standing)
	}
	return rows
}

// row is one partner with what there is to know in one line.
func (q *question) row(p *program.Partner, s *program.Standing) Row {
	text := " · " + q.label(s.Tier.Label) + " · "
	switch {
	case s.State == program.Lapsed && p.IsHeld(s.Deadline):
		text += q.say.fallIsHeldRow(q.tierOrNone(s.After))
	case s.State == program.Lapsed:
		text += q.say.fallsWaitingRow(q.tierOrNone(s.After))
	case s.State == program.InGrace:
		text += q.say.untilRow(s)
	case willFall(s):
		text += q.say.willFallRow(q.tierOrNone(s.After), s.Deadline.AddDays(1))
	default:
		text += q.say.state(s.State)
	}
	if items := q.lacking(s.Requirements, q.label); len(items) > 0 {
		text += q.say.missingRow(items)
	}
	return Row{
		Text:   Text{{Text: short(p.Name), Strong: true}, {Text: text}},
		Action: Action{Label: q.say.open(), Command: "/tier " + byID(p)},
	}
}
