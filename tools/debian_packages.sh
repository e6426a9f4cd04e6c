#!/usr/bin/env bash
# Install those of the named Debian packages that are missing, where this user may: a broker for the
# hub beside the station; for the tests a database, a voice, a browser and Korean letters as well.
# Whatever stays missing is told, and done without.
set -euo pipefail

has() {
    case $1 in
        mosquitto) command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] ;;
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
        fonts-noto-cjk) [ -d /usr/share/fonts/opentype/noto ] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}
missing=()
for package in "$@"; do has "$package" || missing+=("$package"); done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
without() { echo "debian_packages: going on without ${missing[*]}: $1" >&2; }

if ! can_install; then
    without "install with sudo apt-get install ${missing[*]}"
    exit 0
fi
echo "debian_packages: installing ${missing[*]}" >&2
install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}
install || { as_root apt-get update -q >&2 && install; } || without "they could not be installed"
# The packages start a broker and a database of their own; the hub and the tests start theirs.
if [ -d /run/systemd/system ]; then
    for service in mosquitto postgresql; do
        case " ${missing[*]} " in *" $service "*) as_root systemctl disable --now $service >/dev/null 2>&1 || true ;; esac
    done
fi
