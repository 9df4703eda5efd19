import { randomUUID } from 'node:crypto'
import { ProcessRef } from '@gongdan/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { firstRole, people } from '../../deploy/local/people.ts'
import { type ConsoleHarness, hold, holds, openConsole, soon } from './harness.ts'
import { roleIn } from './tenants.ts'

jest.setTimeout(120_000)

let console: ConsoleHarness
let oneStep: string
let twoSteps: string

beforeAll(async () => {
  console = await openConsole(randomUUID())
  oneStep = await console.defineProcess('一步审批', ['first'])
  twoSteps = await console.defineProcess('两步审批', ['first', 'second'])
})
afterEach(() => console.leave())
afterAll(() => console.close())

const rows = (page: Page) => page.locator('tbody tr')
const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) => dialog(page).getByRole('button', { name })
const submitMany = async (count: number, name: string, process = twoSteps): Promise<string[]> => {
  const uuids: string[] = []
  for (let place = 1; place <= count; place += 1) uuids.push(await console.submit(`${name} ${place}`, process))
  return uuids
}
/** The inbox of the first approver with the tickets of this name alone. */
const openInbox = async (name: string) => {
  const page = await console.open('firstApprover', { at: `inbox?q=${encodeURIComponent(name)}&size=100` })
  await rows(page).first().waitFor()
  return page
}
const tickAll = (page: Page) => page.getByRole('checkbox', { name: '选择本页全部' }).click()
const historyOf = async (uuid: string) => {
  const { data } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
  return (data as { history: { type: string; reason: string; actor: { user_name: string } | null }[] }).history
}
const decisionsIn = async (uuid: string) =>
  (await historyOf(uuid)).filter(({ type }) => type === 'ticket.step-passed' || type === 'ticket.passed').length
/** How many requests to pass a page has sent. */
const countPasses = (page: Page) => {
  const sent = { count: 0 }
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/ticket/pass')) sent.count += 1
  })
  return sent
}

describe('approving many', () => {
  test('tells of those that a colleague was faster with, keeps them selected, and offers no second try', async () => {
    const uuids = await submitMany(6, '同事更快')
    const page = await openInbox('同事更快')
    await tickAll(page)
    await page.keyboard.press('a')
    await dialog(page).waitFor()
    await console.as('otherFirstApprover').post('ticket/pass', { list: uuids.slice(0, 2) })
    await button(page, '通过 6 个').click()
    await dialog(page).getByText('成功 4 · 失败 2').waitFor()
    const theirs = dialog(page).getByText(new RegExp(`${people.otherFirstApprover.name}.*已通过，现在由资源审批处理`))
    await soon(async () => expect(await theirs.count()).toBe(2))
    expect(await button(page, /重试/).count()).toBe(0)
    await button(page, '完成').click()
    await page.getByRole('group', { name: '已选 2 个' }).waitFor()
  })

  test('whose answer is lost can be tried again, and nothing is done twice', async () => {
    const uuids = await submitMany(3, '断线')
    const page = await openInbox('断线')
    await tickAll(page)
    // The gateway carries it out, and its answer never arrives.
    await page.route('**/v1/ticket/pass', async (route) => {
      await route.fetch().catch(() => {})
      await route.abort('connectionreset')
    })
    await page.keyboard.press('a')
    await button(page, '通过 3 个').click()
    await dialog(page).getByText('成功 0 · 失败 3').waitFor({ timeout: 40_000 })
    await page.unroute('**/v1/ticket/pass')
    await button(page, '重试 3 个').click()
    await dialog(page).getByText('成功 3').waitFor()
    for (const uuid of uuids) expect(await decisionsIn(uuid)).toBe(1)
  })
})

