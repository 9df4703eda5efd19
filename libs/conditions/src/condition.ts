import { exactInteger, isJsonObject, parseExact } from '@gongdan/contracts'
import type { ConditionInput } from '@gongdan/flow'
import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js'

/** Characters of a condition at most (contract §4). */
const MAX_CONDITION_LENGTH = 500
const MAX_NODES = 60
const MAX_DEPTH = 12

/** A condition that was checked. `evaluate` never throws: what cannot be evaluated is a failure that says why. */
interface Condition {
  evaluate(input: ConditionInput): { readonly value: boolean } | { readonly failure: string }
}

const operators: ReadonlySet<string> = new Set([
  ...['==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||', '!_', '-_', '?:', '+', '-', '*', '/', '%'],
  ...['.', '[]', 'id', 'value', 'list'],
])
const functions: ReadonlySet<string> = new Set(['has', 'size', 'int', 'double', 'string'])
const methods: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'size'])

/**
 * Takes the place of int(), for which the library has a text without digits as 0: a field that was left blank would pass a ticket.
 * Nobody can call it by this name.
 */
const strictInt = 'int_'
/**
 * Takes the place of contains(), for which the engine takes the product of both lengths for some texts: a submission took more
 * than ten seconds.
 */
const linearContains = 'contains_'
const MAX_INT = 2n ** 63n - 1n

const environment = new Environment({
  unlistedVariablesAreDyn: false,
  homogeneousAggregateLiterals: true,
  limits: {
    maxAstNodes: MAX_NODES,
    maxDepth: MAX_DEPTH,
    maxListElements: MAX_NODES,
    maxMapEntries: 0,
    maxCallArguments: 3,
  },
})
  .registerVariable('ticket', { schema: { type: 'string', name: 'string', cluster_uuid: 'string' } })
  .registerVariable('applicant', { schema: { user_uuid: 'string', tenant_uuid: 'string', roles: 'list<string>' } })
  .registerVariable('details', 'map')
  .registerFunction(`${strictInt}(int): int`, (value) => value)
  .registerFunction(`${strictInt}(double): int`, (value) =>
    toInt(Number.isFinite(value) ? BigInt(Math.trunc(value)) : null),
  )
  .registerFunction(`${strictInt}(string): int`, (value) => toInt(/^[+-]?\d{1,19}$/.test(value) ? BigInt(value) : null))
  .registerFunction(`string.${linearContains}(string): bool`, (text, part) => contains(text, part))

const toInt = (value: bigint | null): bigint => {
  if (value !== null && value <= MAX_INT && value >= -MAX_INT - 1n) return value
  throw new EvaluationError('int() type error: cannot convert to int')
}

/** Whether a part is in a text, in time linear in the sum of their lengths (Knuth, Morris and Pratt). */
const contains = (text: string, part: string): boolean => {
  // For each beginning of the part, how many characters both begin and end it, itself aside.
  const borders = [0]
  /** How much of the part ends with the character at that place, where `matched` of it ended before it. */
  const extend = (matched: number, code: number): number => {
    let length = matched
    while (length > 0 && (length === part.length || part.charCodeAt(length) !== code)) length = borders[length - 1] ?? 0
    return part.charCodeAt(length) === code ? length + 1 : length
  }
  for (let at = 1; at < part.length; at += 1) borders.push(extend(borders[at - 1] ?? 0, part.charCodeAt(at)))
  let matched = 0
  for (let at = 0; at < text.length && matched < part.length; at += 1) matched = extend(matched, text.charCodeAt(at))
  return matched === part.length
}

type Parsed = Condition | { readonly problem: string }

/** Those that were read last: each submission asks the same few of its process again. */
const known = new Map<string, Parsed>()
const MAX_KNOWN = 500

/**
 * Reads a condition (contract §4): one boolean expression of CEL. Every node is visited at most once in an evaluation,
 * because what loops (macros), what backtracks (`matches`) and what depends on the time is refused. Gives the condition, or
 * in English what is wrong with the text.
 */
