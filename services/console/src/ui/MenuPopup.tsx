import { Menu as Base } from '@base-ui/react/menu'
import type { ComponentProps, ReactElement, ReactNode } from 'react'
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

export type MenuProps = {
  /** The button. */
  readonly trigger: ReactElement<ComponentProps<'button'>>
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
}

/** The menu itself, open from the start. */
export const MenuPopup = ({ trigger, entries, align = 'end' }: MenuProps) => {
  const navigate = useNavigate()
  return (
    <Base.Root modal={false} defaultOpen>
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
