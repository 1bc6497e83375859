package commands

import (
	"context"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

func listCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"list", "liste"},
		Usage:   Wording{"[tier] [state] [owner]", "[niveau] [état] [référent]"},
		Help:    Wording{"Partners by tier, by state (conforming, in grace, lapsed) and by owner (@somebody, an e-mail address, me).", "Les partenaires par niveau, par état (conforme, délai en cours, délai dépassé) et par référent (@quelqu'un, une adresse e-mail, moi)."},
		Example: Wording{"/tier list enterprise in grace me", "/tier liste enterprise délai en cours moi"},
		Access:  Reader,
		run:     runList,
	}
}

func runList(ctx context.Context, q *question) (Reply, error) {
	from, args := q.args.take(keyFrom)
	f, unknown, second := q.filter(args)
	if len(unknown)+len(second) > 0 {
		return q.orPartner(ctx, func() Reply { return q.puzzled(f, unknown, second) })
	}
	return q.list(ctx, f, from)
}

// puzzled answers words of a list that fit nothing, and those that come second, with
// what the filter has understood of the others.
func (q *question) puzzled(f filter, unknown, second words) Reply {
	if tiers := q.tiersCalled(unknown.String()); len(tiers) > 0 && f.tier == nil {
		return Reply{
			Parts: []Part{plain(q.say.couldBe(short(unknown.String()), q.labels(tiers)))},
			Actions: q.tierActions(tiers, func(t *program.Tier) string {
				f.tier = t
				return "/tier list" + f.String()
			}),
		}
	}
	var problems []Part
	if len(unknown) > 0 {
		problems = append(problems, plain(q.say.notUnderstood(short(unknown.String()), q.labels(q.tiers()))))
	}
	if len(second) > 0 {
		problems = append(problems, plain(q.say.oneOfEach(short(second.String()))))
	}
	reply := q.explain(q.commandCalled("list"))
	reply.Parts = append(problems, reply.Parts...)
	return reply
}

// A filter says which partners are listed. Its zero value lists all.
type filter struct {
	tier  *program.Tier
	state program.State
	owner string // me, or as the store knows the owner
}

// stateNames are the words people have for the states, folded.
var stateNames = map[string]program.State{
	"conforming": program.Conforming, "conforme": program.Conforming, "conformes": program.Conforming, "ok": program.Conforming,

	"in grace": program.InGrace, "grace": program.InGrace,
	"en delai": program.InGrace, "delai": program.InGrace, "delai en cours": program.InGrace, "en cours": program.InGrace,

	"delais en cours": program.InGrace, "delais depasses": program.Lapsed, "hors delai": program.Lapsed,

	"lapsed": program.Lapsed, "dechu": program.Lapsed, "dechus": program.Lapsed,
	"delai depasse": program.Lapsed, "depasse": program.Lapsed, "depasses": program.Lapsed,
}

// filter reads the words of a list in any order and either language. It returns what
// it has understood, the words that fit nothing, and the second tier, state or owner.
func (q *question) filter(args words) (f filter, unknown, second words) {
	for n := 0; len(args) > 0; args = args[n:] {
		if n = q.filterWords(&f, args); n > 0 {
			continue
		}
		if n = q.filterWords(&filter{}, args); n > 0 {
			second = append(second, args[:n]...)
			continue
		}
		n = 1
		unknown = append(unknown, args[0])
	}
	return f, unknown, second
}

// longestFilter is how many words a state or a tier can have.
const longestFilter = 4

// filterWords reads one state, owner or tier from the start of the words, the longest
// that fits, and returns how many words it has; 0 when nothing fits.
func (q *question) filterWords(f *filter, args words) int {
	if owner, ok := ownerName(args[0].text); ok && f.owner == "" {
		f.owner = owner
		return 1
	}
	for n := min(len(args), longestFilter); n > 0; n-- {
		text := args[:n].String()
		if state, ok := stateNames[program.Fold(text)]; ok && f.state == "" {
			f.state = state
			return n
		}
		if tier := q.rules.FindTier(text); tier != nil && f.tier == nil {
			f.tier = tier
			return n
		}
	}
	return 0
}

