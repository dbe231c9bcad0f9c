#!/bin/sh
# Makes sample.mp4 and sample.jpg, the files that the fakes' media host serves. Needs ffmpeg.
set -eu
cd "$(dirname "$0")"
ffmpeg -y -bitexact \
  -f lavfi -i "testsrc2=size=320x180:rate=24:duration=4" \
  -f lavfi -i "sine=frequency=440:sample_rate=44100:duration=4" \
  -c:v libx264 -preset veryslow -crf 30 -pix_fmt yuv420p -threads 1 \
  -c:a aac -b:a 48k -shortest \
  -map_metadata -1 -flags:v +bitexact -flags:a +bitexact -fflags +bitexact \
  -movflags +faststart sample.mp4
ffmpeg -y -bitexact -i sample.mp4 -frames:v 1 -q:v 10 -map_metadata -1 sample.jpg
