#!/bin/bash
# deb.sh - tests what README.md says on fresh machines of each Debian release.
#
# usage: tests/deb/deb.sh [RELEASE...] [-- PART...]      (make check-deb)
#
# Releases: trixie bookworm. Parts: run check clang user image. A machine is a
# new overlay over build/deb/RELEASE, which is made once from this machine's own
# mirror; build/deb/debs keeps the packages that were fetched. Needs root, a
# mirror, half an hour for each release, and 10 GB. Logs stay in build/deb/log.
set -u
cd "$(dirname "$0")/../.." || exit 1
unset MAKEFLAGS MAKELEVEL MFLAGS
tree=$PWD
dir=$tree/build/deb
trusted=mirror.crt # in a machine's /etc: whom this one believes, for npm
passed=0
failed=0

say()
{
	echo "deb.sh: $*" >&2
	exit 1
}

# result STATUS NAME LOG
result()
{
	if [ "$1" -eq 0 ]; then
		echo "ok $2"
		passed=$((passed + 1))
	else
		echo "not ok $2: see $3"
		tail -n 20 "$3" | sed 's/^/# /'
		failed=$((failed + 1))
	fi
}

# mirror LABEL: print this machine's mirror of Debian or Debian-Security.
mirror()
{
	# shellcheck disable=SC2016 # apt fills these in
	apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' |
	    awk -F'|' -v label="$1" \
	    '$1 == "Debian" && $2 == label { print $3; exit }'
}

# stanza URI SUITE...
stanza()
{
	local uri=$1 key

	shift
	key=$(find /usr/share/keyrings -name 'debian-archive-keyring.*' | head -n 1)
	[ -n "$uri" ] || return 0
	printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n' \
	    "$uri" "$*"
	printf 'Signed-By: %s\n\n' "$key"
}

# base RELEASE: make a machine that has only what it takes to clone and to make.
base()
{
	[ ! -e "$dir/$1/etc/debian_version" ] || return 0
	{
		stanza "$(mirror Debian)" "$1" "$1-updates"
		stanza "$(mirror Debian-Security)" "$1-security"
	} > "$dir/$1.sources"
	[ -s "$dir/$1.sources" ] || return 1
	apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries)' \
	    > "$dir/apt.conf"
	rm -rf "${dir:?}/$1.new"
	mmdebstrap --variant=minbase --mode=root --skip=check/empty \
	    --aptopt="$dir/apt.conf" \
	    --include=ca-certificates,make,git,debian-archive-keyring \
	    "$1" "$dir/$1.new" "$dir/$1.sources" || return 1
	# keep packages that are installed later from starting services
	printf '#!/bin/sh\nexit 101\n' > "$dir/$1.new/usr/sbin/policy-rc.d"
	chmod 755 "$dir/$1.new/usr/sbin/policy-rc.d"
	cp /etc/resolv.conf "$dir/$1.new/etc/"
	mv "$dir/$1.new" "$dir/$1"
}

machine_end()
{
	mountpoint -q "$dir/machine/root" && umount "$dir/machine/root"
	rm -rf "$dir/machine"
}

# machine RELEASE: make a fresh one, with the last commit in /home/me/zegel.
machine()
{
	machine_end
	mkdir -p "$dir/machine/root" "$dir/machine/upper" "$dir/machine/work" \
	    "$dir/debs/$1/partial"
	mount -t overlay overlay -o "lowerdir=$dir/$1,upperdir=$dir/machine/\
upper,workdir=$dir/machine/work" "$dir/machine/root" || return 1
	release=$1
	cp /etc/ssl/certs/ca-certificates.crt "$dir/machine/root/etc/$trusted" &&
	    inside useradd -m me && clone zegel && inside apt-get -q update
}

# clone NAME: clone this tree to /home/me/NAME in the machine, owned by me.
clone()
{
	git clone -q "$tree" "$dir/machine/root/home/me/$1" &&
	    inside chown -R me:me "/home/me/$1"
}

# inside COMMAND...: run it in the machine; all processes there end with it.
inside()
{
	# shellcheck disable=SC2016 # for the inner shell
	unshare --mount --pid --fork --kill-child sh -c '
		r=$1 debs=$2 trusted=$3
		shift 3
		mount --make-rprivate / && mount --rbind /dev "$r/dev" &&
		    mount -t tmpfs tmpfs "$r/dev/shm" &&
		    mount -t proc proc "$r/proc" &&
		    mount --bind "$debs" "$r/var/cache/apt/archives" || exit 1
		exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		    NODE_EXTRA_CA_CERTS="$trusted" LANG=C.UTF-8 chroot "$r" "$@"
	' sh "$dir/machine/root" "$dir/debs/$release" "/etc/$trusted" "$@"
}

# at FOLDER COMMAND: run a shell command as root in /home/me/FOLDER.
at()
{
	inside sh -c "git config --global safe.directory '*'
	    cd /home/me/$1 || exit 1
	    $2"
}

