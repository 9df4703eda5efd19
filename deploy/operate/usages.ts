// What the commands of this folder print for --help, or when they cannot be carried out as they were given.

export const operateUsage = `npm run operate -- WHAT …

  parked …   messages that could not be handled: list, show, replay, discard
  image …    images that wait for an operator: list, show, adopt, retry, give-up, delete
  audit      what operators did to parked messages, newest first; [--last 20]

npm run operate -- parked, and npm run operate -- image, say more.
`

export const restoreUsage = `npm run restore -- DIR [--resend-hours 24]

Restores a backup into an empty database and an empty broker: those that MONGODB_URL and AMQP_URL name, while no service
runs there; without them, those of this machine, which npm start then uses.
`

export const backupUsage = `npm run backup -- DIR

Writes a backup of a system to a new directory, while it works: of the system that npm start runs here, or of the one that
MONGODB_URL and AMQP_URL name.
`

export const verifyUsage = `npm run verify

Compares what is stored with every history; exit code 0 when nothing differs, 1 when something does, 3 when it could not be
compared. Of the system that npm start runs here, or of
the one that MONGODB_URL names; HISTORY_KEYS are the public keys of its histories.
`