export const parseCondition = (text: string): Parsed => {
  if (text.length > MAX_CONDITION_LENGTH) return { problem: `must be at most ${MAX_CONDITION_LENGTH} characters` }
  const before = known.get(text)
  if (before !== undefined) return before
  const parsed = parse(text)
  const [oldest] = known.keys()
  if (known.size >= MAX_KNOWN && oldest !== undefined) known.delete(oldest)
  known.set(text, parsed)
  return parsed
}

const parse = (text: string): Parsed => {
  try {
    const parsed = environment.parse(text)
    const refused = notAllowed(parsed.ast)
    if (refused !== null) return { problem: `${refused} cannot be used in a condition` }
    makeStrict(parsed.ast)
    const checked = parsed.check()
    if (!checked.valid) return { problem: reasonOf(checked.error) }
    if (checked.type !== 'bool' && checked.type !== 'dyn')
      return { problem: `must be true or false, not ${checked.type}` }
    return { evaluate: (input) => evaluate(parsed, input) }
  } catch (fault) {
    return { problem: reasonOf(fault) }
  }
}

const evaluate = (
  expression: (context: object) => unknown,
  input: ConditionInput,
): ReturnType<Condition['evaluate']> => {
  try {
    const value = expression(contextOf(input))
    return typeof value === 'boolean' ? { value } : { failure: 'the condition is neither true nor false' }
  } catch (fault) {
    if (fault instanceof EvaluationError) return { failure: reasonOf(fault) }
    throw fault
  }
}

const contexts = new WeakMap<ConditionInput, object>()

/**
 * An input as CEL has it. Its details are read once for all conditions that look at it, and only when one asks for them: a
 * submission may have twenty-one conditions, and details of twenty thousand values.
 */
const contextOf = (input: ConditionInput): object => {
  const before = contexts.get(input)
  if (before !== undefined) return before
  const { ticket, applicant } = input
  let read: unknown
  const context = {
    ticket,
    applicant,
    get details() {
      read ??= celValue(parseExact(input.details ?? '{}'))
      return read
    },
  }
  contexts.set(input, context)
  return context
}

/** JSON as CEL has it: whole numbers are integers of any size, others are doubles. Changes a value that nothing else knows. */
const celValue = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) value[index] = celValue(part)
    return value
  }
  if (isJsonObject(value)) {
    const fields = value as Record<string, unknown>
    for (const name of Object.keys(fields)) fields[name] = celValue(fields[name])
    return fields
  }
  return typeof value === 'string' ? value : (exactInteger(value) ?? value)
}

/** The first operator or function that is not allowed; null when all are. */
const notAllowed = ({ op, args }: ASTNode): string | null => {
  if (op === 'call' || op === 'rcall') {
    const [name] = args
    if (!(op === 'call' ? functions : methods).has(name)) return `${name}()`
  } else if (!operators.has(op)) return `the operator ${op}`
  else if (op === 'value' && typeof args === 'object' && args !== null)
    return 'a literal of bytes or an unsigned integer'
  return (
    childrenOf(args)
      .map(notAllowed)
      .find((refused) => refused !== null) ?? null
  )
}

/** Before anything is checked, which is when the library looks for functions. */
const makeStrict = ({ op, args }: ASTNode): void => {
  if (op === 'call' && args[0] === 'int') args[0] = strictInt
  if (op === 'rcall' && args[0] === 'contains') args[0] = linearContains
  childrenOf(args).forEach(makeStrict)
}

const childrenOf = (args: unknown): readonly ASTNode[] => (Array.isArray(args) ? args.flat() : [args]).filter(isNode)

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value

/** The first line of the library's message; the rest draws the place in the text. */
const reasonOf = (fault: unknown): string => {
  const { summary, message } = Object(fault)
  const [line = ''] = String(summary ?? message ?? 'cannot be read').split('\n', 1)
  return line.replaceAll(`${strictInt}(`, 'int(').replaceAll(`${linearContains}(`, 'contains(')
}
