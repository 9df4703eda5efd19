import { describe, expect, test } from '@jest/globals'
import { withSessionStorage } from '../session/sessionStorage.fixture.ts'
import { changeStep, type Design, emptyDesign } from './design.ts'
import { isSameDesign, keepDesign, keptDesign } from './keptDesign.ts'

const store = withSessionStorage()

const withStep = (given: Partial<Design['steps'][number]>): Design => {
  const design = emptyDesign()
  return { ...design, steps: changeStep(design.steps, 0, given) }
}

describe('a design that is kept', () => {
  test('is what it was, also where no length of time was entered', () => {
    const design = withStep({ name: '复核', dueIn: Number.NaN, remindIn: [1800, Number.NaN] })
    keepDesign('place', design)
    expect(keptDesign('place')).toEqual(design)
    keepDesign('place', null)
    expect(keptDesign('place')).toBeNull()
  })

  test.each(['', 'null', '{}', '[]', '{"steps":{}}', '{"head":{},"values":{}}'])('is none where %p is', (text) => {
    store.set('gongdan.form.place', text)
    expect(keptDesign('place')).toBeNull()
  })
})

test('what was changed back is the same design, and what was entered and is no time is another', () => {
  expect(isSameDesign(withStep({ name: '' }), emptyDesign())).toBe(true)
  expect(isSameDesign(withStep({ dueIn: Number.NaN }), emptyDesign())).toBe(false)
})
