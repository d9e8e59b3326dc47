#!/usr/bin/env bash
# Keeps one open issue for each report: issues.sh FOLDER LABEL
#
# Each file FOLDER/*.md is an issue, its first line the title. An open issue with LABEL and the same title is
# updated, a new one opened, and those with LABEL that have no report any more are closed. Needs gh and GH_REPO.
set -euo pipefail

folder=$1
label=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

gh label create "$label" --force --description "Opened and closed by the weekly look" >/dev/null
open=$(gh issue list --label "$label" --state open --limit 500 --json number,title)
titles='[]'

for report in "$folder"/*.md; do
    [ -e "$report" ] || continue
    title=$(head -n 1 "$report" | cut -c 1-200)
    tail -n +3 "$report" >"$scratch/whole"
    head -c 60000 "$scratch/whole" >"$scratch/body"  # GitHub takes 65,536 characters
    titles=$(jq --arg title "$title" '. + [$title]' <<<"$titles")
    number=$(jq -r --arg title "$title" 'map(select(.title == $title))[0].number // empty' <<<"$open")
    if [ -n "$number" ]; then
        gh issue edit "$number" --body-file "$scratch/body" >/dev/null
    else
        gh issue create --title "$title" --label "$label" --body-file "$scratch/body" >/dev/null
    fi
done

jq -r --argjson titles "$titles" '.[] | select(.title as $title | $titles | index($title) | not) | .number' <<<"$open" |
    while read -r number; do
        gh issue close "$number" --comment "Nothing left to do here." >/dev/null
    done
