import { cloneElement, lazy, Suspense, useState } from 'react'
import type { MenuProps } from './MenuPopup.tsx'

export type { MenuEntry } from './MenuPopup.tsx'

const load = () => import('./MenuPopup.tsx')
const MenuPopup = lazy(async () => ({ default: (await load()).MenuPopup }))

/** Things to do behind a button. What a menu is made of is loaded when the pointer or the focus comes near. */
export const Menu = (props: MenuProps) => {
  const [wanted, setWanted] = useState(false)
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => setWanted(true),
  })
  return wanted ? (
    <Suspense fallback={closed}>
      <MenuPopup {...props} />
    </Suspense>
  ) : (
    closed
  )
}