describe('approving one', () => {
  test('needs no dialog, and two presses send once', async () => {
    const [uuid = ''] = await submitMany(1, '双击')
    const page = await openInbox('双击')
    const sent = countPasses(page)
    await rows(page).first().getByRole('link').click()
    await page.getByRole('complementary').getByRole('button', { name: '通过', exact: true }).dblclick()
    await page.getByText('待办已全部处理').or(page.getByText('没有符合条件的工单')).waitFor()
    expect(sent.count).toBe(1)
    expect(await decisionsIn(uuid)).toBe(1)
  })

  test('opens the next one that waits', async () => {
    await submitMany(3, '接着看')
    const page = await openInbox('接着看')
    const drawer = page.getByRole('complementary')
    await rows(page).first().getByRole('link').click()
    for (const next of ['接着看 2', '接着看 3']) {
      await drawer.getByRole('button', { name: '通过', exact: true }).click()
      await drawer.getByRole('heading', { name: next }).waitFor()
    }
    await drawer.getByRole('button', { name: '通过', exact: true }).click()
    await page.getByText('没有符合条件的工单').waitFor()
    await drawer.waitFor({ state: 'detached' })
  })

  test('where it was the last of the last page, leads to the page before it', async () => {
    await submitMany(21, '翻页')
    const page = await console.open('firstApprover', { at: `inbox?page=2&q=${encodeURIComponent('翻页')}` })
    await rows(page).first().getByRole('link').click()
    await page.getByRole('complementary').getByRole('button', { name: '通过', exact: true }).click()
    await soon(async () => expect(await rows(page).count()).toBe(20))
    expect(new URL(page.url()).searchParams.get('page')).toBeNull()
    await page.getByRole('complementary').waitFor({ state: 'detached' })
  })

  test('in a dialog closes its ticket there, too', async () => {
    await submitMany(21, '翻页确认')
    const page = await console.open('firstApprover', { at: `inbox?page=2&q=${encodeURIComponent('翻页确认')}` })
    await rows(page).first().getByRole('link').click()
    await page.getByRole('complementary').getByRole('heading', { name: '翻页确认 21' }).waitFor()
    await tickAll(page)
    await page.keyboard.press('a')
    await button(page, '通过').click()
    await button(page, '完成').click()
    await soon(async () => expect(await rows(page).count()).toBe(20))
    await page.getByRole('complementary').waitFor({ state: 'detached' })
    expect(await rows(page).first().getByRole('link').textContent()).toBe('翻页确认 1')
  })

  test('leaves the keys at work while it is told that it was done', async () => {
    await submitMany(2, '马上接着')
    const page = await openInbox('马上接着')
    await rows(page).first().getByRole('link').click()
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('button', { name: '通过', exact: true }).click()
    await drawer.getByRole('heading', { name: '马上接着 2' }).waitFor()
    await page.getByText('已通过', { exact: true }).first().waitFor()
    await page.keyboard.press('r')
    await button(page, '驳回').waitFor()
  })

  test('that was changed since it was read asks once more, and shows what has changed', async () => {
    const [uuid = ''] = await submitMany(1, '改过的')
    const page = await openInbox('改过的')
    await tickAll(page)
    await page.keyboard.press('a')
    await dialog(page).waitFor()
    await console.as('applicant').post('ticket/withdraw', { list: [uuid] })
    await console.as('applicant').post('ticket/submit', { ticket_uuid: uuid, type: 'FEEDBACK', reason: '改成别的' })
    await button(page, '通过').click()
    await dialog(page)
      .getByText(/工单已变更：林晓.*已提交/)
      .waitFor()
    expect(await decisionsIn(uuid)).toBe(0)
    await button(page, '重试 1 个').click()
    await dialog(page).getByText('成功 1').waitFor()
    expect(await decisionsIn(uuid)).toBe(1)
  })
})

describe('an answer that comes when the reader has gone on', () => {
  const drawer = (page: Page) => page.getByRole('complementary')

  test('moves nobody to another ticket', async () => {
    await submitMany(3, '走开了')
    const page = await openInbox('走开了')
    const { asked, letGo } = await hold(page, '**/v1/ticket/pass')
    await rows(page).first().getByRole('link').click()
    await drawer(page).getByRole('button', { name: '通过', exact: true }).click()
    await asked
    await rows(page).last().getByRole('link').click()
    await drawer(page).getByRole('heading', { name: '走开了 3' }).waitFor()
    letGo()
    await page.getByText('已通过').first().waitFor()
    expect(await drawer(page).getByRole('heading', { name: '走开了 3' }).count()).toBe(1)
  })

  test('tells a refusal wherever they are', async () => {
    const [uuid = ''] = await submitMany(2, '被抢先了')
    const page = await openInbox('被抢先了')
    const { asked, letGo } = await hold(page, '**/v1/ticket/pass')
    await rows(page).first().getByRole('link').click()
    await drawer(page).getByRole('button', { name: '通过', exact: true }).click()
    await asked
    await rows(page).last().getByRole('link').click()
    await console.as('otherFirstApprover').post('ticket/pass', { list: [uuid] })
    letGo()
    await page.getByText(new RegExp(`${people.otherFirstApprover.name}.*已通过，现在由资源审批处理`)).waitFor()
    await drawer(page).getByRole('heading', { name: '被抢先了 2' }).waitFor()
  })

  test('tells what became of a list whose page was left by a step back', async () => {
    const [uuid = ''] = await submitMany(1, '退回去了')
    const page = await openInbox('退回去了')
    const { asked, letGo } = await hold(page, '**/v1/ticket/overrule')
    await rows(page).first().getByRole('link').click()
    await drawer(page).getByRole('button', { name: '驳回' }).click()
    await dialog(page).getByRole('textbox', { name: '原因' }).fill('不需要')
    await button(page, '驳回').click()
    await asked
    await page.goBack()
    await drawer(page).waitFor({ state: 'detached' })
    await console.as('otherFirstApprover').post('ticket/pass', { list: [uuid] })
    letGo()
    await page.getByRole('button', { name: /驳回工单.*失败/ }).click()
    await dialog(page)
      .getByText(new RegExp(`${people.otherFirstApprover.name}.*已通过`))
      .waitFor()
  })
})

