#!/bin/sh
# Takes the data directory over, whoever owned it before, and goes on as the user rabbitmq, unless told to be another.
set -e
if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups "$@"
fi
exec "$@"
