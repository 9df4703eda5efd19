# Stands for node:24-slim: the official binary, as the npm package `node` carries it, and the npm of the machine.
FROM gongdan-base/debian:bookworm
RUN useradd --uid 1000 --user-group --create-home node
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# Node has a list of its own; the machine's may know more, where a proxy looks into what passes.
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
CMD ["node"]
