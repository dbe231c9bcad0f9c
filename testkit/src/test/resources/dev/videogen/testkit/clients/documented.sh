#!/bin/sh
# usage: documented.sh NANOBANANA_URL NANOBANANA_KEY NOUVEL_URL NOUVEL_KEY
# Prints one line for each call: its name, the HTTP status, the body.
set -eu
nb=$1 nb_key=$2 nv=$3 nv_key=$4
json='Content-Type: application/json'

call() {
  name=$1
  shift
  curl --silent --show-error --write-out ' %{http_code}\n' "$@" |
    sed "s/^\(.*\) \([0-9][0-9]*\)\$/$name \2 \1/"
}

call made -H "Authorization: Bearer $nb_key" -H "$json" -d '{"prompt":"A market"}' "${nb}text-to-video.php"
call status -H "X-API-Key: $nb_key" "${nb}video-status.php?video_id=vid_a1b2c3d4e5f6"
call no-prompt -H "Authorization: Bearer $nb_key" -H "$json" -d '{}' "${nb}text-to-video.php"
call no-key -H "$json" -d '{"prompt":"A market"}' "${nb}text-to-video.php"
call wrong-method -H "Authorization: Bearer $nb_key" "${nb}text-to-video.php"
call limited -H "Authorization: Bearer $nv_key" -H "$json" -d '{"urls":["https://example.com/p/a"]}' "${nv}generate"
call started -H "Authorization: Bearer $nv_key" -H "$json" -d '{"urls":["https://example.com/p/a"]}' "${nv}generate"
call job -H "Authorization: Bearer $nv_key" "${nv}jobs/550e8400-e29b-41d4-a716-446655440000"
call no-urls -H "Authorization: Bearer $nv_key" -H "$json" -d '{}' "${nv}generate"
call no-job -H "Authorization: Bearer $nv_key" "${nv}jobs/none"
call projects -H "Authorization: Bearer $nv_key" "${nv}projects?limit=1"