# ---- parts: each returns 0 if it passed; its output is its log --------------
# Run the demo and fetch its page; the file "stop" ends it all.
part_run()
{
	local rc=1 url=http://127.0.0.1:18080/ stop=home/me/zegel/stop

	at zegel 'make run PORT=18080 & until [ -e stop ]; do
	    kill -0 $! || exit 1; sleep 1; done' &
	for _ in $(seq 1800); do
		kill -0 $! 2> /dev/null || break
		if curl -sf --compressed -o "$dir/page" "$url"; then
			rc=0
			break
		fi
		sleep 1
	done
	touch "$dir/machine/root/$stop"
	wait $!
	rm "$dir/machine/root/$stop"
	[ $rc -eq 0 ] && grep -q '<form' "$dir/page"
}

part_check()
{
	at zegel 'make check'
}

# Install as a packager does: with clang and DESTDIR, from a clean clone.
part_clang()
{
	clone clang || return 1
	at clang 'make CC=clang DESTDIR=/tmp/out PREFIX=/usr install' &&
	    at clang 'cd /tmp/out && find . -type f | sort' > "$dir/have" &&
	    diff - "$dir/have" <<-'END'
		./usr/bin/zegel
		./usr/bin/zegel-desk
		./usr/bin/zegeld
		./usr/share/doc/zegel/landing.html
		./usr/share/locale/nl/LC_MESSAGES/zegel-desk.mo
		./usr/share/man/man1/zegel-desk.1
		./usr/share/man/man1/zegel.1
		./usr/share/man/man8/zegeld.8
	END
}

# Build and test without root, when the packages are installed.
part_user()
{
	# shellcheck disable=SC2016 # for the shell inside
	clone user && at user 'for g in build wasm test; do
	    tools/build/packages.sh $g || exit 1; done' &&
	    inside su - me -c 'cd user && make all check-unit'
}

storage()
{
	export CONTAINERS_STORAGE_CONF=$dir/image/storage.conf
	export CONTAINERS_REGISTRIES_CONF=$dir/image/registries.conf
	export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
	export TMPDIR=$dir/image/tmp
	mkdir -p "$TMPDIR"
	printf '[storage]\ndriver="vfs"\ngraphroot="%s"\nrunroot="%s"\n' \
	    "$dir/image/graph" "$dir/image/run" > "$dir/image/storage.conf"
	echo 'unqualified-search-registries=[]' > "$dir/image/registries.conf"
	echo '{"default":[{"type":"insecureAcceptAnything"}]}' \
	    > "$dir/image/policy.json"
}

# container COMMAND...: run zegeld in the image, as README.md says.
container()
{
	buildah run --isolation chroot "$box" -- zegeld "$@"
}

# Build the image on the release, as a container engine does, and try it.
part_image()
(
	storage
	policy="--signature-policy $dir/image/policy.json"
	name=localhost/debian:$release-slim
	git clone -q "$tree" "$dir/image/context" || exit 1
	# shellcheck disable=SC2086 # two words
	box=$(buildah $policy from scratch) &&
	    buildah add -q "$box" "$dir/$release" / &&
	    buildah commit -q $policy "$box" "$name" &&
	    buildah rm "$box" &&
	    buildah bud $policy --isolation chroot --pull-never \
	    --build-arg "BASE=$name" -t localhost/zegel "$dir/image/context" &&
	    box=$(buildah $policy from --pull-never localhost/zegel) || exit 1
	container init data demo | grep '^srv ' || exit 1
	container serve data -u /run/zegel/http.sock 2>&1 |
	    grep 'this service has no signed directory yet' || exit 1
	root=$(buildah mount "$box") || exit 1
	[ "$(stat -c '%a %u:%g' "$root/run/zegel")" = '2750 10001:10001' ] &&
	    [ ! -e "$root/usr/bin/gcc" ] && [ ! -e "$root/src" ]
)

image_end()
{
	[ -d "$dir/image" ] || return 0
	(storage && buildah umount -a && buildah rm -a && buildah rmi -a -f) \
	    > "$dir/log/image-end.log" 2>&1
	rm -rf "$dir/image"
}

[ "$(id -u)" -eq 0 ] || say "only root can make chroots: sudo make check-deb"
releases=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
	releases+=("$1")
	shift
done
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- run check clang user image
[ ${#releases[@]} -gt 0 ] || releases=(trixie bookworm)
mkdir -p "$dir/log"
exec 8> "$dir/lock"
flock -n 8 || say "another one runs in build/deb: wait for it to end"
trap 'machine_end; image_end' EXIT
trap 'exit 1' INT TERM
for r in "${releases[@]}"; do
	log=$dir/log/$r-base.log
	(base "$r") > "$log" 2>&1 && machine "$r" >> "$log" 2>&1
	rc=$?
	result $rc "$r: a fresh machine is made" "$log"
	[ $rc -eq 0 ] || continue
	for part in "$@"; do
		log=$dir/log/$r-$part.log
		"part_$part" > "$log" 2>&1
		result $? "$r: $part passes" "$log"
		image_end
	done
	machine_end
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
