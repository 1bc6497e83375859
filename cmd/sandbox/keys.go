package main

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/proto"
)

// A key is one key of the in-process Redis, as it is kept.
type key struct {
	Name  string   `json:"name"`
	Type  string   `json:"type"`
	Left  int64    `json:"left,omitempty"` // milliseconds to live; 0: for ever
	Items []string `json:"items"`          // as taken.lua orders them
}

// taken reads everything in one go, so that no write of the bot is there by half.
//
//go:embed taken.lua
var taken string

// keysOf are all keys of the in-process Redis at one moment.
func keysOf(redis *miniredis.Miniredis) ([]key, error) {
	conn, err := redis.Dial()
	if err != nil {
		return nil, fmt.Errorf("read the in-process redis: %w", err)
	}
	defer conn.Close()
	if err = proto.Write(conn, []string{"EVAL", taken, "0"}); err != nil {
		return nil, fmt.Errorf("read the in-process redis: %w", err)
	}
	words, err := readWords(bufio.NewReader(conn))
	if err != nil {
		return nil, fmt.Errorf("read the in-process redis: %w", err)
	}
	return parseKeys(words)
}

// readWords reads an answer that is a list of strings. miniredis's own client takes time by
// the square of their number.
func readWords(r *bufio.Reader) ([]string, error) {
	n, err := readCount(r, '*')
	if err != nil {
		return nil, err
	}
	words := make([]string, n)
	for i := range words {
		length, err := readCount(r, '$')
		if err != nil {
			return nil, err
		}
		word := make([]byte, length+len("\r\n"))
		if _, err := io.ReadFull(r, word); err != nil {
			return nil, err
		}
		words[i] = string(word[:length])
	}
	return words, nil
}

// readCount reads how long what follows is, or the error in its place.
func readCount(r *bufio.Reader, kind byte) (int, error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return 0, err
	}
	line = strings.TrimSpace(line)
	if line == "" || line[0] != kind {
		return 0, errors.New(line)
	}
	return strconv.Atoi(line[1:])
}

// parseKeys takes apart what taken.lua returns.
func parseKeys(words []string) ([]key, error) {
	var keys []key
	for len(words) > 0 {
		count, _ := strconv.Atoi(words[3])
		left, _ := strconv.ParseInt(words[2], 10, 64)
		k := key{Name: words[0], Type: words[1], Left: max(0, left), Items: words[4 : 4+count]}
		for _, word := range k.Items {
			if !utf8.ValidString(word) {
				return nil, fmt.Errorf("read the in-process redis: the key %q holds what is no text", k.Name)
			}
		}
		keys, words = append(keys, k), words[4+count:]
	}
	return keys, nil
}

// refill puts keys into an empty in-process Redis.
func refill(redis *miniredis.Miniredis, keys []key) error {
	for i := range keys {
		if err := keys[i].put(redis); err != nil {
			return fmt.Errorf("refill the in-process redis: key %q: %w", keys[i].Name, err)
		}
		if keys[i].Left > 0 {
			redis.SetTTL(keys[i].Name, time.Duration(keys[i].Left)*time.Millisecond)
		}
	}
	return nil
}

// put writes one key.
func (k *key) put(redis *miniredis.Miniredis) (err error) {
	switch {
	case k.Type == "string" && len(k.Items) == 1:
		err = redis.Set(k.Name, k.Items[0])
	case k.Type == "hash" && len(k.Items)%2 == 0:
		redis.HSet(k.Name, k.Items...)
	case k.Type == "list":
		_, err = redis.Push(k.Name, k.Items...)
	case k.Type == "set":
		_, err = redis.SAdd(k.Name, k.Items...)
	case k.Type == "zset" && len(k.Items)%2 == 0:
		err = k.putScores(redis)
	case k.Type == "stream":
		err = k.putEntries(redis)
	default:
		err = fmt.Errorf("a %s with %d items is not what was kept", k.Type, len(k.Items))
	}
	return err
}

// putScores writes the members of a sorted set.
func (k *key) putScores(redis *miniredis.Miniredis) error {
	for pair := range slices.Chunk(k.Items, 2) {
		score, err := strconv.ParseFloat(pair[1], 64)
		if err != nil {
			return err
		}
		if _, err := redis.ZAdd(k.Name, score, pair[0]); err != nil {
			return err
		}
	}
	return nil
}

// putEntries writes the entries of a stream under the ids that they had.
func (k *key) putEntries(redis *miniredis.Miniredis) error {
	for left := k.Items; len(left) > 0; {
		if len(left) < 2 {
			return errors.New("an entry is cut off")
		}
		words, err := strconv.Atoi(left[1])
		if err != nil || words < 0 || len(left) < 2+words {
			return errors.New("an entry is cut off")
		}
		if _, err := redis.XAdd(k.Name, left[0], left[2:2+words]); err != nil {
			return err
		}
		left = left[2+words:]
	}
	return nil
}
