import { Page } from '../../ui/Page.tsx'
import { frameWords } from '../../words/frame.ts'
import { useWords } from '../../words/words.ts'

export const WebhooksPage = () => <Page title={useWords(frameWords).menu.webhooks}>{null}</Page>
