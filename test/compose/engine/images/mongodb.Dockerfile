# Stands for mongo: a mongod whose arguments are the container's, with the user and the directories of the official image.
FROM gongdan-base/debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libcurl4 libssl3 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 999 --user-group --no-create-home mongodb && install -d -o mongodb -g mongodb /data/db
COPY mongod /usr/local/bin/mongod
VOLUME /data/db
EXPOSE 27017
ENTRYPOINT ["mongod"]
