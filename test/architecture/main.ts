// npm run layers: who may import whom (rules.ts), for the sources below the working directory.
import { existsSync } from 'node:fs'
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

/** Programs with packages of their own, which are not installed with the rest. */
const programsOfTheirOwn = '^test/bench/peers/'

const violations = [
  ...(await violationsOf(fileRules, { exclude: { path: programsOfTheirOwn } })),
  ...(await violationsOf(folderRules, { exclude: { path: [testCode, programsOfTheirOwn] } })),
]
const lines = [...new Set(violations.map(lineOf))].sort()

for (const line of lines) console.log(`${line}\n  ${commentOf(line)}`)
process.exitCode = lines.length === 0 ? 0 : 1
