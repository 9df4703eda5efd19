import { type ComponentType, cloneElement, useRef, useState } from 'react'
import { frameWords } from '../words/frame.ts'
import { useWords } from '../words/words.ts'
import { loadAnewFor } from './loadAnew.ts'
import type { MenuProps } from './MenuPopup.tsx'
import { toast } from './Toast.tsx'

export type { MenuEntry } from './MenuPopup.tsx'

const load = () => import('./MenuPopup.tsx')

/**
 * Things to do behind a button. What a menu is made of is loaded when the pointer or the focus comes near; it opens when that is there,
 * and another press tries again where it does not come.
 */
export const Menu = (props: MenuProps) => {
  const say = useWords(frameWords)
  const [Popup, setPopup] = useState<ComponentType<MenuProps>>()
  const near = useRef<Promise<unknown>>(undefined)
  if (Popup !== undefined) return <Popup {...props} />
  const comeNear = (): void => {
    near.current = load().catch(() => {})
  }
  const open = async (): Promise<void> => {
    await near.current
    try {
      const { MenuPopup } = await load()
      setPopup(() => MenuPopup)
    } catch (error) {
      loadAnewFor(error)
      const more = navigator.onLine ? say.broken.text : say.signedOut.unreachable
      // Where not even that can be said there is nothing to say it with.
      await toast(say.error, { tone: 'bad', more }).catch(() => {})
    }
  }
  return cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: comeNear,
    onFocus: comeNear,
    onClick: () => void open(),
  })
}
