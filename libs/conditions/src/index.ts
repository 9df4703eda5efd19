export { type Condition, parseCondition } from './condition.ts'
