#!/usr/bin/env bash
# Take the gym station and the hub off this machine: docs/install.md. Safe to repeat.
# The gym's own data stays, and is named in the end; --purge takes it as well.
set -euo pipefail

home=/opt/gymstation
data=(/var/lib/gymstation /var/lib/gymhub /etc/gymstation /etc/gymhub)
data+=(/etc/credstore/gymstation.gallery.key /etc/credstore/gymstation.site.key)
data+=(/etc/credstore/gymstation.mqtt-password /etc/credstore/gymhub.mqtt-password)
users=(gymstation gymhub)
units=(gymstation-reboot.path gymstation-reboot.service gymstation-prune.timer gymstation-prune.service)
units+=(gymstation.service gymhub.service)
# What `systemctl enable`, `edit` and `gymstation setup --reboot` leave beside the list of files.
drop_ins=(/etc/systemd/system/gymstation.service.d /etc/systemd/system/gymhub.service.d)
stamp=/var/lib/systemd/timers/stamp-gymstation-prune.timer
list=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/systemd/files
purge=false dry_run=false

say() { echo "uninstall: $*" >&2; }
fail() { # STATUS WHAT
    say "$2"
    exit "$1"
}
run() { if $dry_run; then echo "would run: $*"; else "$@" >&2; fi; }

parse() {
    local option
    for option in "$@"; do
        case $option in
        --purge) purge=true ;;
        --dry-run) dry_run=true ;;
        -h | --help) echo "usage: sudo tools/uninstall.sh [--purge] [--dry-run]" && exit 0 ;;
        *) fail 64 "$option is no option; there are --purge and --dry-run" ;;
        esac
    done
    $dry_run || [ "$(id -u)" = 0 ] || fail 4 "run it as root: sudo $0"
    [ -f "$list" ] || fail 2 "$list is missing: it names what was installed"
}

stop_units() {
    local unit
    for unit in "${units[@]}"; do
        systemctl cat "$unit" >/dev/null 2>&1 || continue
        run systemctl --quiet stop "$unit"
        # Those that others start are not enabled.
        if [ "$(systemctl is-enabled "$unit" 2>/dev/null)" = enabled ]; then
            run systemctl --quiet disable "$unit"
        fi
    done
}

remove_files() {
    local part _source _mode destination
    while read -r part _source _mode destination; do
        case $part in '' | '#'*) continue ;; esac
        if [ -e "$destination" ]; then run rm -f "$destination"; fi
        case $destination in /usr/local/lib/*) remove_folder "$(dirname "${destination#/usr/local/lib/}")" ;; esac
    done < <(cat "$list")
    for destination in "${drop_ins[@]}" "$stamp" "$home"; do
        if [ -e "$destination" ]; then run rm -rf "$destination"; fi
    done
}

# A folder that was made for our files, and holds nothing else now.
remove_folder() {
    if $dry_run || [ ! -d "/usr/local/lib/$1" ]; then return; fi
    (cd /usr/local/lib && rmdir --parents --ignore-fail-on-non-empty "$1")
}

purge_data() {
    local each
    for each in "${data[@]}"; do
        if [ -e "$each" ]; then run rm -rf "$each"; fi
    done
    for each in "${users[@]}"; do
        if getent passwd "$each" >/dev/null; then run userdel "$each"; fi
    done
}

name_what_stays() {
    local each
    say "these stay; --purge takes them as well:"
    for each in "${data[@]}"; do
        if [ -e "$each" ]; then echo "$each"; fi
    done
    for each in "${users[@]}"; do
        if getent passwd "$each" >/dev/null; then echo "user $each"; fi
    done
}

reload() {
    run systemctl daemon-reload
    run systemctl reset-failed
    run systemctl try-restart systemd-journald
    # In a container nobody manages devices.
    if [ -S /run/udev/control ]; then run udevadm control --reload; fi
}

main() {
    parse "$@"
    if [ -d /run/systemd/system ]; then stop_units; fi
    remove_files
    if [ -d /run/systemd/system ]; then reload; fi
    if $purge; then purge_data; fi
    if ! $dry_run; then rmdir --ignore-fail-on-non-empty /etc/credstore 2>/dev/null || true; fi
    if ! $purge; then name_what_stays; fi
    say "done"
}

main "$@"
exit
