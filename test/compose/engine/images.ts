import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { localDirectory, root } from '../../../deploy/local/localDirectory.ts'
import { findMongod } from '../../../deploy/local/parts/findMongod.ts'
import { StartFault } from '../../../deploy/local/startFault.ts'
import { ask, install, run, say } from './command.ts'

const certificates = '/etc/ssl/certs/ca-certificates.crt'
// Not needed in a container; official slim images lack it too.
const unneeded = [
  'usr/share/doc',
  'usr/share/info',
  'usr/share/locale',
  'usr/share/man',
  'var/cache/apt',
  'var/lib/apt/lists',
]

const isThere = (image: string): boolean => ask('docker', ['image', 'inspect', image]) !== undefined

/** Runs `work` in a new temporary directory, which is removed afterwards. */
const inDirectory = async (work: (directory: string) => Promise<void> | void) => {
  const directory = mkdtempSync(join(tmpdir(), 'gongdan-docker-'))
  try {
    await work(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const buildDebian = async (suite: string) => {
  const image = `gongdan-base/debian:${suite}`
  if (isThere(image)) return say(`${image} is there`)
  await install('debootstrap', 'debootstrap')
  say(`building ${image} with debootstrap`)
  await inDirectory((directory) => {
    const rootfs = join(directory, 'rootfs')
    run('debootstrap', ['--variant=minbase', suite, rootfs])
    for (const path of unneeded) rmSync(join(rootfs, path), { recursive: true, force: true })
    // apt does not make this one by itself.
    mkdirSync(join(rootfs, 'var/cache/apt/archives/partial'), { recursive: true })
    // The machine's own list: behind a TLS-inspecting proxy it has one certificate more.
    mkdirSync(dirname(join(rootfs, certificates)), { recursive: true })
    cpSync(certificates, join(rootfs, certificates), { dereference: true })
    run('sh', ['-c', 'tar -C "$1" -c . | docker import - "$2" >&2', 'sh', rootfs, image])
  })
}

type Context = (directory: string) => Promise<void> | void
interface Image {
  readonly name: string
  readonly file: string
  readonly args?: readonly string[]
  /** Copies the files that the Dockerfile needs into the build context. */
  readonly prepare?: Context
}

/** Builds an image, unless it is there. */
export const build = async ({ name, file, args = [], prepare = () => {} }: Image) => {
  if (isThere(name)) return say(`${name} is there`)
  say(`building ${name}`)
  await inDirectory(async (directory) => {
    await prepare(directory)
    cpSync(join(import.meta.dirname, 'images', file), join(directory, 'Dockerfile'))
    const buildArgs = args.flatMap((arg) => ['--build-arg', arg])
    // The old builder: the new one is a plugin that Debian 12 does not have. The host's network: its resolver works.
    run('docker', ['build', '--network=host', '--force-rm', ...buildArgs, '-t', name, directory], {
      DOCKER_BUILDKIT: '0',
    })
  })
}

const addNode: Context = (directory) => {
  cpSync(join(root, 'node_modules/node/bin/node'), join(directory, 'node'))
  const npm = ask('sh', ['-c', 'command -v npm'])?.trim()
  if (npm === undefined) throw new StartFault('no-part', 'there is no npm on this machine')
  cpSync(dirname(dirname(realpathSync(npm))), join(directory, 'npm'), { recursive: true, dereference: true })
}

const addMongod: Context = async (directory) => {
  mkdirSync(localDirectory('log'), { recursive: true })
  const found = await findMongod(localDirectory('log/mongod-download.log'))
  if ('reason' in found) throw new StartFault('no-part', found.reason)
  const path = found.path.includes('/') ? found.path : (ask('sh', ['-c', `command -v ${found.path}`])?.trim() ?? '')
  cpSync(path, join(directory, 'mongod'), { dereference: true })
}

const addEntrypoint: Context = (directory) => {
  const script = join(directory, 'entrypoint.sh')
  cpSync(join(import.meta.dirname, 'images/rabbitmqEntrypoint.sh'), script)
  chmodSync(script, 0o755)
}

const rabbitmq = (version: string, suite: string): Image => ({
  name: `gongdan-base/rabbitmq:${version}`,
  file: 'rabbitmq.Dockerfile',
  args: [`SUITE=${suite}`],
  prepare: addEntrypoint,
})

/** The replacements for images of a registry, by the variables that name them for compose and for tests. */
export const standIns = {
  NODE_IMAGE: 'gongdan-base/node:24',
  MONGODB_IMAGE: 'gongdan-base/mongodb:6.0',
  RABBITMQ_IMAGE: 'gongdan-base/rabbitmq:3.10',
  PROMETHEUS_IMAGE: 'gongdan-base/prometheus:2.53',
}
/** Builds the Debian base images: 12, and 13 for its newer packages. */
export const buildDebianImages = async (): Promise<void> => {
  for (const suite of ['bookworm', 'trixie']) await buildDebian(suite)
}

/** Builds each stand-in that is not there yet, from Debian's packages and the programs that local runs use. */
export const buildImages = async (): Promise<void> => {
  await build({ name: standIns.NODE_IMAGE, file: 'node.Dockerfile', prepare: addNode })
  await build({ name: standIns.MONGODB_IMAGE, file: 'mongodb.Dockerfile', prepare: addMongod })
  await build(rabbitmq('3.10', 'bookworm'))
  await build(rabbitmq('4.0', 'trixie'))
  await build({ name: standIns.PROMETHEUS_IMAGE, file: 'prometheus.Dockerfile' })
}
