import { describe, expect, test } from '@jest/globals'
import { type Cell, toLayers } from './layers.ts'

const ids = (layers: readonly (readonly Cell[])[]) =>
  layers.map((layer) => layer.map((cell) => (cell.kind === 'step' ? cell.id : `${cell.from}→${cell.to}`)))
const row = (count: number) => Array.from({ length: count }, (_, id) => ({ id, after: id === 0 ? [] : [id - 1] }))

describe('the picture of a flow', () => {
  test('of steps one after another has a layer each', () => {
    const { layers, lines } = toLayers(row(3))
    expect(ids(layers)).toEqual([[0], [1], [2]])
    expect(lines.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'start step0',
      'step0 step1',
      'step1 step2',
      'step2 end',
    ])
  })

  test('has steps that begin together beside each other, and joins them again', () => {
    const steps = [
      { id: 0, after: [] },
      { id: 1, after: [0] },
      { id: 2, after: [0] },
      { id: 3, after: [1, 2] },
    ]
    expect(ids(toLayers(steps).layers)).toEqual([[0], [1, 2], [3]])
  })

  test('puts a step as far down as the longest way to it, and leads shorter ways past the cards', () => {
    const steps = [
      { id: 0, after: [] },
      { id: 1, after: [0] },
      { id: 2, after: [1] },
      { id: 3, after: [0, 2] },
    ]
    const { layers, lines } = toLayers(steps)
    expect(ids(layers)).toEqual([[0], [1, '0→3'], [2, '0→3'], [3]])
    expect(lines.filter(({ source, target }) => source === 0 && target === 3)).toHaveLength(3)
  })

  test('leads a branch that ends early to the end', () => {
    const steps = [
      { id: 0, after: [] },
      { id: 1, after: [] },
      { id: 2, after: [0] },
    ]
    const { layers, lines } = toLayers(steps)
    expect(ids(layers)).toEqual([
      [0, 1],
      [2, '1→-2'],
    ])
    expect(lines.filter(({ to }) => to === 'end')).toHaveLength(2)
  })

  test('keeps branches apart that need not cross', () => {
    const steps = [
      { id: 0, after: [] },
      { id: 1, after: [] },
      { id: 3, after: [1] },
      { id: 2, after: [0] },
    ]
    expect(ids(toLayers(steps).layers)).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  test('of 20 steps, however they branch, shows each once, below all that it comes after', () => {
    const steps = Array.from({ length: 20 }, (_, id) => ({
      id,
      after: [id - 1, id - 3, id - 7].filter((one) => one >= 0 && one % 3 !== id % 3),
    }))
    const { layers } = toLayers(steps)
    const layerOf = new Map(
      layers.flatMap((layer, index) =>
        layer.flatMap((cell) => (cell.kind === 'step' ? [[cell.id, index] as const] : [])),
      ),
    )
    expect(layerOf.size).toBe(20)
    for (const { id, after } of steps) {
      for (const one of after) expect(layerOf.get(one)).toBeLessThan(layerOf.get(id) ?? 0)
    }
  })

  test('ends for steps that wait for one another', () => {
    const steps = [
      { id: 0, after: [1] },
      { id: 1, after: [0] },
    ]
    expect(
      ids(toLayers(steps).layers)
        .flat()
        .filter((one) => typeof one === 'number'),
    ).toHaveLength(2)
  })

  test('of no steps is empty', () => {
    expect(toLayers([])).toEqual({ layers: [], lines: [] })
  })
})
