# Succeeds while the node waits for its peers, and afterwards as long as Typesense answers. In its first twenty minutes it must
# also be well, so that an upgrade goes on to the next node only then; one that takes longer loads a large index, and whoever is
# killed for that never gets to its end.
[ -e "$RUN_DIRECTORY/waiting" ] && exit 0
answer=$(
  printf 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' |
    timeout 5 openssl s_client -quiet -connect "127.0.0.1:$TYPESENSE_API_PORT" 2>/dev/null
)
case $answer in
  *'"ok":true'* | *'"ok": true'*) exit 0 ;;
  HTTP/*) [ -n "$(find "$RUN_DIRECTORY/started" -mmin +20)" ] ;;
  *) exit 1 ;;
esac
