export { type Condition, type ConditionInput, MAX_CONDITION_LENGTH, parseCondition } from './condition.ts'
