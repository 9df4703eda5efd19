import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { localDirectory, root } from '../local/localDirectory.ts'

/** A package that others install. Node refuses TypeScript below node_modules, so it is packed as JavaScript with types beside. */
interface Packed {
  readonly folder: string
  readonly entries: readonly string[]
  /** What a program may use that has it: an older Node 20 or an older browser checks nothing by itself. */
  readonly lib: readonly string[]
  readonly types: readonly string[]
  /** Files that the compiler does not write. */
  readonly copied: readonly string[]
}

const packages: readonly Packed[] = [
  {
    folder: 'sdk',
    entries: ['index.ts', 'raw.ts'],
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
    types: [],
    copied: ['schema.d.ts'],
  },
  { folder: 'cli', entries: ['main.ts'], lib: ['es2023'], types: ['node'], copied: [] },
]

const run = (command: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? `${stdout}${stderr}`}`)
  return stdout
}

const toBuilt = (path: string): string => path.replace('./src/', './dist/').replace(/\.ts$/, '.js')

/** The package.json of what is packed: the repository's own, with JavaScript in place of the sources. */
const manifestOf = (folder: string, versions: ReadonlyMap<string, string>) => {
  const { name, version, description, type, exports, bin, dependencies } = JSON.parse(
    readFileSync(join(root, 'libs', folder, 'package.json'), 'utf8'),
  )
  const entries = (given: Record<string, string>, to: (path: string) => unknown) =>
    Object.fromEntries(Object.entries(given).map(([key, path]) => [key, to(path)]))
  const exported = (path: string) => ({ types: toBuilt(path).replace(/\.js$/, '.d.ts'), default: toBuilt(path) })
  return {
    name,
    version,
    description,
    type,
    engines: { node: '>=20' },
    ...(exports === undefined ? {} : { exports: entries(exports, exported), sideEffects: false }),
    ...(bin === undefined ? {} : { bin: entries(bin, toBuilt) }),
    files: ['dist'],
    dependencies: Object.fromEntries(
      Object.entries<string>(dependencies).map(([other, range]) => [other, versions.get(other) ?? range]),
    ),
  }
}

/** Compiles and packs one after the other, a later one against those before it; gives where the tarballs are. */
export const packAll = (say: (line: string) => void): readonly { name: string; tarball: string }[] => {
  const versions = new Map<string, string>()
  const paths: Record<string, string[]> = {}
  const top = localDirectory('packages')
  return packages.map(({ folder, entries, lib, types, copied }) => {
    const sources = join(root, 'libs', folder, 'src')
    const built = join(top, folder)
    rmSync(built, { recursive: true, force: true })
    mkdirSync(built, { recursive: true })
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        incremental: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        target: 'es2022',
        rootDir: sources,
        outDir: join(built, 'dist'),
        lib,
        types,
        typeRoots: [join(root, 'node_modules/@types')],
        paths,
      },
      include: [],
      files: entries.map((entry) => join(sources, entry)),
    }
    writeFileSync(join(built, 'tsconfig.json'), JSON.stringify(config))
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', built], root)
    for (const file of copied) cpSync(join(sources, file), join(built, 'dist', file))
    cpSync(join(root, 'libs', folder, 'README.md'), join(built, 'README.md'))
    const manifest = manifestOf(folder, versions)
    versions.set(manifest.name, manifest.version)
    // What is packed later finds it where it would be installed.
    const link = join(top, 'node_modules', manifest.name)
    mkdirSync(dirname(link), { recursive: true })
    rmSync(link, { force: true })
    symlinkSync(built, link)
    paths[manifest.name] = [join(built, 'dist/index.d.ts')]
    writeFileSync(join(built, 'package.json'), JSON.stringify(manifest, null, 2))
    const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', top], built))
    say(`packed ${manifest.name} ${manifest.version}`)
    return { name: manifest.name, tarball: join(top, filename) }
  })
}
