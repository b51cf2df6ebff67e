#!/bin/sh
# Brings a newer AWS CLI into a folder of its own, for the tests that need one: test/tools/fetch-aws-cli.sh <folder>
#
# Needs Python with venv.
set -eu

folder=${1:?Which folder?}

python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check awscli==1.45.11
echo "NEWER_AWS_CLI=$folder/bin/aws"
