const PAGE = 100
/** Nobody looks through more than this, and each hundred is a request. */
const MOST = 3_000

/** A list as it is read page by page. */
interface Part<Row> {
  readonly total_count: number
  readonly list: readonly Row[]
}

/** Reads the pages of a list one after the other: all of it, where it is not endless. */
export const allPages = async <Row>(
  read: (page: { readonly page_num: number; readonly page_size: number }) => Promise<Part<Row>>,
): Promise<Part<Row>> => {
  const list: Row[] = []
  for (let page = 1; ; page += 1) {
    const part = await read({ page_num: page, page_size: PAGE })
    list.push(...part.list)
    if (part.list.length === 0 || list.length >= Math.min(part.total_count, MOST))
      return { total_count: part.total_count, list }
  }
}
