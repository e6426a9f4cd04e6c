#!/usr/bin/env bash
# Install the gym station, the hub, or both on Raspberry Pi OS or Debian: docs/install.md.
# Safe to repeat: what is there already stays. With a newer wheel it is an upgrade that goes back by
# itself when the new release does not become healthy.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: sudo tools/install.sh [--wheel FILE] [OPTION]...

  --wheel FILE      the wheel to install; without it one is built from this checkout
  --wheels FOLDER   take every other package from this folder: nothing is downloaded
  --hub             install the hub as well
  --station         install the station as well, where there was the hub alone
  --no-station      leave the station out: the hub alone
  --voice           install espeak-ng, for feedback.voice: espeak-ng
  --broker          install mosquitto, for broker.embedded: true
  --no-start        start and restart nothing
  --json            print the outcome as one line of JSON on standard output
  --dry-run         say what would be done, and do nothing
TEXT
}

say() { echo "install: $*" >&2; }
fail() { # STATUS WHAT
    say "$2"
    exit "$1"
}
run() { if $dry_run; then echo "would run: $*"; else "$@" >&2; fi; }

# What is looked at; tests name others.
os_release=${INSTALL_OS_RELEASE:-/etc/os-release}
board=${INSTALL_BOARD:-/proc/device-tree/model}
architecture=${INSTALL_ARCHITECTURE:-}
home=/opt/gymstation

wheel='' wheels='' hub=false station=true station_named=false voice=false broker=false dry_run=false
options=()

parse() {
    while [ $# -gt 0 ]; do
        case $1 in
        --wheel | --wheels)
            [ $# -gt 1 ] || fail 64 "$1 needs a path"
            if [ "$1" = --wheel ]; then wheel=$2; else wheels=$2; fi
            shift
            ;;
        --hub) hub=true ;;
        --station) station=true station_named=true ;;
        --no-station) station=false hub=true ;;
        --voice) voice=true ;;
        --broker) broker=true ;;
        --no-start | --json) options+=("$1") ;;
        --dry-run) dry_run=true ;;
        -h | --help) usage && exit 0 ;;
        *) usage >&2 && fail 64 "$1 is no option" ;;
        esac
        shift
    done
    [ -z "$wheel" ] || [ -f "$wheel" ] || fail 2 "$wheel: there is no such wheel"
    [ -z "$wheels" ] || [ -d "$wheels" ] || fail 2 "$wheels: there is no such folder"
}

check_machine() {
    [ -r "$os_release" ] || fail 3 "$os_release is missing: this is no Raspberry Pi OS or Debian"
    local id version
    # shellcheck source=/etc/os-release
    id=$(. "$os_release" && echo "${ID:-}") version=$(. "$os_release" && echo "${VERSION_CODENAME:-}")
    case $id/$version in
    debian/bookworm | debian/trixie | raspbian/bookworm | raspbian/trixie) release_of_debian=$version ;;
    *) fail 3 "${id:-unknown} ${version:-} is not supported: use Raspberry Pi OS or Debian, bookworm or trixie" ;;
    esac
    architecture=${architecture:-$(dpkg --print-architecture)}
    case $architecture in
    amd64 | arm64) ;;
    *) fail 3 "$architecture is not supported: install the 64-bit edition of the system" ;;
    esac
    is_pi=false
    if [ -r "$board" ] && tr -d '\0' <"$board" | grep -q '^Raspberry Pi'; then is_pi=true; fi
    $dry_run || [ "$(id -u)" = 0 ] || fail 4 "run it as root: sudo $0"
    $dry_run || [ -d /run/systemd/system ] || fail 3 "systemd does not run here, and starts the services"
}

# An installation that is there decides what it consists of.
keep_parts() {
    local units=/usr/local/lib/systemd/system
    if [ -e $units/gymhub.service ]; then hub=true; fi
    if [ -e $units/gymhub.service ] && [ ! -e $units/gymstation.service ] && ! $station_named; then
        station=false
    fi
}

install_packages() {
    local packages=(python3 python3-venv ca-certificates dbus udev) missing=() package
    if $is_pi && $station; then packages+=(python3-picamera2 python3-lgpio); fi
    if $voice; then packages+=(espeak-ng); fi
    if $broker; then packages+=(mosquitto); fi
    for package in "${packages[@]}"; do
        dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null |
            grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]} with apt-get"
    run apt-get update -q
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
    # Debian starts a broker for everybody; the hub runs one of its own.
    case " ${missing[*]} " in *" mosquitto "*) run systemctl disable --now mosquitto ;; esac
}

