package redistest

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// readRequest reads one command, an array of strings.
func readRequest(in *bufio.Reader) (raw []byte, command []string, err error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(line[1:]))
	if line[0] != '*' || err != nil || n < 1 {
		return nil, nil, fmt.Errorf("not a command: %q", line)
	}
	raw = []byte(line)
	for range n {
		text, err := readReply(in)
		if err != nil {
			return nil, nil, err
		}
		raw = append(raw, text...)
		_, word, _ := strings.Cut(string(text), "\r\n")
		command = append(command, strings.TrimSuffix(word, "\r\n"))
	}
	return raw, command, nil
}

// readReply reads one value of the protocol as it stands.
func readReply(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	n, _ := strconv.Atoi(strings.TrimSpace(string(line[1:])))
	values := n
	switch line[0] {
	case '$', '=':
		if n < 0 {
			return line, nil
		}
		text := make([]byte, n+2)
		if _, err := io.ReadFull(in, text); err != nil {
			return nil, err
		}
		return append(line, text...), nil
	case '%':
		values = 2 * n
	case '*', '~', '>':
	default:
		return line, nil
	}
	for range values {
		value, err := readReply(in)
		if err != nil {
			return nil, err
		}
		line = append(line, value...)
	}
	return line, nil
}
