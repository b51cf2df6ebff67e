# Succeeds while the node waits for its peers, and afterwards as long as Typesense says that it is well.
[ -e "$RUN_DIRECTORY/waiting" ] && exit 0
printf 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' |
  timeout 5 openssl s_client -quiet -connect "127.0.0.1:$TYPESENSE_API_PORT" 2>/dev/null |
  grep -q '"ok": *true'
