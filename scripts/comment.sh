#!/usr/bin/env bash
# Puts the changes of a pull request into one comment under it: comment.sh CHANGES.JSON
#
# The file comes from a run of the pull request's own code, so nothing in it is trusted: it must be small and be
# changes; `comment.py` shows its texts as text. Which pull request is meant is asked of GitHub, not of the file:
# the open one of HEAD_OWNER:HEAD_BRANCH whose newest commit is HEAD_SHA. Needs gh, GH_REPO and GH_TOKEN.
set -euo pipefail

review=$1
mark='<!-- what readers will see changed -->'

if [ ! -f "$review" ] || [ -L "$review" ] || [ "$(wc -c <"$review")" -gt 2000000 ]; then
    echo "There are no changes to tell, or too many."
    exit 0
fi

pulls=$(gh api --method GET "repos/$GH_REPO/pulls" -f state=open -f per_page=100 -f "head=$HEAD_OWNER:$HEAD_BRANCH")
number=$(jq -r --arg sha "$HEAD_SHA" 'map(select(.head.sha == $sha))[0].number // empty' <<<"$pulls")
if ! [[ $number =~ ^[0-9]+$ ]]; then
    echo "No open pull request has this commit as its newest."
    exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
{
    echo "$mark"
    PYTHONPATH=. python3 scripts/comment.py "$review" "$HEAD_SHA"
} >"$scratch/body"

comments=$(gh api --method GET --paginate "repos/$GH_REPO/issues/$number/comments" -f per_page=100)
own=$(jq -rs --arg mark "$mark" \
    'add // [] | map(select(.user.login == "github-actions[bot]" and (.body | startswith($mark))))[0].id // empty' \
    <<<"$comments")
if [[ $own =~ ^[0-9]+$ ]]; then
    gh api --method PATCH "repos/$GH_REPO/issues/comments/$own" -F "body=@$scratch/body" >/dev/null
elif ! grep -q '^\*\*No change for readers\.\*\*$' "$scratch/body"; then
    gh api --method POST "repos/$GH_REPO/issues/$number/comments" -F "body=@$scratch/body" >/dev/null
fi
