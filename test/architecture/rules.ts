import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Matches the paths of code that only tests use. */
export const testCode = String.raw`\.(test|fixture|suite)\.ts$|^(libs|services)/[^/]+/test/`

/** The files of one layer in every service, without their tests; the service's name is `$1` in `to`. */
const layer = (folder: string) => ({ path: `^services/([^/]+)/src/${folder}/`, pathNot: testCode })

/** The interfaces of stores and clients. */
const ports = String.raw`^services/([^/]+)/src/domain/ports\.ts$`

/** The folders of a service that are no layers of their own: the rooms of the gateway. */
const room = layer('(?:(?!domain|handlers|adapters)[^/]+)')

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })

/** npm packages that only some folders may import. */
const onlyIn = (name: string, comment: string, packages: string, folders: readonly string[]) =>
  rule(name, comment, { pathNot: [...folders] }, { path: `^(node_modules/)?(@types/)?(${packages})(/|$)` })

const layers = [
  rule(
    'domain-is-pure',
    'Decisions cannot fail and need no fakes in tests: domain imports domain, contracts and libraries that only compute.',
    { ...layer('domain'), pathNot: [testCode, ports] },
    { pathNot: ['^services/$1/src/domain/', '^libs/(contracts|flow)/', String.raw`^node_modules/(zod|ipaddr\.js)/`] },
  ),
  rule(
    'ports-are-pure',
    'A port may speak of the events and results that libs/store keeps, and of nothing else outside the domain.',
    { path: ports },
    { pathNot: ['^services/$1/src/domain/', '^libs/(contracts|store)/'] },
  ),
  rule(
    'handlers-know-ports-only',
    'Handlers import domain, where the ports live, and libs: main.ts decides which adapter stands behind a port.',
    layer('handlers'),
    { path: '^(services|deploy|test)/', pathNot: '^services/$1/src/(domain|handlers)/' },
  ),
  rule(
    'adapters-know-ports-only',
    'Adapters import domain, where the ports live, and libs. The gateway has no domain: its ports live in its rooms.',
    layer('adapters'),
    {
      path: '^(services|deploy|test)/',
      pathNot: ['^services/$1/src/(domain|adapters)/', '^services/gateway/src/(batch|live|identity)/'],
    },
  ),
  rule('only-main-wires', 'Adapters are chosen in main.ts and the files beside it.', room, {
    path: '^services/$1/src/adapters/',
  }),
  rule('main-is-on-top', 'The files beside main.ts wire the folders; no folder imports them.', room, {
    path: String.raw`^services/$1/src/[^/]+\.ts$`,
  }),
  rule(
    'services-never-import-services',
    'Services know of each other what contracts says; everything else goes over the bus.',
    { path: '^services/([^/]+)/' },
    {
      path: '^(services/|node_modules/@gongdan/(gateway|ticket|process|image|notification)/)',
      pathNot: '^services/$1/',
    },
  ),
  rule(
    'services-by-their-public-file',
    'Tools and tests import what a service shows in public.ts, and the suites and fixtures that it offers to tests.',
    { path: '^(deploy|test)/' },
    { path: '^services/', pathNot: [String.raw`^services/[^/]+/src/public\.ts$`, testCode] },
  ),
  rule(
    'libs-by-their-entry',
    'A library is what its index.ts exports; only tests look further.',
    { path: '^(libs/[^/]+|services|deploy)/', pathNot: testCode },
    { path: '^libs/', pathNot: ['^$1/', String.raw`^libs/([^/]+/src/index|sdk/src/raw)\.ts$`] },
  ),
  rule(
    'libs-know-no-services',
    'Libraries lie below everything else.',
    { path: '^libs/' },
    { path: '^(services|deploy|test)/' },
  ),
  rule(
    'contracts-are-pure',
    'What everything imports, the pure code too, imports nothing that can fail.',
    { path: '^libs/contracts/', pathNot: testCode },
    { pathNot: ['^libs/contracts/', '^node_modules/(zod|fastest-levenshtein)/'] },
  ),
  rule(
    'flow-is-pure',
    'Domains decide with it: it imports contracts and nothing that can fail.',
    { path: '^libs/flow/', pathNot: testCode },
    { pathNot: ['^libs/(flow|contracts)/'] },
  ),
  rule(
    'tracing-stands-alone',
    'The two libraries at the bottom import no other library.',
    { path: '^libs/(tracing|cvm-emulator)/' },
    { path: '^libs/', pathNot: '^libs/$1/' },
  ),
  rule(
    'sdk-stands-alone',
    'What others install knows the gateway by its document alone.',
    { path: '^libs/sdk/' },
    { path: '^libs/', pathNot: '^libs/sdk/' },
  ),
  rule(
    'cli-by-the-sdk',
    'The command line can do what everybody can who has the SDK.',
    { path: '^libs/cli/' },
    { path: '^libs/', pathNot: '^libs/(cli|sdk)/' },
  ),
  rule(
    'messaging-and-store-are-apart',
    'The bus and the database know nothing of each other: libs/service joins them.',
    { path: '^libs/(messaging|store)/' },
    { path: '^libs/(messaging|store|service|cvm-emulator)/', pathNot: '^libs/$1/' },
  ),
  rule(
    'no-test-code-in-production',
    'Tests, fixtures and suites are imported by tests only.',
    { path: '^(libs|services|deploy)/', pathNot: testCode },
    { path: [testCode, '^test/'] },
  ),
]

