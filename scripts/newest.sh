#!/usr/bin/env bash
# Reports whether the newest dependencies work: newest.sh OUTCOME ADDRESS FOLDER
set -euo pipefail

outcome=$1
address=$2
folder=$3

mkdir -p "$folder"
touch "$folder/complete"
if [ "$outcome" != success ]; then
    {
        printf 'The newest dependencies do not work\n\n'
        printf 'A build and the tests with the newest versions that pyproject.toml allows failed: [the run](%s).\n' \
            "$address"
        printf 'The published site is built from the lock and is not touched by this.\n'
    } >"$folder/newest.md"
fi
