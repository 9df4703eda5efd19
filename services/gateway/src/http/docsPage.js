// Runs in the page of /docs. Examples carry ids that only the system gives: what is sent in the place of one is what an answer on this
// page has brought last, else the first of the list.
window.examples = (() => {
  const lists = {
    ticket_uuid: () => '/v1/ticket/list?page_size=1',
    process_uuid: () => '/v1/ticket/process/list?page_size=1',
    webhook_uuid: () => '/v1/webhook/list?page_size=1',
    delegation_uuid: () => '/v1/delegation/list?page_size=1',
    delivery_uuid: (known) => `/v1/webhook/delivery/list?page_size=1&webhook_uuid=${known.get('webhook_uuid')}`,
  }
  /** The newest id of each kind that an answer has brought. */
  const known = new Map()

  const findAnswers = (node) => {
    if (typeof node !== 'object' || node === null) return []
    const own = Object.entries(node['x-answer'] ?? {}).map(([field, example]) => [example, field])
    return [...own, ...Object.values(node).flatMap(findAnswers)]
  }
  /** What kind of id each id of the examples is, as the document says. */
  const kinds = fetch('/openapi.json')
    .then((response) => response.json())
    .then((document) => new Map(findAnswers(document.paths)))

  const learn = (answer) => {
    const data = answer?.data
    const rows = [...(data?.list ?? []), ...(data?.results ?? []).map((result) => result.data), data]
    for (const row of rows.toReversed()) {
      for (const [field, id] of Object.entries(row ?? {})) {
        if (field.endsWith('_uuid') && id !== '' && id !== 'system') known.set(field, id)
      }
    }
  }
  const find = async (field, authorization) => {
    if (known.has(field) || lists[field] === undefined) return
    const response = await fetch(lists[field](known), { headers: { authorization } })
    if (response.ok) learn(await response.json())
  }

  /** A stream of events has no end: the page shows what comes within seconds. */
  const fetchBeginning = async (url, { headers }) => {
    const ending = new AbortController()
    const response = await fetch(url, { headers, signal: ending.signal })
    setTimeout(() => ending.abort(), 2_000)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value
    } catch {}
    return Object.defineProperty(new Response(text, response), 'url', { value: response.url })
  }

  const fill = async (request) => {
    if (!request.url.includes('/v1/')) return request
    if (new URL(request.url).pathname === '/v1/events') request.userFetch = fetchBeginning
    for (const [example, field] of await kinds) {
      if (!`${request.url}${request.body ?? ''}`.includes(example)) continue
      await find(field, request.headers.Authorization)
      if (!known.has(field)) continue
      request.url = request.url.replaceAll(example, known.get(field))
      if (typeof request.body === 'string') request.body = request.body.replaceAll(example, known.get(field))
    }
    return request
  }
  const read = (response) => {
    learn(response.body)
    return response
  }
  return { fill, read }
})()
