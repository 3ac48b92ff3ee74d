#!/bin/sh
# The packages of Debian and Ubuntu that are needed, in one place. Installs those that are missing.
#
#   packages.sh demo|test|all     for `make demo`, `make test`, `make test-all`
#
# Where apt-get is not to be had, or may not be used, it says which packages are needed.
set -eu

# One a line: the package, then others that serve as well (for another release or source of it).
# A package is there when dpkg knows it, or when a command stands behind the colon and is on the PATH.
demo='
g++:g++
make:make
cmake:cmake
ninja-build:ninja
pkg-config:pkg-config
libxml2-dev
libpugixml-dev
libcli11-dev
libboost-filesystem-dev
libarchive-dev
nlohmann-json3-dev
libssl-dev
libtomlplusplus-dev
libutf8proc-dev
libxxhash-dev
libsqlite3-dev
libxlsxwriter-dev
doctest-dev
python3:python3
'
test="$demo
libxml2-utils:xmllint
libxerces-c-samples:SAX2Count
nodejs:node
npm:npm
python3-jsonschema
python3-junitparser
mandoc:mandoc
time:time
zip:zip
zstd:zstd
sqlite3:sqlite3
jq:jq
util-linux:flock
systemd:systemd-analyze
python3-lxml
xsltproc:xsltproc
"
all="$test
clang-14:clang++-14
libclang-rt-14-dev libclang-common-14-dev
chromium:chromium
chromium-driver:chromedriver
python3-selenium
postgresql postgresql-15
postgresql-common:pg_virtualenv
libreoffice-calc:soffice

"

case "${1:-}" in
demo) wanted=$demo ;;
test) wanted=$test ;;
all) wanted=$all ;;
*)
    echo "usage: packages.sh demo|test|all" >&2
    exit 2
    ;;
esac

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The first of the names that apt can install.
available() {
    for name in "$@"; do
        if apt-cache policy "$name" 2>/dev/null | grep '^  Candidate: ' | grep -qv '(none)'; then
            echo "$name"
            return
        fi
    done
    echo "$1"
}

# The first name of each line, on one line.
first_names() {
    sed 's/:[^ ]*//g; s/ .*//' | tr '\n' ' '
    echo
}

# Prints the lines of the list of which nothing is there.
missing() {
    echo "$wanted" | while read -r line; do
        there=
        for entry in $line; do
            case $entry in
            *:*) if command -v "${entry#*:}" >/dev/null 2>&1; then there=yes; fi ;;
            *) if installed "$entry"; then there=yes; fi ;;
            esac
        done
        if [ -n "$line" ] && [ -z "$there" ]; then echo "$line" | sed 's/:[^ ]*//g'; fi
    done
}

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is not Debian or Ubuntu: what these packages hold is needed here, under whatever name:" >&2
    echo "$wanted" | first_names >&2
    exit 0
fi

lines=$(missing)
if [ -z "$lines" ]; then exit 0; fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "These packages are missing; install them as root: apt-get install $(echo "$lines" | first_names)" >&2
    exit 1
fi

$as_root apt-get -qq update
# shellcheck disable=SC2046,SC2086  # words are names of packages
names=$(echo "$lines" | while read -r line; do available $line; done)
# shellcheck disable=SC2086
echo "Installing" $names
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends $names >/dev/null