const packages = [
  onlyIn('amqplib-in-messaging', 'libs/messaging alone speaks AMQP; tests look at the broker beside it.', 'amqplib', [
    '^libs/messaging/',
    '^test/',
  ]),
  onlyIn(
    'mongodb-in-adapters',
    'libs/store, adapters and migrations speak to MongoDB, and the tools that set it up, back it up and verify it.',
    'mongodb|migrate-mongo|mongodb-connection-string-url',
    [
      '^libs/store/',
      '^services/[^/]+/(src/adapters|migrations|test)/',
      '^deploy/(jobs|local/parts|operate)/',
      '^test/',
    ],
  ),
  onlyIn(
    'tencent-in-image-adapters',
    'The adapters of the image service alone know the SDK; the emulator is tested against it.',
    'tencentcloud-sdk-nodejs[^/]*',
    [
      '^services/image/src/adapters/',
      '^libs/cvm-emulator/test/',
      String.raw`^libs/cvm-emulator/.*\.test\.ts$`,
      '^test/',
    ],
  ),
  onlyIn(
    'cel-in-conditions',
    'libs/conditions alone knows CEL: it refuses what is slow or surprising.',
    '@marcbachmann/cel-js',
    ['^libs/conditions/'],
  ),
  onlyIn('nodemailer-in-mail-adapter', 'One adapter of the notification service sends mail.', 'nodemailer', [
    '^services/notification/src/adapters/mail',
    '^test/',
  ]),
  onlyIn(
    'fastify-in-http',
    'http/ alone knows statuses and headers; the files beside main.ts put the server together.',
    'fastify|@fastify/[^/]+',
    ['^services/gateway/src/http/', String.raw`^services/gateway/src/[^/]+\.ts$`, '^test/'],
  ),
]

/** Which file may import which. Type-only imports count: an arrow is an arrow, whatever is left of it at run time. */
export const fileRules: readonly IForbiddenRuleType[] = [
  rule('no-cycles', 'Files that import each other can only be read, and moved, together.', {}, { circular: true }),
  ...layers,
  ...packages,
  rule('no-unresolved-imports', 'What is not found is not checked.', {}, { couldNotResolve: true }),
]

/** Test code is not counted here: a test may join folders that its subjects keep apart. */
export const folderRules: readonly IForbiddenRuleType[] = [
  {
    name: 'no-folder-cycles',
    comment: 'Folders that import each other are one folder.',
    severity: 'error',
    scope: 'folder',
    from: {},
    to: { circular: true },
  },
]