build_wheel() {
    local checkout
    checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    [ -f "$checkout/setup.py" ] || fail 2 "name the wheel: --wheel FILE"
    say "building a wheel of $checkout"
    if $dry_run; then
        wheel=$(sed -n 's/^__version__ = "\(.*\)"/gymstation-\1-py3-none-any.whl/p' "$checkout/edge/__init__.py")
        echo "would run: python3 -m pip wheel --no-deps $checkout"
        return
    fi
    # Built from a copy: setuptools writes into the folder that it builds.
    mkdir "$scratch/source"
    tar -C "$checkout" --exclude=.git --exclude='.venv*' --exclude='.*_cache' --exclude=build \
        --exclude='*.egg-info' -cf - . | tar -C "$scratch/source" -xf -
    python3 -m venv "$scratch/venv"
    "$scratch/venv/bin/python" -m pip wheel --quiet --disable-pip-version-check --no-deps \
        --wheel-dir "$scratch" "$scratch/source" >&2
    wheel=$(echo "$scratch"/gymstation-*.whl)
}

# The folder of a new release: VERSION, or VERSION-2 and so on where that name is taken by another
# wheel or has other parts. A folder without its mark was left behind by an installation that broke off.
name_release() {
    local version number=1
    version=$(basename "$wheel" | cut -d- -f2)
    digest=$(if [ -f "$wheel" ]; then sha256sum <"$wheel" | cut -d' ' -f1; else echo none; fi)
    release=$home/releases/$version
    while [ -f "$release/wheel.sha256" ] && ! is_same; do
        number=$((number + 1))
        release=$home/releases/$version-$number
    done
}

build_release() {
    if is_same; then
        say "$release is there already"
        return
    fi
    local venv_options=() pip_options=(--only-binary=:all: --disable-pip-version-check --quiet)
    # picamera2 and lgpio come from apt, and are not on the index.
    if $is_pi && $station; then venv_options+=(--system-site-packages); fi
    if [ -n "$wheels" ]; then pip_options+=(--no-index --find-links "$wheels"); fi
    say "building $release"
    run rm -rf "$release"
    run mkdir -p "$home/releases"
    run python3 -m venv "${venv_options[@]}" "$release"
    local pip=("$release/bin/python" -m pip install "${pip_options[@]}")
    if locked; then
        run "${pip[@]}" --require-hashes "${locks[@]}"
        run "${pip[@]}" --no-deps --no-index "$wheel"
    else
        say "the wheel has no list of packages with hashes: taking what the index offers"
        if on_bookworm_pi; then pip+=('numpy<2'); fi
        run "${pip[@]}" "${wheel}[$(extras)]"
    fi
    if $dry_run; then return; fi
    echo "$digest $(extras)" >"$release/wheel.sha256"
}

# Whether the wheel names every package with its hash; what pip is told then.
locked() {
    locks=()
    local part parts folder=$scratch/wheel
    parts=$(extras | tr , ' ')
    # apt's picamera2 of bookworm is built for NumPy 1.
    if on_bookworm_pi; then parts=pi-bookworm; fi
    if on_bookworm_pi && $hub; then parts=pi-bookworm-hub; fi
    if [ -f "$wheel" ]; then python3 -m zipfile -e "$wheel" "$folder"; fi
    for part in $parts; do
        set -- "$folder"/gymstation-*.data/data/share/gymstation/requirements/"$part.txt"
        [ -f "$1" ] || return 1
        locks+=(--requirement "$1")
    done
}

on_bookworm_pi() { $is_pi && $station && [ "$release_of_debian" = bookworm ]; }

extras() {
    local named=()
    if $station; then named+=(members metrics); fi
    if $station && $is_pi; then named+=(pi); fi
    if $hub; then named+=(hub); fi
    local IFS=,
    echo "${named[*]}"
}

is_same() {
    [ "$(cat "$release/wheel.sha256" 2>/dev/null)" = "$digest $(extras)" ]
}

# The release that runs watches over the new one; at first there is only the new one.
activate() {
    local by=$release parts=()
    if [ -x "$home/current/bin/gymstation" ]; then by=$(readlink -f "$home/current"); fi
    if $station; then parts+=(--part station); fi
    if $hub; then parts+=(--part hub); fi
    if $dry_run; then
        echo "would run: $by/bin/gymstation upgrade --activate $release ${parts[*]} ${options[*]:-}"
        list_files
        return
    fi
    "$by/bin/gymstation" upgrade --activate "$release" "${parts[@]}" ${options[@]+"${options[@]}"}
}

list_files() {
    local list part _source _mode destination
    list=$(dirname "${BASH_SOURCE[0]}")/../systemd/files
    [ -f "$list" ] || return 0
    while read -r part _source _mode destination; do
        case $part in
        always) ;;
        station) $station || continue ;;
        hub) $hub || continue ;;
        *) continue ;;
        esac
        echo "would write: $destination"
    done <"$list"
    if $station; then echo "would write: /etc/gymstation/station.yaml, where there is none"; fi
    if $hub; then echo "would write: /etc/gymhub/hub.yaml, where there is none"; fi
}

main() {
    parse "$@"
    check_machine
    keep_parts
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    umask 022
    install_packages
    [ -n "$wheel" ] || build_wheel
    name_release
    build_release
    activate
}

main "$@"
exit
