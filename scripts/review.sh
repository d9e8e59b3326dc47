#!/usr/bin/env bash
# Tells what readers will see changed since a revision: review.sh BASE FOLDER
#
# Prints annotations for GitHub, adds the changes to the summary of the run and leaves them in FOLDER/changes.json.
# Where they cannot be compared, the summary says why; that is no failure here: the check of the entries is.
set -euo pipefail

base=$1
folder=$2
summary=${GITHUB_STEP_SUMMARY:-/dev/stdout}
brief=.venv/bin/brief

mkdir -p "$folder"
if "$brief" diff "$base" --format json >"$folder/found.json" 2>"$folder/why.txt"; then
    mv "$folder/found.json" "$folder/changes.json"
    "$brief" diff "$base" --format github
    "$brief" diff "$base" --format markdown >>"$summary"
else
    rm -f "$folder/found.json"
    {
        printf '### What readers will see cannot be told\n\n'
        sed 's/^/    /' "$folder/why.txt" # as code: it quotes the entries
    } >>"$summary"
fi
