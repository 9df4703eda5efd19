// Prints the client as a page bundles it. A process of its own, since Jest's objects are not those that the bundler expects.
import { rolldown } from 'rolldown'

const bundle = await rolldown({ input: process.argv[2], platform: 'browser' })
const { output } = await bundle.generate({ format: 'esm', minify: true })
process.stdout.write(output.map(({ code }) => code).join(''))
