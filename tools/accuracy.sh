#!/bin/sh
# Writes docs/accuracy.md anew, section by section: tools/accuracy.sh DATA POSES
# DATA: the folder with clips/, poses/ and form/. POSES: a folder where pose recordings of clips and
# rendered scenes are kept; what is missing there is made, which takes an hour for all of it.
set -eu
data=${1:?folder of the data} poses=${2:?folder of pose recordings}
report=docs/accuracy.md
run() { nice -n 10 gymstation evaluate "$@" --report "$report" > /dev/null; }

run clips "$data/clips" --given --beside 8 --poses "$poses"
run clips "$data/clips" --beside 8 --poses "$poses"
run recognition "$data/clips" --poses "$poses"
run poses "$data/poses/countix_fitness"
run form "$data/form"
run announcements
run rendered --seeds 2 --poses "$poses/rendered"
run scenes --seeds 42 --rendered "$poses/scenes"