test('a step that was chosen and is decided is chosen no more, and the opinion on it is not said again', async () => {
  const role = [{ tenant_uuid: console.tenant, role_uuid: roleIn(firstRole.uuid, console.tenant) }]
  const { data } = await console.as('administrator').post('ticket/process/create', {
    tenant_uuid: console.tenant,
    process_name: '并行审批',
    approval_list: [
      { step_key: 'a', step_name: '机房', approvers: role },
      { step_key: 'b', step_name: '预算', approvers: role, after: [] },
    ],
  })
  const uuid = await console.submit('两个步骤', ProcessRef.parse(data).process_uuid)
  const page = await console.open('firstApprover', { at: `ticket/${uuid}` })
  await page.getByLabel('处理步骤').selectOption('预算')
  await page.getByLabel('审批意见').fill('预算足够')
  const pass = page.getByRole('button', { name: '通过', exact: true })
  await pass.click()
  await page.getByText('预算足够').first().waitFor()
  await page.getByLabel('处理步骤').waitFor({ state: 'detached' })
  await pass.click()
  await soon(async () => expect(await decisionsIn(uuid)).toBe(2))
  expect((await historyOf(uuid)).filter(({ reason }) => reason === '预算足够')).toHaveLength(1)

  const other = await console.submit('同事先决定', ProcessRef.parse(data).process_uuid)
  await page.goto(`${console.url}ticket/${other}`)
  await page.getByLabel('处理步骤').selectOption('预算')
  await page.getByLabel('审批意见').fill('说的是预算')
  await console.as('otherFirstApprover').post('ticket/pass', { list: [other], step_id: 1 })
  await page.getByLabel('处理步骤').waitFor({ state: 'detached' })
  await expect(page.getByLabel('审批意见').inputValue()).resolves.toBe('')
})

describe('rejecting', () => {
  test('needs a reason, which the applicant reads', async () => {
    const [uuid = ''] = await submitMany(1, '要驳回的', oneStep)
    const page = await openInbox('要驳回的')
    await page.getByRole('button', { name: '驳回 要驳回的 1' }).click()
    await button(page, '驳回').click()
    await dialog(page).getByText('请填写原因').waitFor()
    await dialog(page).getByRole('textbox', { name: '原因' }).fill('规格与用途不符')
    await button(page, '驳回').click()
    await dialog(page).getByText('成功 1').waitFor()
    const theirs = await console.open('applicant', { at: `ticket/${uuid}` })
    await theirs.getByText('规格与用途不符').first().waitFor()
    await theirs.getByText('已驳回').first().waitFor()
  })

  test('offers the reasons that were given lately', async () => {
    await submitMany(2, '同样的原因')
    const page = await openInbox('同样的原因')
    await page.getByRole('button', { name: '驳回 同样的原因 1' }).click()
    await dialog(page).getByRole('textbox', { name: '原因' }).fill('请补充依据')
    await button(page, '驳回').click()
    await button(page, '完成').click()
    await page.getByRole('button', { name: '驳回 同样的原因 2' }).click()
    await button(page, '请补充依据').click()
    expect(await dialog(page).getByRole('textbox', { name: '原因' }).inputValue()).toBe('请补充依据')
  })
})

test('ten tickets are passed on a phone by a thumb, with three taps each at most', async () => {
  const uuids = await submitMany(10, '手机上', oneStep)
  const page = await console.open('firstApprover', { at: `inbox?q=${encodeURIComponent('手机上')}`, phone: true })
  let taps = 0
  const tap = async (target: Locator, thumb: { readonly from: number }) => {
    await target.waitFor()
    // Where it stands once it has come to rest.
    await holds(page, 'document.getAnimations().length === 0')
    const box = (await target.boundingBox()) ?? { width: 0, height: 0, x: 0, y: 0 }
    // 44 pixels each way, and where a thumb reaches: not at the very top of a screen of 844.
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    expect(box.y + box.height / 2).toBeGreaterThan(thumb.from)
    expect(box.y + box.height).toBeLessThanOrEqual(844)
    await target.tap()
    taps += 1
  }
  await tap(page.getByRole('listitem').filter({ hasText: '手机上 1' }).first(), { from: 100 })
  for (let place = 1; place <= 10; place += 1) {
    const sheet = page.getByRole('dialog', { name: `手机上 ${place}`, exact: true })
    await sheet.locator('figure').waitFor()
    await tap(sheet.getByRole('button', { name: '通过', exact: true }), { from: 844 * 0.6 })
    await sheet.waitFor({ state: 'detached' })
  }
  expect(taps).toBeLessThanOrEqual(30)
  for (const uuid of uuids) expect(await decisionsIn(uuid)).toBe(1)
})

test('one’s own tickets have no checkbox among all tickets', async () => {
  await submitMany(1, '自己的')
  const page = await console.open('applicant', { at: 'inbox?scope=all' })
  await rows(page).first().waitFor()
  expect(await page.getByRole('checkbox').count()).toBe(0)
})

test('the applicant withdraws, and is asked once', async () => {
  const [uuid = ''] = await submitMany(1, '要撤回的')
  const page = await console.open('applicant', { at: `ticket/${uuid}` })
  await page.getByRole('button', { name: '撤回' }).click()
  await button(page, '撤回').click()
  await soon(async () => expect((await historyOf(uuid)).at(-1)?.type).toBe('ticket.withdrawn'))
})
