package bot

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/commands"
)

// An option's value has room for 75 characters, and a partner's id may be longer. A
// longer one is cut, and ends in a digest of the whole: nothing has to be remembered
// between the offer and the choice, by whichever replica.
const (
	cutMark = "…"
	cutTail = len(cutMark) + 16 // the digest is 16 letters
)

// optionValue is a choice's value as an option carries it.
func optionValue(value string) string {
	if length(value) <= maxOption {
		return value
	}
	return head(value) + cutMark + digest(value)
}

// head is as much of a value as fits beside the digest.
func head(value string) string {
	end := 0
	for i, r := range value {
		if i+utf8.RuneLen(r) > maxOption-cutTail {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	return value[:end]
}

// isCut reports whether an option's value may be one that was cut.
func isCut(value string) bool { return strings.Contains(value, cutMark) }

// whole is the partner's id that an option stands for. A cut one is looked for as it
// was offered, by what the person typed or read, on their own rights; what is not found
// stays as it is, and is no partner's.
func (b *Bot) whole(ctx context.Context, req commands.Request, value, label string) string {
	begin, sum, marked := strings.Cut(value, cutMark)
	if !marked || len(sum) != cutTail-len(cutMark) {
		return value
	}
	for _, typed := range []string{begin, strings.TrimSuffix(label, ellipsis)} {
		choices, err := b.commands.Suggest(ctx, req, typed)
		if err != nil {
			continue
		}
		for _, c := range choices {
			if optionValue(c.Value) == value {
				return c.Value
			}
		}
	}
	return value
}
