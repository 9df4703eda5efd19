import { Component, type ReactNode } from 'react'
import { loadAnewFor } from '../../layout/loadAnew.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'

const Sorry = () => {
  const say = useWords(frameWords).broken
  return (
    <Page quiet title={say.title}>
      <Empty
        icon="!"
        title={say.title}
        action={
          <Button look="primary" onClick={() => location.reload()}>
            {say.reload}
          </Button>
        }
      >
        {say.text}
      </Empty>
    </Page>
  )
}

/** Shows something to go on with where a page has thrown, also when a part of it could not be loaded. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    loadAnewFor(error)
  }

  override render() {
    return this.state.broken ? <Sorry /> : this.props.children
  }
}
