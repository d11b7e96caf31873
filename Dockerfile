# Zegel's server in an image that holds nothing else: built in one stage,
# copied to another that has no compiler and no root at run time. What changes
# seldom comes first. README.md says how to start it. BASE may be bookworm-slim
# too; a name with a digest, debian@sha256:..., pins its bytes.
ARG BASE=docker.io/library/debian:trixie-slim

FROM ${BASE} AS build
RUN apt-get update
WORKDIR /src
COPY tools/build/packages.sh tools/build/
RUN tools/build/packages.sh build wasm
COPY tools/build/source.sh tools/build/sources.sha256 tools/build/
COPY tools/build/sodium.sh tools/build/qrencode.sh tools/build/
RUN tools/build/sodium.sh native && tools/build/sodium.sh wasm && \
    tools/build/qrencode.sh
COPY . .
RUN make all && make install DESTDIR=/out PREFIX=/usr

# tests/e2e/confined.sh checks that a server which proves its confinement does so
# with these packages, what they depend on, and nothing else.
FROM ${BASE}
RUN apt-get update && \
    apt-get install -y --no-install-recommends \
        libmicrohttpd12 liblmdb0 libseccomp2 zlib1g && \
    rm -rf /var/lib/apt/lists/* && \
    groupadd -g 10001 zegel && \
    useradd -u 10001 -g zegel -M -d /var/lib/zegel -s /usr/sbin/nologin zegel && \
    install -d -o zegel -g zegel -m 700 /var/lib/zegel && \
    install -d -o zegel -g zegel -m 2750 /run/zegel
COPY --from=build /out/usr/bin/zegeld /usr/bin/zegeld
USER 10001:10001
# The service; and the socket, which members of group 10001 reach.
VOLUME /var/lib/zegel /run/zegel
WORKDIR /var/lib/zegel
EXPOSE 8443
ENTRYPOINT ["/usr/bin/zegeld"]
CMD ["serve", "data", "-u", "/run/zegel/http.sock"]
