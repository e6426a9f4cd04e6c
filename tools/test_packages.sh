#!/usr/bin/env bash
# Install what tests talk to: a real broker, a database, a voice, a browser with Korean letters.
# Tests skip without them.
set -euo pipefail

missing=()
command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || missing+=(mosquitto)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v espeak-ng >/dev/null || missing+=(espeak-ng)
command -v chromium >/dev/null || missing+=(chromium)
[ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
[ ${#missing[@]} -gt 0 ] || exit 0

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

if ! can_install; then
    echo "test_packages: ${missing[*]} not installed; their tests are skipped" >&2
    exit 0
fi
echo "test_packages: installing ${missing[*]}" >&2
install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}
install || { as_root apt-get update -q >&2 && install; } ||
    echo "test_packages: could not install ${missing[*]}; their tests are skipped" >&2
# The packages start a broker and a database of their own; the tests start theirs.
if [ -d /run/systemd/system ]; then
    for service in mosquitto postgresql; do
        case " ${missing[*]} " in *" $service "*) as_root systemctl disable --now $service >/dev/null 2>&1 || true ;; esac
    done
fi
