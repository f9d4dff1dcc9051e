#!/bin/sh
# Prints the samples from their sources with headless Chromium. Every animal, person and clinic in them is invented.
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for name in ficha-es record-en historia-es; do
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --no-pdf-header-footer --user-data-dir="$profile" \
        --print-to-pdf="$name.pdf" "file://$PWD/sources/$name.html"
done
