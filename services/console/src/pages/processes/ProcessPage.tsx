import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { emptyDesign, toDesign } from '../../design/design.ts'
import { flowOf } from '../../design/flowOf.ts'
import { Flow } from '../../flow/Flow.tsx'
import { useGongdan } from '../../session/gongdan.ts'
import { useSession } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Card, Page } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { processWords } from '../../words/processes.ts'
import { useWords } from '../../words/words.ts'
import { Designer } from './Designer.tsx'

const Existing = ({ uuid }: { readonly uuid: string }) => {
  const say = useWords(processWords)
  const gd = useGongdan()
  const person = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['processes', 'one', uuid],
    queryFn: ({ signal }) => gd.processes.inspect({ process_uuid: uuid }, { signal }),
    // What is edited does not change under the hands of who edits it.
    refetchOnWindowFocus: false,
  })
  const design = useMemo(() => (data === undefined ? emptyDesign() : toDesign(data)), [data])
  if (data === undefined) {
    return (
      <Page title={say.title}>
        {error === null ? <Skeleton lines={8} /> : <ErrorState error={error} onRetry={() => refetch()} />}
      </Page>
    )
  }
  const isBuiltIn = uuid === 'system'
  const mayEdit =
    !isBuiltIn &&
    (person.isSuperAdministrator || (person.isTenantAdministrator && data.tenant_uuid === person.tenantUuid))
  if (mayEdit) {
    return (
      <Designer
        key={data.version}
        start={design}
        tenantUuid={data.tenant_uuid}
        existing={{ uuid, version: data.version, name: data.process_name }}
        onReload={() => refetch()}
      />
    )
  }
  return (
    <Page
      title={isBuiltIn ? say.builtInName : data.process_name}
      sub={isBuiltIn ? say.builtInText : data.description || say.readOnly}
      actions={<ButtonLink to={isBuiltIn ? '/new' : `/new?process=${uuid}`}>{say.useIt}</ButtonLink>}
    >
      <Card>
        <Flow steps={flowOf(design.steps)} />
      </Card>
    </Page>
  )
}

/** A process: to define, to change, or to look at. */
export const ProcessPage = () => {
  const { uuid = 'new' } = useParams()
  const person = useSession()
  const [empty] = useState(emptyDesign)
  return uuid === 'new' ? (
    <Designer start={empty} tenantUuid={person.tenantUuid} />
  ) : (
    <Existing key={uuid} uuid={uuid} />
  )
}
