#!/bin/sh
# Chromium, Firefox, LibreOffice, Java and three web servers for the tests: installs them where it may, otherwise says exactly what to install.
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
PATH="$PATH:/usr/sbin"
command -v nginx >/dev/null || missing="$missing nginx-light"
command -v apache2 >/dev/null || missing="$missing apache2"
command -v caddy >/dev/null || missing="$missing caddy"
command -v java >/dev/null || missing="$missing default-jre-headless"

# Chromium without windows does the same with little more than half of the work. Nice to have: no test needs it.
lighter=""
command -v chromium-headless-shell >/dev/null || lighter="chromium-headless-shell"

[ -n "$missing$lighter" ] || exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    install="apt-get install --yes --quiet --quiet --no-install-recommends"
    # $install and $missing are lists of words.
    # shellcheck disable=SC2086
    if [ -n "$missing" ]; then
        echo "Installing for the tests:$missing"
        apt-get update --quiet --quiet
        $install $missing >/dev/null
    fi
    # shellcheck disable=SC2086
    if [ -n "$lighter" ]; then
        timeout 120 $install -o Acquire::Retries=0 -o Acquire::http::Timeout=10 $lighter >/dev/null 2>&1 \
            || echo "The tests run in Chromium itself: $lighter, which is quicker, could not be installed."
    fi
elif [ -n "$missing" ]; then
    echo "The tests need these Debian packages:$missing" >&2
    echo "Install them with: sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
