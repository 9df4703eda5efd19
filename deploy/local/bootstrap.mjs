// node deploy/local/bootstrap.mjs SCRIPT [ARGUMENT]…
//
// Runs SCRIPT, a TypeScript file; with --help among the arguments it tells what there is to say about the npm script instead. It runs with the Node 24 of node_modules, after installing what package-lock.json asks for.
// Plain JavaScript without dependencies, since on a fresh clone nothing else is there: Node 20 is enough to run it.
// Speaks on stderr only: stdout belongs to the script.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs'
import module from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

// Not import.meta.dirname, which Node 20.0 to 20.10 do not have.
const root = resolve(fileURLToPath(import.meta.url), '../../..')
const modules = join(root, 'node_modules')
const node24 = join(modules, '.bin/node')

const packagesOf = (lockfile) => JSON.parse(readFileSync(lockfile, 'utf8')).packages

/** Whether npm's own record of what it installed agrees with the lockfile; packages for other platforms are never installed. */
const isInstalled = () => {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = packagesOf(record)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || installed[path]?.version === wanted.version,
  )
}

const run = (why, command, args, cwd) => {
  console.error(why)
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
  process.exit(1)
}

// Not `npm ci`: it refuses a lockfile that lacks the optional packages of other platforms, and a lockfile made where a
// registry does not carry all of them does.
// No install scripts: npm 11 may refuse them anyway, and the one that is needed, which fetches Node, is run by name.
const setUp = () => {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  if (!isInstalled())
    run('installing the packages', 'npm', ['install', '--no-save', '--include=dev', '--ignore-scripts', ...quiet], root)
  if (existsSync(node24)) return
  // npm may have removed the node of node_modules that runs this: then there is another on the PATH.
  const node = existsSync(process.execPath) ? process.execPath : 'node'
  run('fetching Node 24', node, ['installArchSpecificPackage'], join(modules, 'node'))
  symlinkSync('../node/bin/node', node24)
}

/** `.local` has keys, data and logs, so it is its owner's alone; runs of before may have left it open to others. */
const makeLocalDirectory = () => {
  const local = join(root, '.local')
  try {
    mkdirSync(local, { recursive: true, mode: 0o700 })
    chmodSync(local, 0o700)
  } catch {
    // Somebody else's, or on a medium that cannot be written to: what needs it says so.
  }
}

setUp()
makeLocalDirectory()
// Halves the time that each process takes to load its modules, from the second run on.
process.env.NODE_COMPILE_CACHE = join(root, '.local/compile-cache')
const given = process.argv.slice(2)
const asksForHelp = given.slice(1).some((argument) => argument === '--help' || argument === '-h')
const [script, ...args] = asksForHelp ? ['deploy/operate/help.ts', process.env.npm_lifecycle_event ?? ''] : given
if (realpathSync(process.execPath) === realpathSync(node24)) {
  module.enableCompileCache()
  process.argv = [process.execPath, resolve(script), ...args]
  await import(pathToFileURL(process.argv[1]).href)
} else {
  // The first run on a fresh clone: npm found the machine's own node. A terminal's Ctrl-C reaches the child by itself.
  const child = spawn(node24, [script, ...args], { stdio: 'inherit' })
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code) => process.exit(code ?? 1))
}
