package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// revoke ends what people hold, or says who holds no such thing. What has ended
// already is no news.
func (q *question) revoke(p *program.Partner, told *item) *problem {
	label := q.holdingLabel(&program.Holding{Certificate: told.certificate.ID, Kind: told.kind})
	for _, holder := range told.holders {
		if !p.EndHolding(told.certificate.ID, told.kind, holder, told.day) && !hadCertificate(p, told, holder) {
			like := holdersLike(p, told, holder)
			return &problem{fieldHolders, q.say.noSuchHolder(short(holder), label, like), q.revokeActions(p, told, like)}
		}
	}
	if told.unnamed == 0 {
		return nil
	}
	if n := p.EndUnnamed(told.certificate.ID, told.kind, told.unnamed, told.day); n < told.unnamed {
		return &problem{field: fieldHolders, text: q.say.fewerUnnamed(int64(n), label)}
	}
	return nil
}

// revokeActions ask the same about people who are on record, where it was asked about
// one who is not.
func (q *question) revokeActions(p *program.Partner, told *item, like []string) []Action {
	if len(told.holders) != 1 {
		return nil
	}
	var actions []Action
	for _, name := range like {
		person := name
		if told.kind != "" {
			person += " (" + told.kind + ")"
		}
		actions = append(actions, asking(cut(name, 30), "/certify "+byID(p)+" revoke "+told.certificate.ID+" "+quote(person)+" on "+told.day.String()))
	}
	return actions
}

// hadCertificate reports whether a person is on record with a certificate, ended or not.
func hadCertificate(p *program.Partner, told *item, holder string) bool {
	return slices.ContainsFunc(p.Certificates, func(h program.Holding) bool {
		return told.names(&h) && program.SamePerson(h.Holder, holder)
	})
}

// names reports whether somebody is on record with the certificate of an item.
func (told *item) names(h *program.Holding) bool {
	return h.Holder != "" && h.Certificate == told.certificate.ID && (told.kind == "" || h.Kind == told.kind)
}

// hadCompetency reports whether a competency is on record, ended or not.
func hadCompetency(p *program.Partner, id string) bool {
	return slices.ContainsFunc(p.Competencies, func(e program.Earned) bool { return e.Competency == id })
}

// stillEnded is for what is told to be so and is on record as over: the day it was
// earned lies before its end, so that nothing new follows from it.
func (q *question) stillEnded(p *program.Partner, told *item, holder string) *problem {
	var ended program.Date
	over := func(ends program.Date) bool {
		if ends.IsZero() || ends.After(q.today) {
			return false
		}
		ended = ends
		return true
	}
	counts := false
	for _, e := range p.Competencies {
		counts = counts || told.competency != nil && e.Competency == told.competency.ID && !over(e.Ends)
	}
	for _, h := range p.Certificates {
		same := told.certificate != nil && h.Certificate == told.certificate.ID && h.Kind == told.kind && program.SamePerson(h.Holder, holder)
		counts = counts || same && !over(h.Ends)
	}
	if counts {
		return nil
	}
	what := q.label(told.label())
	if holder != "" {
		what = q.say.detail(what, short(holder))
	}
	return &problem{field: fieldDay, text: q.say.overSince(what, ended)}
}

// mostLike is how many people are offered in place of one who is not on record.
const mostLike = 5

// holdersLike are the people with a certificate, those first whose names are nearly a
// name or share a word with it; all of them when none is like it.
func holdersLike(p *program.Partner, told *item, name string) []string {
	typed := program.Fold(name)
	var like, others []string
	for _, h := range p.Certificates {
		if !told.names(&h) || slices.Contains(like, h.Holder) || slices.Contains(others, h.Holder) {
			continue
		}
		if folded := program.Fold(h.Holder); mistakes(typed, folded) <= 2 || shareWord(typed, folded) {
			like = append(like, h.Holder)
			continue
		}
		others = append(others, h.Holder)
	}
	if len(like) == 0 {
		like = others
	}
	return like[:min(len(like), mostLike)]
}

// shareWord reports whether two folded names have a word of some length in common.
func shareWord(a, b string) bool {
	words := strings.Fields(b)
	return slices.ContainsFunc(strings.Fields(a), func(word string) bool {
		return len(word) >= shortestBeginning && slices.Contains(words, word)
	})
}
