// node services/console/build.ts [FOLDER]
//
// Builds the console into FOLDER (.local/console), with every file compressed beside it, unless that is what it was built from.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const [compressGzip, compressBrotli] = [promisify(gzip), promisify(brotliCompress)]

const root = resolve(import.meta.dirname, '../..')
const target = resolve(process.argv[2] ?? join(root, '.local/console'))

/** What the build is made from: a hash of every file of the console and of the libraries, and of the packages' versions. */
const hashOfInputs = (): string => {
  const patterns = ['services/console/**/*', 'libs/*/src/**/*', 'package-lock.json']
  const files = globSync(patterns, { cwd: root, exclude: (name) => name.includes('node_modules') })
  const hash = createHash('sha256')
  for (const file of files.toSorted()) {
    const path = join(root, file)
    if (/\.test\.tsx?$/.test(file) || !existsSync(path) || !statSync(path).isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Smaller ones are not worth it. */
const leastBytes = 1024

const compress = async (path: string): Promise<void> => {
  const bytes = readFileSync(path)
  if (bytes.length < leastBytes) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  const [small, smaller] = await Promise.all([compressGzip(bytes, { level: 9 }), compressBrotli(bytes, { params })])
  writeFileSync(`${path}.gz`, small)
  writeFileSync(`${path}.br`, smaller)
}

const inputs = hashOfInputs()
const record = join(target, 'inputs.json')
if (!existsSync(record) || readFileSync(record, 'utf8') !== JSON.stringify(inputs)) {
  // Built beside and moved into place, so that nobody is served half of it.
  const draft = `${target}.${process.pid}`
  mkdirSync(resolve(target, '..'), { recursive: true })
  // Whatever the environment around it is for: React has more to say, and is slower, elsewhere.
  process.env.NODE_ENV = 'production'
  await build({
    root: import.meta.dirname,
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: draft, emptyOutDir: true },
  })
  // Side by side: each is compressed by a thread of its own.
  await Promise.all(globSync('**/*.{js,css,svg,json}', { cwd: draft }).map((file) => compress(join(draft, file))))
  writeFileSync(join(draft, 'inputs.json'), JSON.stringify(inputs))
  rmSync(target, { recursive: true, force: true })
  renameSync(draft, target)
}
