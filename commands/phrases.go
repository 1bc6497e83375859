package commands

import (
	"fmt"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/tierbot/tierbot/program"
)

// phrases is the message catalogue in one language. Each message is a method that
// names its facts as parameters and says both languages side by side, so that a
// sentence missing in one of them does not compile. The files phrases_….go hold the
// sentences by subject.
//
// French follows French typography: a no-break space before : ; ? ! and inside
// « », written \u00a0 where the eye would not see it.
type phrases struct {
	lang    program.Lang
	tag     language.Tag
	decimal string            // the decimal mark
	group   string            // what stands between thousands
	symbols map[string]string // what people write for an ISO currency
	city    string            // where the programme's day ends, as the language says it
}

// newPhrases prepares a language for a programme.
func newPhrases(lang program.Lang, rules *program.Rules) *phrases {
	p := &phrases{lang: lang, tag: language.English, symbols: map[string]string{}}
	if lang == program.French {
		p.tag = language.French
	}
	printer := message.NewPrinter(p.tag)
	p.decimal = strings.Trim(printer.Sprint(0.5), "05")
	p.group = strings.Trim(printer.Sprint(1000), "10")
	for _, metric := range rules.Metrics {
		if unit, err := currency.ParseISO(metric.Unit); err == nil {
			p.symbols[metric.Unit] = printer.Sprint(currency.NarrowSymbol(unit))
		}
	}
	p.city = p.zoneCity(rules.Zone.String())
	return p
}

// either is the one of two wordings that is in the language.
func (p *phrases) either(en, fr string) string {
	if p.lang == program.French {
		return fr
	}
	return en
}

// format fills in the wording of the language. Arguments that a language puts in
// another order are numbered.
func (p *phrases) format(en, fr string, args ...any) string {
	return fmt.Sprintf(p.either(en, fr), args...)
}

// forms are a wording for one and for any other number. It has one place, %s, for
// the number; a form that says the number in words takes %.0s.
type forms struct{ one, other string }

// count is the wording of the language that goes with a number: 0 days and 1 day,
// 0 jour and 1 jour.
func (p *phrases) count(n int64, en, fr forms) string {
	f := en
	if p.lang == program.French {
		f = fr
	}
	wording := f.other
	if plural.Cardinal.MatchPlural(p.tag, int(n%10_000_000), 0, 0, 0, 0) == plural.One {
		wording = f.one
	}
	return fmt.Sprintf(wording, p.number(n))
}

// all lists things that hold together: A, B and C.
func (p *phrases) all(things []string) string {
	return list(things, p.either(" and ", " et "))
}

// any lists things of which one will do: A, B or C.
func (p *phrases) any(things []string) string {
	return list(things, p.either(" or ", " ou "))
}

// list joins things with commas and puts a word before the last.
func list(things []string, last string) string {
	n := len(things)
	if n < 2 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:n-1], ", ") + last + things[n-1]
}

// quoted is a text in the language's quotation marks.
func (p *phrases) quoted(text string) string {
	return p.either("“"+text+"”", "«\u00a0"+text+"\u00a0»")
}
