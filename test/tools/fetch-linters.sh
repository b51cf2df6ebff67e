#!/bin/sh
# Brings cfn-lint and checkov into a folder of their own, for the tests that need them: test/tools/fetch-linters.sh <folder>
#
# Needs Python with venv.
set -eu

folder=${1:?Which folder?}

python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$(dirname "$0")/linters-requirements.txt"
echo "CFN_LINT_PROGRAM=$folder/bin/cfn-lint CHECKOV_PROGRAM=$folder/bin/checkov"
