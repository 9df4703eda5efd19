import { ArrowRight, Plus } from 'lucide-react'
import { type DesignStep, resolvedAfter } from '../../design/design.ts'
import { Chip } from '../../ui/Badge.tsx'
import styles from './StepChips.module.css'

const nameOf = ({ name, approvers }: DesignStep): string =>
  name || approvers.map(({ owner }) => owner.name || owner.uuid).join(' / ')

/** The steps of a process in one line: an arrow where one waits for the other, a plus where they begin together. */
export const StepChips = ({ steps }: { readonly steps: readonly DesignStep[] }) => (
  <ol className={styles.chips}>
    {steps.map((step, index) => {
      const isBeside = index > 0 && resolvedAfter(steps, index).join() === resolvedAfter(steps, index - 1).join()
      return (
        <li key={step.key} className={styles.step}>
          {index > 0 &&
            (isBeside ? (
              <Plus size={12} className={styles.sign} aria-hidden="true" />
            ) : (
              <ArrowRight size={13} className={styles.sign} aria-hidden="true" />
            ))}
          <Chip>{nameOf(step)}</Chip>
        </li>
      )
    })}
  </ol>
)
