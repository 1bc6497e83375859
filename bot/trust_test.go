package bot

import (
	"net/url"
	"testing"
)

func TestTheTokenIsSeenByTheHostsOfTheWebAPIAlone(t *testing.T) {
	const slacks, gov, local = "https://slack.com/api/", "https://slack-gov.com/api/", "http://127.0.0.1:8000/api/"
	tests := []struct {
		base, address string
		want          bool
	}{
		{slacks, "https://files.slack.com/files-pri/T1-F1/download/partners.csv", true},
		{slacks, "https://acme.slack.com/F1", true},
		{slacks, "https://Files.Slack.com/F1", true},
		{slacks, "https://slack.com/F1", true},
		{slacks, "http://files.slack.com/F1", false},
		{slacks, "https://files.slack.com:8443/F1", false},
		{slacks, "https://files.slack-gov.com/F1", false},
		{slacks, "https://notslack.com/F1", false},
		{slacks, "https://slack.com.evil.example/F1", false},
		{slacks, "https://evil.example/slack.com", false},
		{slacks, "https://slack.com@evil.example/F1", false},
		{slacks, "https://me@files.slack.com/F1", false},
		{slacks, "//files.slack.com/F1", false},
		{slacks, "", false},
		{gov, "https://files.slack-gov.com/F1", true},
		{gov, "https://files.slack.com/F1", false},
		{local, "http://127.0.0.1:8000/files/F1/partners.csv", true},
		{local, "http://127.0.0.1:8001/files/F1/partners.csv", false},
		{local, "https://127.0.0.1:8000/files/F1/partners.csv", false},
		{local, "https://files.slack.com/F1", false},
	}
	for _, tt := range tests {
		address, err := url.Parse(tt.address)
		if err != nil {
			t.Fatal(err)
		}
		if got := (&web{base: tt.base}).trusts(address); got != tt.want {
			t.Errorf("calls to %s, file at %s: %v, want %v", tt.base, tt.address, got, tt.want)
		}
	}
}
