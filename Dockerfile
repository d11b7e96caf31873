# Zegel's server in an image that holds nothing else: built in one stage,
# copied to another that has no compiler and no root at run time.
ARG BASE=docker.io/library/debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update && apt-get install -y --no-install-recommends make
COPY . /src
WORKDIR /src
RUN make -j2 all && make install DESTDIR=/out PREFIX=/usr

FROM ${BASE}
RUN apt-get update && \
    apt-get install -y --no-install-recommends \
        libmicrohttpd12 liblmdb0 libseccomp2 zlib1g && \
    rm -rf /var/lib/apt/lists/* && \
    groupadd -g 10001 zegel && \
    useradd -u 10001 -g zegel -M -d /var/lib/zegel -s /usr/sbin/nologin zegel && \
    install -d -o zegel -g zegel -m 700 /var/lib/zegel
COPY --from=build /out/usr/bin/zegeld /usr/bin/zegeld
USER 10001:10001
VOLUME /var/lib/zegel
WORKDIR /var/lib/zegel
EXPOSE 8080
ENTRYPOINT ["/usr/bin/zegeld"]
