# Zegel's server in an image that holds nothing else: built in one stage,
# copied to another that has no compiler and no root at run time.
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update && apt-get install -y --no-install-recommends make
COPY . /src
WORKDIR /src
RUN make -j2 all && make install DESTDIR=/out PREFIX=/usr

# tests/e2e/confined.sh looks that a server which proves its confinement does so
# with these packages, what they depend on, and nothing else, of this release.
FROM ${BASE}
RUN apt-get update && \
    apt-get install -y --no-install-recommends \
        libmicrohttpd12 libgnutls30 liblmdb0 libseccomp2 zlib1g && \
    rm -rf /var/lib/apt/lists/* && \
    groupadd -g 10001 zegel && \
    useradd -u 10001 -g zegel -M -d /var/lib/zegel -s /usr/sbin/nologin zegel && \
    install -d -o zegel -g zegel -m 700 /var/lib/zegel
COPY --from=build /out/usr/bin/zegeld /usr/bin/zegeld
USER 10001:10001
VOLUME /var/lib/zegel
WORKDIR /var/lib/zegel
# Plain HTTP stays on this host: a socket in the volume, for Tor or a proxy.
# With TLS: serve /var/lib/zegel/data -a 0.0.0.0:8443 -c CERT -k KEY
EXPOSE 8443
ENTRYPOINT ["/usr/bin/zegeld"]
CMD ["serve", "/var/lib/zegel/data", "-u", "/var/lib/zegel/http.sock"]
