export { parseCondition } from './condition.ts'
