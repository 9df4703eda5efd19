import { startUsage } from '../local/startArguments.ts'
import { tokenUsage } from '../local/tokenArguments.ts'
import { backupUsage, operateUsage, restoreUsage, verifyUsage } from './usages.ts'

/** What each script of package.json does; `npm run help` prints it, and a test holds it against package.json. */
export const scripts: Readonly<Record<string, string>> = {
  start: 'runs the whole system on this machine until Ctrl-C; PORT=8080, -- --scale ticket=3, -- --fresh, -- --help',
  console:
    'the console with its sources as they are, at http://localhost:5173; GONGDAN_URL=… names another gateway than http://127.0.0.1:9990',
  help: 'prints this list',
  requests: 'writes deploy/local/requests.http from the calls that npm start prints',
  token:
    'prints a token for the system that npm start runs: -- --user U --name N --tenant T --tenant-name N [--role ID:NAME]',
  operate: 'parked messages and images that wait for a person: -- parked | image | audit',
  backup: 'writes all of the system to a folder, while it works: -- DIR',
  restore: 'puts a backup into an empty broker and database: -- DIR',
  verify: 'compares what is stored with every history; 0 differences on a healthy system',
  test: 'lint, types, unit, integration, journey, console and fault tests, on real components',
  check: 'lint, types, layers, unused exports and unit tests: no broker, no database',
  lint: 'Biome: style and forbidden imports',
  types: 'the TypeScript compiler, which only checks',
  layers: 'which part imports which: no cycles, and arrows one way',
  unused: 'exports and dependencies that nothing uses',
  unit: 'the unit tests: -- PATH runs those under a path',
  fix: 'Biome, mending what it can',
  jest: 'Jest itself: -- --selectProjects integration test/integration/contract/openapi.test.ts',
  shots: 'takes the pictures of the README with Chromium, on a system of its own: -- NAME takes one',
  bench:
    'performance: -- NAME, one of path, idle, peers, notification, listeners, hardening, lists, scaling, cli, console, files',
  docker: 'makes a Docker engine and base images out of packages, where no registry can be reached',
  'test:compose': 'the main job, and what must be refused, in containers',
  'test:api-fuzz': 'Schemathesis against the OpenAPI document',
  'test:faults':
    'the long form of the fault scenarios: -- F3 plays one; SEED=n repeats a run, as in the other long forms',
  'test:security': 'the long form of the attacks, with times: -- bodies plays one',
  'test:clients': 'clients in Python and Go, generated from the OpenAPI document, compiled and tried; needs Go',
  'test:live': 'image creation against the real Tencent cloud; needs CVM_LIVE=1 and keys',
  'test:simulation': 'the product on models of broker and database: -- --seeds 100000',
  'test:soak': 'all faults at random: -- --minutes 60',
  'test:mutations': 'switches each protection off and fails unless a scenario notices',
  openapi: "writes the gateway's OpenAPI document and the SDK's types anew",
  asyncapi: 'prints all queues and messages as an AsyncAPI 3 document (with --silent)',
  pack: 'the SDK and the command line as tarballs that other projects install',
  golden: 'writes changed message forms to libs/contracts/golden as a new release; -- --amend | --anew',
}

/** The texts of scripts that have more to say than a line. */
const usages: Readonly<Record<string, string>> = {
  start: startUsage,
  token: tokenUsage,
  operate: operateUsage,
  backup: backupUsage,
  restore: restoreUsage,
  verify: verifyUsage,
}

/** What `npm run NAME -- --help` prints; the list of all scripts where there is no such one. */
export const helpOn = (name: string): string => {
  const says = scripts[name]
  if (says !== undefined && name !== 'help') return usages[name] ?? `npm run ${name}\n\n${says}\n`
  const width = Math.max(...Object.keys(scripts).map((script) => script.length))
  return Object.entries(scripts)
    .map(([script, does]) => `npm run ${script.padEnd(width)}  ${does}\n`)
    .join('')
}

// npm run help, and --help of every script (see bootstrap.mjs)
if (process.argv[1] === import.meta.filename) process.stdout.write(helpOn(process.argv[2] ?? ''))
