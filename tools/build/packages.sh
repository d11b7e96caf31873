#!/bin/sh
# packages.sh - installs the Debian packages that a group of tasks needs.
#
# usage: packages.sh GROUP...      (build, wasm, test, lint, browsers, deb)
#
# Installs only what dpkg does not have; prints nothing if nothing is missing.
# "a|b": either package is enough; if both are missing, the first is installed.
set -eu

build='gcc libc6-dev make pkgconf|pkg-config dpkg-dev ca-certificates
    debian-archive-keyring libmicrohttpd-dev libgnutls28-dev liblmdb-dev
    libseccomp-dev libsqlite3-dev libjansson-dev libunistring-dev zlib1g-dev
    gettext
    libcurl4-openssl-dev|libcurl4-gnutls-dev'
wasm='clang lld llvm wasi-libc libclang-rt-dev-wasm32 binaryen make dpkg-dev
    debian-archive-keyring ca-certificates'
test='libcmocka-dev clang libclang-rt-dev curl openssl strace valgrind
    e2fsprogs iproute2 mount util-linux wrk slowhttptest unicode-data
    libbz2-dev node>=18'
lint='clang-format clang-tidy cppcheck shellcheck mandoc clang gcc valgrind
    gettext node>=18'
browsers='chromium firefox-esr fonts-noto-core node>=18'
deb='mmdebstrap buildah git curl debian-archive-keyring'

die()
{
	echo "packages.sh: $*" >&2
	exit 1
}

installed()
{
	dpkg-query -W -f '${db:Status-Status}\n' "$1" 2> /dev/null |
	    grep -qx installed
}

# Node.js may be installed without dpkg: check that it runs and is recent.
node_missing()
{
	major=$(node -p 'process.versions.node.split(".")[0]' 2> /dev/null) ||
	    major=0
	[ "$major" -ge 18 ] && command -v npm > /dev/null || echo nodejs npm
}

missing()
{
	for want in "$@"; do
		case $want in
		node*)
			node_missing
			continue
			;;
		esac
		found=
		for one in $(echo "$want" | tr '|' ' '); do
			! installed "$one" || found=yes
		done
		[ -n "$found" ] || echo "${want%%|*}"
	done
}

as_root()
{
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo > /dev/null; then
		sudo "$@"
	else
		die "not root and no sudo; as root, run: $*"
	fi
}

install()
{
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q \
	    --no-install-recommends install "$@"
}

[ $# -gt 0 ] || {
	echo "usage: packages.sh build|wasm|test|lint|browsers|deb..." >&2
	exit 2
}
want=
for group in "$@"; do
	case $group in
	build) want="$want $build" ;;
	wasm) want="$want $wasm" ;;
	test) want="$want $test" ;;
	lint) want="$want $lint" ;;
	browsers) want="$want $browsers" ;;
	deb) want="$want $deb" ;;
	*)
		echo "packages.sh: unknown group '$group'" >&2
		exit 2
		;;
	esac
done
if ! command -v dpkg-query > /dev/null; then
	echo "packages.sh: not a Debian machine; going on with what is here." >&2
	echo "packages.sh: wanted, by their Debian names: $want" >&2
	exit 0
fi
# Run one at a time: make may ask for two groups at once.
exec 9> "${TMPDIR:-/tmp}/zegel-packages.$(id -u).lock"
flock 9
# shellcheck disable=SC2046,SC2086 # lists of words
set -- $(missing $want | sort -u)
[ $# -gt 0 ] || exit 0
echo "installing: $*"
install "$@" || {
	as_root apt-get -q update && install "$@"
} || die "these packages could not be installed: $*. Connect this machine" \
    "to its Debian mirror and try again, or install them by hand."
