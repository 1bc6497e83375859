package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Erase takes away everything that the store holds of the workspace, for good. It is for
// workspaces of which nothing is meant to last, as those one tries the bot in: whoever else
// has one open sees it go piece by piece, and whoever sends from it must have ended. Other
// workspaces, and what other programs keep in the same Redis, stay as they are.
func (w *Workspace) Erase(ctx context.Context) error {
	if err := w.erase(ctx); err != nil {
		return fmt.Errorf("erase a workspace: %w", err)
	}
	return nil
}

func (w *Workspace) erase(ctx context.Context) error {
	node, err := w.node(ctx)
	if err != nil {
		return err
	}
	for cursor := uint64(0); ; {
		keys, next, err := node.Scan(ctx, cursor, literally.Replace(w.keys.prefix)+"*", chunk).Result()
		if err != nil {
			return err
		}
		if err := unlink(ctx, node, keys); err != nil {
			return err
		}
		if cursor = next; cursor == 0 {
			return nil
		}
	}
}

// unlink takes keys away, of which there may be none.
func unlink(ctx context.Context, node *redis.Client, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	return node.Unlink(ctx, keys...).Err()
}

// literally writes a key so that in a pattern it stands for nothing but itself.
var literally = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`, `^`, `\^`)
