package program

import "strings"

// Tier is the tier with an id; nil when the programme has none.
func (r *Rules) Tier(id string) *Tier {
	return byID(r.Tiers, id, func(t *Tier) string { return t.ID })
}

// Certificate is the certificate with an id; nil when the programme has none.
func (r *Rules) Certificate(id string) *Certificate {
	return byID(r.Certificates, id, func(c *Certificate) string { return c.ID })
}

// Competency is the competency with an id; nil when the programme has none.
func (r *Rules) Competency(id string) *Competency {
	return byID(r.Competencies, id, func(c *Competency) string { return c.ID })
}

// Metric is the metric with an id; nil when the programme has none.
func (r *Rules) Metric(id string) *Metric {
	return byID(r.Metrics, id, func(m *Metric) string { return m.ID })
}

// Kind is the certificate's kind with an id; nil when it has none.
func (c *Certificate) Kind(id string) *Kind {
	return byID(c.Kinds, id, func(k *Kind) string { return k.ID })
}

// FindTier is the tier people mean by a word: its id or a label in either language,
// in any case and with or without accents, or an unambiguous beginning of one. It
// is nil when the word fits none or several.
func (r *Rules) FindTier(word string) *Tier {
	return named(r.Tiers, word, func(t *Tier) (string, Label) { return t.ID, t.Label })
}

// FindCompetency is the competency people mean by a word, as in [Rules.FindTier].
func (r *Rules) FindCompetency(word string) *Competency {
	return named(r.Competencies, word, func(c *Competency) (string, Label) { return c.ID, c.Label })
}

// FindKind is the kind of certificate people mean by a word, as in [Rules.FindTier].
func (c *Certificate) FindKind(word string) *Kind {
	return named(c.Kinds, word, func(k *Kind) (string, Label) { return k.ID, k.Label })
}

// byID is the item with an id. The lists of a programme are short, and a scan of
// them costs less than a map.
func byID[T any](items []T, id string, idOf func(*T) string) *T {
	for i := range items {
		if idOf(&items[i]) == id {
			return &items[i]
		}
	}
	return nil
}

// named is the one item that a word names exactly, or else begins.
func named[T any](items []T, word string, names func(*T) (string, Label)) *T {
	word = Fold(word)
	if word == "" {
		return nil
	}
	if item := only(items, names, func(name string) bool { return name == word }); item != nil {
		return item
	}
	return only(items, names, func(name string) bool { return strings.HasPrefix(name, word) })
}

// only is the one item of which some name fits; nil for none or several.
func only[T any](items []T, names func(*T) (string, Label), fits func(string) bool) *T {
	var found *T
	for i := range items {
		id, label := names(&items[i])
		for _, name := range []string{id, label.EN, label.FR, label.ShortEN, label.ShortFR} {
			if !fits(Fold(name)) {
				continue
			}
			if found != nil && found != &items[i] {
				return nil
			}
			found = &items[i]
		}
	}
	return found
}