// String is the filter as the words of a command line.
func (f *filter) String() string {
	text := ""
	if f.tier != nil {
		text += " " + quote(f.tier.ID)
	}
	if f.state != "" {
		text += " " + quote(string(f.state))
	}
	if f.owner == "" || f.owner == me {
		return strings.TrimRight(text+" "+f.owner, " ")
	}
	if program.IsUserID(f.owner) {
		return text + " @" + f.owner
	}
	return text + " " + f.owner
}

// list is one page of the partners that fit a filter.
func (q *question) list(ctx context.Context, f filter, from string) (Reply, error) {
	found, err := q.search(ctx, f, from)
	if err != nil {
		return Reply{}, err
	}
	command := "/tier list" + f.String()
	reply := Reply{
		Title: q.listTitle(f),
		Foot:  []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	if f.owner != "" && f.owner != me && !q.Shared {
		reply.Parts = append(reply.Parts, Paragraph{Text{{Text: q.say.lookedAfterBy()}, person(f.owner)}})
	}
	switch {
	case len(found.entries) > 0:
		reply.Parts = append(reply.Parts, q.rows(found.entries))
	case found.next != "":
		reply.Parts = append(reply.Parts, plain(q.say.noneYet()))
	default:
		reply.Parts = append(reply.Parts, plain(q.say.noneFits(from != "")))
	}
	reply.Actions = q.turnPage(command, from != "", found.next)
	if len(reply.Actions) == 0 && len(found.entries) == 0 {
		reply.Actions = []Action{q.listAction(), q.helpAction()}
	}
	return reply, nil
}

// listTitle is what is listed.
func (q *question) listTitle(f filter) string {
	title := q.say.partners()
	if f.tier != nil {
		title += " · " + q.label(f.tier.Label)
	}
	if f.state != "" {
		title += " · " + q.say.states(f.state)
	}
	if f.owner == me {
		title += " · " + q.say.yours()
	}
	return title
}

// What one search reads at most: enough for every partner of the programme's size,
// and little enough to be quick when there are a thousand times as many.
const (
	searchChunk = 500
	searchReads = 5
)

// hits is the partners that fit, and where the next page begins.
type hits struct {
	entries []entry
	next    string // empty: this was the last
}

// search reads partners until a page is full. The store knows nothing of states, so
// that those are looked for in larger chunks, and a page can end inside one.
func (q *question) search(ctx context.Context, f filter, from string) (hits, error) {
	scope, ok := q.scope(f)
	if !ok {
		return hits{}, nil
	}
	limit, reads := maxRows, 1
	if f.state != "" {
		limit, reads = searchChunk, searchReads
	}
	place, skip := splitPlace(from)
	var found hits
	for range reads {
		page, err := q.store.List(ctx, scope, place, limit)
		if err != nil {
			return hits{}, err
		}
		for i := min(skip, len(page.Partners)); i < len(page.Partners); i++ {
			s := q.rules.Evaluate(&page.Partners[i], q.today)
			if f.state != "" && f.state != s.State {
				continue
			}
			if len(found.entries) == maxRows {
				found.next = joinPlace(place, i)
				return found, nil
			}
			found.entries = append(found.entries, entry{page.Partners[i], s})
		}
		if page.Next == "" {
			return found, nil
		}
		place, skip = page.Next, 0
	}
	found.next = joinPlace(place, 0)
	return found, nil
}

// scope is what the store can narrow a list by. It is not ok when somebody asks for
// their own partners and nothing is known to tell who they are.
func (q *question) scope(f filter) (program.Scope, bool) {
	var scope program.Scope
	if f.tier != nil {
		scope.Tier = f.tier.ID
	}
	switch f.owner {
	case "":
		return scope, true
	case me:
		scope.Owners = q.me()
	default:
		scope.Owners = q.namesOf(f.owner)
	}
	return scope, len(scope.Owners) > 0
}

// joinPlace writes where a page begins: how many partners to skip, and the store's
// own place to count from. [splitPlace] reads it; anything else is the beginning.
func joinPlace(place string, skip int) string { return strconv.Itoa(skip) + "." + place }

func splitPlace(from string) (place string, skip int) {
	number, place, _ := strings.Cut(from, ".")
	skip, err := strconv.Atoi(number)
	if err != nil || skip < 0 {
		return "", 0
	}
	return place, skip
}
