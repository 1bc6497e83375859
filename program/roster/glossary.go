package roster

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// maxWords is how many words of a kind are remembered. A file has a dozen, unless somebody
// means harm.
const maxWords = 1_000

// A glossary remembers what words of the programme mean. The same few stand in thousands of
// rows, and finding out what they mean takes a third of the time of reading a row.
type glossary struct {
	tiers        map[string]*program.Tier
	competencies map[string]*program.Competency
}

func newGlossary() *glossary {
	return &glossary{make(map[string]*program.Tier), make(map[string]*program.Competency)}
}

// tier is [program.Rules.FindTier].
func (g *glossary) tier(word string, rules *program.Rules) *program.Tier {
	return meaning(g.tiers, word, rules.FindTier)
}

// competency is [program.Rules.FindCompetency].
func (g *glossary) competency(word string, rules *program.Rules) *program.Competency {
	return meaning(g.competencies, word, rules.FindCompetency)
}

// meaning is what a word means; nil when it means nothing, which is not remembered.
func meaning[T any](known map[string]*T, word string, find func(string) *T) *T {
	if found := known[word]; found != nil {
		return found
	}
	found := find(word)
	if found != nil && len(known) < maxWords {
		known[strings.Clone(word)] = found // without the text of its row
	}
	return found
}
