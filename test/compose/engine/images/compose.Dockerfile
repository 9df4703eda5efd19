# Docker Compose v2 from its Go module; Debian 12 has no package of it.
FROM gongdan-base/debian:trixie
RUN apt-get update && apt-get install -y --no-install-recommends golang-go && rm -rf /var/lib/apt/lists/*
ARG VERSION
WORKDIR /build
# Not `go install`: the module replaces modules it depends on, which only the main module may.
RUN go mod init compose \
  && go get "github.com/docker/compose/v2/cmd@${VERSION}" \
  && CGO_ENABLED=0 go build -trimpath \
    -ldflags "-s -w -X github.com/docker/compose/v2/internal.Version=${VERSION}" \
    -o /docker-compose github.com/docker/compose/v2/cmd
