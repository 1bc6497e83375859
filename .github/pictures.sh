#!/usr/bin/env bash
# Takes the pictures of README.md from the sandbox's page, in both languages, light and
# dark. It needs Go, Chromium, and the letters that Slack is read in:
#
#   apt-get install chromium fonts-lato fonts-dejavu-core fonts-noto-color-emoji
#
# The same day and the same partners give the same pictures, but for the rim of a letter
# now and then.
set -euo pipefail
cd "$(dirname "$0")/.."

[[ $(fc-list) == *Lato* ]] || { echo 'the font Lato is missing: apt-get install fonts-lato'; exit 1; }
TIERBOT_TEST_REQUIRE=chromium go test ./cmd/sandbox -count 1 -run '^TestPictures$' -pictures "$PWD/.github"
ls -l .github/*.png
