# Stands for rabbitmq:*-management: Debian's RabbitMQ, which knows RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS itself.
ARG SUITE
FROM gongdan-base/debian:${SUITE}
RUN apt-get update && apt-get install -y --no-install-recommends rabbitmq-server && rm -rf /var/lib/apt/lists/*
# Not the wrappers in /usr/sbin, which change the user, who could not read the cookie; only they know where the plugins are.
ENV PATH=/usr/lib/rabbitmq/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/var/lib/rabbitmq RABBITMQ_LOGS=- LANG=C.UTF-8
# As the official image: guest may come from outside the container. Who deploys makes other users, and guest is then not made.
RUN /usr/sbin/rabbitmq-plugins enable --offline rabbitmq_management rabbitmq_prometheus \
  && echo 'loopback_users = none' > /etc/rabbitmq/rabbitmq.conf \
  && rm -f /var/lib/rabbitmq/.erlang.cookie \
  && chown -R rabbitmq:rabbitmq /etc/rabbitmq /var/lib/rabbitmq \
  && chmod 777 /var/lib/rabbitmq /var/log/rabbitmq
COPY entrypoint.sh /usr/local/bin/
VOLUME /var/lib/rabbitmq
EXPOSE 5672 15672 15692
ENTRYPOINT ["entrypoint.sh"]
CMD ["rabbitmq-server"]
