import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { classes } from './classes.ts'
import popup from './popup.module.css'

export type MenuEntry =
  | 'line'
  | { readonly heading: string }
  | {
      readonly label: ReactNode
      readonly icon?: ReactNode
      /** A place of the console, or what is done. */
      readonly to?: string
      readonly onSelect?: () => void
      readonly danger?: boolean
      readonly disabled?: boolean
      readonly side?: ReactNode
    }

/** Things to do behind a button. `trigger` is the button, `label` what the menu is called. */
export const Menu = ({
  trigger,
  entries,
  align = 'end',
}: {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
}) => {
  const navigate = useNavigate()
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} align={align}>
          <Base.Popup className={popup.popup}>
            {entries.map((entry, place) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries have no other name, and stay in place
              if (entry === 'line') return <Base.Separator key={place} className={popup.line} />
              if ('heading' in entry)
                return (
                  <div key={entry.heading} className={popup.group} role="presentation">
                    {entry.heading}
                  </div>
                )
              const { label, icon, to, onSelect, danger = false, disabled = false, side } = entry
              return (
                <Base.Item
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  key={place}
                  className={classes(popup.item, danger && popup.danger)}
                  disabled={disabled}
                  onClick={() => {
                    if (to !== undefined) void navigate(to)
                    onSelect?.()
                  }}
                >
                  {icon}
                  {label}
                  {side !== undefined && <span className={popup.secondary}>{side}</span>}
                </Base.Item>
              )
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
