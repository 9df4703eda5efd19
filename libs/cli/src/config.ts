import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CliError, exitCodes, type World } from './world.ts'

/** One gateway and one person. */
export interface Profile {
  readonly url?: string
  readonly issuer?: string
  readonly clientId?: string
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  readonly idToken?: string | undefined
  /** Unix seconds. */
  readonly expiresAt?: number | undefined
}

export interface Config {
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}

/** Whose key it is: keys count for one person at one gateway. */
export interface Sender {
  readonly url: string
  readonly user: string
  readonly tenant: string
}

/** A list that was sent in part, so that it can be sent on. */
export interface Run extends Sender {
  readonly action: string
  readonly items: readonly unknown[]
  readonly shared: object
  readonly pieces: number
  /** When it was begun, in unix seconds. */
  readonly time: number
}

/** The JSON of a file; undefined where there is no such file, null where it holds no JSON. */
const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isObject = (value: unknown): value is object => value !== null && Object(value) === value && !Array.isArray(value)
const isConfig = (value: unknown): value is Config => isObject(Object(value).profiles)

/** The person's own files: they hold tokens, so only their owner may read them. */
export const configStore = ({ env, home }: Pick<World, 'env' | 'home'>, t: (en: string, zh: string) => string) => {
  const directory = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'gongdan')
  const file = join(directory, 'config.json')
  const runFile = (key: string) => join(directory, 'runs', `${key.replace(/[^\w.-]/g, '_')}.json`)
  const write = (path: string, value: unknown) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const fresh = `${path}.${process.pid}`
    writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    chmodSync(fresh, 0o600)
    renameSync(fresh, path)
  }
  const read = (): Config => {
    const config = readJson(file)
    if (config === undefined) return { profiles: {} }
    if (isConfig(config)) return config
    throw new CliError(
      exitCodes.usage,
      t(`${file} is damaged: mend it, or delete it and sign in again`, `${file} 已损坏：请修复，或删除后重新登录`),
    )
  }
  return {
    file,
    read,
    /** Changes fields of a profile; undefined takes one out. */
    update: (name: string, changes: Profile) => {
      const config = read()
      write(file, { ...config, profiles: { ...config.profiles, [name]: { ...config.profiles[name], ...changes } } })
    },
    use: (name: string) => write(file, { ...read(), current: name }),
    readRun: (key: string) => {
      const run = readJson(runFile(key))
      return Array.isArray(Object(run).items) ? (run as Run) : undefined
    },
    writeRun: (key: string, run: Run) => write(runFile(key), run),
    removeRun: (key: string) => rmSync(runFile(key), { force: true }),
  }
}
