#!/bin/sh
# Brings moto's server into a folder of its own, for the tests that need one: test/tools/fetch-moto.sh <folder>
#
# Needs Python with venv.
set -eu

folder=${1:?Which folder?}

python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check 'moto[server]==5.2.5'
echo "MOTO_SERVER=$folder/bin/moto_server"
