package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// Who works down a list reads in its place what has become of each row, and no answer below
// the list. The message stays as the press brought it, but for the block below the row.

// rowBlock begins the id of a block with what can be pressed below a row. The row's number
// follows, and the block's edition: Slack keeps what was chosen in a menu as long as its
// block keeps the id.
const rowBlock = "row:"

// rowID is the first edition of the block below a row.
func rowID(n int) string { return rowBlock + strconv.Itoa(n) }

// rowOf is the row below which a block stands, and the block's edition; empty: below none.
func rowOf(id string) (row string, number int) {
	if !strings.HasPrefix(id, rowBlock) {
		return "", 0
	}
	return fieldOf(id)
}

// below is a message, and where in it something was pressed below a row.
type below struct {
	key      string // names the message
	row      string
	edition  int // of the block that was pressed in
	text     string
	metadata json.RawMessage
	blocks   []json.RawMessage
}

// below is where something was pressed below a row in the bot's own conversation with
// somebody; nil elsewhere. Of a message that one person alone sees Slack shows nothing.
func (p *interaction) below() *below {
	row, number := rowOf(p.Actions[0].Block)
	if row == "" || p.Container.Ephemeral || !isDirect(p.channel()) {
		return nil
	}
	at := &below{key: p.channel() + ":" + p.Container.Message, row: row, edition: number, text: p.Message.Text}
	if json.Unmarshal(p.Message.Blocks, &at.blocks) != nil || len(at.blocks) == 0 {
		return nil
	}
	var note struct {
		Payload json.RawMessage `json:"event_payload"`
	}
	if json.Unmarshal(p.Message.Metadata, &note) == nil && len(note.Payload) > 0 {
		at.metadata = p.Message.Metadata
	}
	return at
}

// settledRows are what stands below rows of one message since something was asked for
// there. They are remembered until whoever presses in two of them at once sees that both
// have changed: the second press brings the message as it was before the first.
type settledRows map[string]settledRow

type settledRow struct {
	edition int
	block   json.RawMessage
}

// How long and how many messages are remembered.
const (
	settledLife = time.Minute
	settledMost = 1 << 10 // in one generation, a few megabytes
)

// with are the message's blocks with what stands below its rows by now.
func (at *below) with(settled settledRows) []json.RawMessage {
	blocks := make([]json.RawMessage, len(at.blocks))
	for i, raw := range at.blocks {
		var block struct {
			ID string `json:"block_id"`
		}
		_ = json.Unmarshal(raw, &block) // what is no block of the bot's stays
		row, number := rowOf(block.ID)
		if now, ok := settled[row]; ok && now.edition > number {
			raw = now.block
		}
		blocks[i] = raw
	}
	return blocks
}

// edited takes the place of a message.
type edited struct {
	ReplaceOriginal bool              `json:"replace_original"`
	Text            string            `json:"text"`
	Markdown        bool              `json:"mrkdwn"` // as in [message]
	Blocks          []json.RawMessage `json:"blocks"`
	Metadata        json.RawMessage   `json:"metadata,omitempty"`
}

// settled puts what has become of a row in its place, and reports whether it stands there.
func (b *Bot) settled(ctx context.Context, q *inquiry, a answer) bool {
	if q.below == nil || a.Settled == nil || a.where == commands.Share || q.address == "" {
		return false
	}
	defer b.turns.take(ctx, q.below.key)()
	known, _ := b.rows.get(q.below.key, time.Now())
	number := max(q.below.edition, known[q.below.row].edition) + 1
	block := drawBelow(a.Settled, q.lang, q.below.row+edition+strconv.Itoa(number))
	if block == nil {
		return false
	}
	known = maps.Clone(known)
	if known == nil {
		known = make(settledRows)
	}
	known[q.below.row] = settledRow{number, block}
	err := b.web.respond(ctx, q.address, edited{
		ReplaceOriginal: true, Text: q.below.text, Blocks: q.below.with(known), Metadata: q.below.metadata,
	})
	if err != nil {
		b.observer.Failed("deliver")
		b.log.LogAttrs(ctx, slog.LevelWarn, "row not changed", slog.String("envelope", q.envelope.ID), slog.Any("error", err))
		return false
	}
	b.rows.put(q.below.key, known, time.Now())
	return true
}

// drawBelow draws what is to stand below a row as one block with an id; nil when it takes
// none, or more.
func drawBelow(row *commands.Row, lang program.Lang, id string) json.RawMessage {
	p := page{view: view{lang: lang, direct: true}, left: maxBlocksText}
	p.rows(commands.Rows{*row})
	if len(p.blocks) != 1 {
		return nil
	}
	switch block := p.blocks[0].(type) {
	case *slack.SectionBlock:
		block.BlockID = id
	case *slack.ActionBlock:
		block.BlockID = id
	default:
		return nil
	}
	raw, err := json.Marshal(p.blocks[0])
	if err != nil {
		return nil
	}
	return raw
}
