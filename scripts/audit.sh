#!/usr/bin/env bash
# Asks OSV (osv.dev) for known holes in what the locks hold: audit.sh [FOLDER]
#
# Ends with 0 where none is known, with 1 where some are (told here, and in FOLDER for the weekly issue), and with 2
# where OSV did not answer: then nothing is known. OSV=ADDRESS asks another place that answers as OSV does.
set -euo pipefail

lock=requirements-dev.lock # holds all that requirements.lock holds, at the same versions; a test sees to it
folder=${1:-}
address=${OSV:-https://api.osv.dev/v1/query}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

status=0
"${BIN:-.venv/bin}/pip-audit" --vulnerability-service osv --osv-url "$address" --strict --disable-pip \
    --progress-spinner off --format markdown --requirement "$lock" \
    >"$scratch/holes" 2>"$scratch/said" || status=$?

if [ "$status" -ne 0 ] && [ ! -s "$scratch/holes" ]; then
    printf 'Nothing is known of holes in %s: %s could not be asked.\n' "$lock" "$address" >&2
    tail -n 1 "$scratch/said" >&2
    exit 2
fi
if [ -n "$folder" ]; then
    mkdir -p "$folder"
    touch "$folder/complete"
    if [ "$status" -ne 0 ]; then
        {
            printf 'Packages with known holes\n'
            cat "$scratch/holes" # begins with an empty line
            printf '\nRaise their lowest versions in pyproject.toml, then make lock.\n'
        } >"$folder/holes.md"
    fi
fi
cat "$scratch/holes"
printf '%s: %s packages asked for.\n' "$(tail -n 1 "$scratch/said")" "$(grep -c '^[a-z0-9].*==' "$lock")"
exit "$status"
