// npm run layers: who may import whom (rules.ts), for the sources below the working directory.
import { existsSync, readFileSync } from 'node:fs'
import { cruise, type ICruiseOptions, type IForbiddenRuleType, type IViolation } from 'dependency-cruiser'
import { fileRules, folderRules, testCode } from './rules.ts'

/** Gives the violations of some rules. Only reads the imports: swc parses, because TypeScript 7 has no JavaScript API. */
const violationsOf = async (rules: readonly IForbiddenRuleType[], options: ICruiseOptions = {}) => {
  const folders = ['libs', 'services', 'deploy', 'test'].filter((folder) => existsSync(folder))
  const { output } = await cruise(
    folders,
    {
      parser: 'swc',
      validate: true,
      ruleSet: { forbidden: [...rules] },
      doNotFollow: { path: 'node_modules' },
      ...options,
    },
    {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  )
  if (typeof output === 'string') throw new Error(output)
  return output.summary.violations
}

const lineOf = ({ rule, from, to, cycle }: IViolation): string => {
  const path = cycle === undefined ? [to] : cycle.map(({ name }) => name)
  return `${rule.name}: ${[from, ...path].join(' -> ')}`
}

const commentOf = (line: string): string => {
  const name = line.slice(0, line.indexOf(':'))
  return [...fileRules, ...folderRules].find((one) => one.name === name)?.comment ?? ''
}

const violations = [
  ...(await violationsOf(fileRules)),
  ...(await violationsOf(folderRules, { exclude: { path: testCode } })),
]
const lines = [...new Set(violations.map(lineOf))].sort()

// KNOWN VIOLATIONS: what the tree still breaks. The file must become empty, and then it goes, with these four lines.
const knownFile = 'test/architecture/knownViolations.txt'
const known = existsSync(knownFile) ? readFileSync(knownFile, 'utf8').split('\n').filter(Boolean) : []
const fresh = lines.filter((line) => !known.includes(line))
if (lines.length > fresh.length) console.log(`${lines.length - fresh.length} known violations`)

for (const line of fresh) console.log(`${line}\n  ${commentOf(line)}`)
process.exitCode = fresh.length === 0 ? 0 : 1
