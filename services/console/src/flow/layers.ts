/** A step of a flow as far as its place in the picture goes: the steps that it waits for. */
interface Placed {
  readonly id: number
  readonly after: readonly number[]
}

/** A place in a layer: a step, or where the line of a step passes that ends in a later layer. */
export type Cell =
  | { readonly kind: 'step'; readonly id: number }
  | { readonly kind: 'line'; readonly from: number; readonly to: number }

/** A line between neighbouring layers, between cells by their keys. */
export interface Line {
  readonly from: string
  readonly to: string
  /** The steps that the whole line joins: -1 is the start, -2 the end. */
  readonly source: number
  readonly target: number
}

export interface Layers {
  readonly layers: readonly (readonly Cell[])[]
  readonly lines: readonly Line[]
}

/** Where a whole line begins that no step comes before. */
export const START = -1
const END = -2

export const cellKey = (cell: Cell, layer: number): string =>
  cell.kind === 'step' ? `step${cell.id}` : `line${cell.from}to${cell.to}at${layer}`

/** The layer of each step: the longest way to it from the start. Steps that wait for one another, which no plan has, begin at once. */
const layersOf = (steps: readonly Placed[]): ReadonlyMap<number, number> => {
  const known = new Map<number, number>()
  const byId = new Map(steps.map((step) => [step.id, step]))
  const layerOf = (id: number, above: ReadonlySet<number>): number => {
    const found = known.get(id)
    if (found !== undefined) return found
    const before = (byId.get(id)?.after ?? []).filter((one) => byId.has(one) && !above.has(one))
    const layer = Math.max(-1, ...before.map((one) => layerOf(one, new Set([...above, id])))) + 1
    known.set(id, layer)
    return layer
  }
  for (const { id } of steps) layerOf(id, new Set([id]))
  return known
}

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/**
 * The picture of a flow: steps in layers from the start to the end, those beside each other that can be done at the same time. A line
 * across several layers has a place in each that it passes, so that no card hides it. Within a layer everything stands near what it
 * comes after, which keeps lines from crossing.
 */
export const toLayers = (steps: readonly Placed[]): Layers => {
  const layerOf = layersOf(steps)
  const depth = Math.max(-1, ...layerOf.values()) + 1
  const ids = new Set(steps.map(({ id }) => id))
  const waitedFor = new Set(steps.flatMap(({ after }) => after))
  const lastIds = steps.map(({ id }) => id).filter((id) => !waitedFor.has(id))
  const joins = [
    ...steps.flatMap(({ id, after }) => {
      const before = after.filter((one) => ids.has(one))
      return before.length === 0 ? [{ source: START, target: id }] : before.map((source) => ({ source, target: id }))
    }),
    ...lastIds.map((source) => ({ source, target: END })),
  ]
  const at = (id: number): number => (id === START ? -1 : id === END ? depth : (layerOf.get(id) ?? 0))

  const cells: Cell[][] = Array.from({ length: depth }, () => [])
  for (const { id } of steps) cells[at(id)]?.push({ kind: 'step', id })
  const lines: Line[] = []
  for (const { source, target } of joins) {
    let from = source === START ? 'start' : `step${source}`
    for (let layer = at(source) + 1; layer < at(target); layer += 1) {
      const cell: Cell = { kind: 'line', from: source, to: target }
      cells[layer]?.push(cell)
      const to = cellKey(cell, layer)
      lines.push({ from, to, source, target })
      from = to
    }
    lines.push({ from, to: target === END ? 'end' : `step${target}`, source, target })
  }
  return { layers: inOrder(cells, lines), lines }
}

/** Each layer by the mean place of what its cells come after; equal ones as the steps were given. */
const inOrder = (cells: readonly (readonly Cell[])[], lines: readonly Line[]): Cell[][] => {
  let places = new Map<string, number>([['start', 0]])
  return cells.map((layer, index) => {
    const wanted = new Map(
      layer.map((cell) => {
        const key = cellKey(cell, index)
        return [key, mean(lines.filter(({ to }) => to === key).map(({ from }) => places.get(from) ?? 0))]
      }),
    )
    const ordered = layer.toSorted(
      (one, other) => (wanted.get(cellKey(one, index)) ?? 0) - (wanted.get(cellKey(other, index)) ?? 0),
    )
    places = new Map(ordered.map((cell, place) => [cellKey(cell, index), place - (ordered.length - 1) / 2]))
    return ordered
  })
}
