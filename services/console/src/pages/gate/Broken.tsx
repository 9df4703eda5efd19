import { Component, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { loadAnewFor } from '../../ui/loadAnew.ts'
import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'
import { Plate } from './Gate.tsx'

const Reload = ({ children }: { readonly children: string }) => (
  <Button look="primary" onClick={() => location.reload()}>
    {children}
  </Button>
)

const Sorry = () => {
  const say = useWords(frameWords).broken
  return (
    <Page quiet title={say.title}>
      <Empty icon="!" title={say.title} action={<Reload>{say.reload}</Reload>}>
        {say.text}
      </Empty>
    </Page>
  )
}

/** In place of everything, where what is around the pages has thrown. */
export const BrokenFrame = () => {
  const say = useWords(frameWords).broken
  return (
    <Plate title={say.title} text={say.text}>
      <Reload>{say.reload}</Reload>
    </Plate>
  )
}

type Props = { readonly children: ReactNode; readonly instead?: ReactNode }

/** Shows something to go on with where a page has thrown, also when a part of it could not be loaded. */
export class Broken extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    loadAnewFor(error)
  }

  override render() {
    return this.state.broken ? (this.props.instead ?? <Sorry />) : this.props.children
  }
}
