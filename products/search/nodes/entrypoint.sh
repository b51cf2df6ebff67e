# Starts one Typesense node. It runs with plain sh in Typesense's own image, which brings getent, hostname and openssl.
#
# NODE_NAME, NODE_NAMES  own DNS name; those of all nodes, separated by blanks. Cloud Map answers for them.
# API_NAME               DNS name by which clients find any node
# TLS_SEED               40 letters and digits that all nodes of the environment share; functions/node-identity.ts knows them too
# RUN_DIRECTORY          files of this task's life: nodes file, certificate and its key
# DATA_DIRECTORY         the node's own directory on EFS
# SNAPSHOTS_KEPT, REFRESH_SECONDS, SERVER
# TYPESENSE_…            options of the server
set -eu

own_address=$(hostname -i)
own_address=${own_address%% *}
known=$DATA_DIRECTORY/addresses

say() {
  printf '{"level":"%s","node":"%s","message":"%s"}\n' "$1" "$NODE_NAME" "$2"
}

# Sets `address` to that of a peer: the last known one while DNS has none, so that a peer that restarts stays a member. EFS keeps
# it for the next task. A peer can't have this node's address: that one has passed from the peer's last task to this one.
look_up() {
  address=$(getent ahostsv4 "$1" || true)
  address=${address%%[!0-9.]*}
  remembered=$(cat "$known/$1" 2>/dev/null || true)
  if [ -z "$address" ]; then
    absent="$absent $1"
    address=$remembered
  elif [ "$address" != "$remembered" ]; then
    printf '%s' "$address" >"$known/$1"
  fi
  if [ "$address" = "$own_address" ]; then address=; fi
}

# Typesense reads the file again and again, so it must never be half written. Addresses, not names:
# https://github.com/typesense/typesense/issues/2927
write_nodes() {
  nodes=
  absent=
  missing=
  for name in $NODE_NAMES; do
    if [ "$name" = "$NODE_NAME" ]; then address=$own_address; else look_up "$name"; fi
    if [ -z "$address" ]; then missing="$missing $name"; fi
    nodes="${nodes:+$nodes,}$address:$TYPESENSE_PEERING_PORT:$TYPESENSE_API_PORT"
  done
  if [ -n "$missing" ]; then return 1; fi
  if [ "$nodes" != "$(cat "$TYPESENSE_NODES" 2>/dev/null || true)" ]; then
    printf '%s' "$nodes" >"$TYPESENSE_NODES.new"
    mv "$TYPESENSE_NODES.new" "$TYPESENSE_NODES"
    say INFO "nodes are $nodes"
  fi
}

# Whether the server may start: all nodes have a name, or most of them and this one has been a member before. Empty nodes alone
# must not elect one of them, and one node that is away must not keep the others from starting again.
may_start() {
  if [ -z "$absent" ]; then return 0; fi
  [ -d "$TYPESENSE_DATA_DIR/state" ] || return 1
  set -- $NODE_NAMES
  count=$#
  set -- $absent
  [ $(($# * 2)) -lt "$count" ]
}

# A P-256 key whose secret part is the seed, and a certificate by itself. Clients that know the seed know the public key.
make_certificate() {
  (
    umask 077
    printf -- '-----BEGIN EC PRIVATE KEY-----\n%s%s\n%s\n-----END EC PRIVATE KEY-----\n' \
      MDECAQEEIAAA "$TLS_SEED" oAoGCCqGSM49AwEH | openssl ec -out "$TYPESENSE_SSL_CERTIFICATE_KEY" 2>/dev/null
  )
  openssl req -x509 -new -sha256 -days 3650 -key "$TYPESENSE_SSL_CERTIFICATE_KEY" -subj "/CN=$API_NAME" \
    -addext "subjectAltName=DNS:$API_NAME,DNS:$NODE_NAME" -out "$TYPESENSE_SSL_CERTIFICATE"
}

# Snapshots are named after their time; the newest may still be in the making and is never removed.
remove_old_snapshots() {
  ls -1 "$DATA_DIRECTORY/snapshots" | sort -r | tail -n "+$((SNAPSHOTS_KEPT + 1))" | while read -r old; do
    rm -rf "${DATA_DIRECTORY:?}/snapshots/$old"
  done
}

# Ends with the server, which takes this shell's place and its process id, and with nothing else.
keep_up() {
  while sleep "$REFRESH_SECONDS" && kill -0 "$$" 2>/dev/null; do
    write_nodes || say WARN "no address yet of$missing"
    remove_old_snapshots || say WARN "old snapshots are still there"
  done
}

mkdir -p "$known" "$DATA_DIRECTORY/snapshots" "$TYPESENSE_DATA_DIR"
make_certificate
unset TLS_SEED

# Until then the node counts as healthy: its peers may not even exist yet.
: >"$RUN_DIRECTORY/waiting"
until write_nodes && may_start; do
  # A launch has made all nodes long before.
  if [ -n "$(find "$RUN_DIRECTORY/waiting" -mmin +30)" ]; then level=WARN; else level=INFO; fi
  say "$level" "waiting for${absent:-$missing}"
  sleep "$REFRESH_SECONDS"
done
rm "$RUN_DIRECTORY/waiting"
: >"$RUN_DIRECTORY/started"

keep_up &
export TYPESENSE_PEERING_ADDRESS="$own_address"
exec "$SERVER"
