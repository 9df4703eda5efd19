import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { FulfilmentClaimData, ProcessRef } from '@gongdan/contracts'
import { connect } from '@gongdan/store'
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { firstRole, people, secondRole } from '../../deploy/local/people.ts'
import { ticketsOf } from '../../services/ticket/src/public.ts'
import { ticketUuid } from '../support/caller.ts'
import { databaseUrl } from '../support/system.ts'
import { type ConsoleHarness, hold, loseAnswer, openConsole, soon } from './harness.ts'
import { personIn, roleIn } from './tenants.ts'

jest.setTimeout(240_000)

let console: ConsoleHarness
beforeAll(async () => {
  console = await openConsole(randomUUID())
})
afterEach(() => console.leave())
afterAll(async () => {
  expect(await console.complaints()).toEqual([])
  await console.close()
})

const role = ({ uuid, name }: { uuid: string; name: string }, count = 1) => ({
  tenant_uuid: console.tenant,
  role_uuid: roleIn(uuid, console.tenant),
  role_name: name,
  count,
})
const define = async (name: string, steps: readonly object[]): Promise<string> => {
  const body = { tenant_uuid: console.tenant, process_name: name, approval_list: steps }
  return ProcessRef.parse((await console.as('administrator').post('ticket/process/create', body)).data).process_uuid
}
const picture = (page: Page) => page.getByRole('figure', { name: '审批流程图' })

/** 20 steps: a first one, six branches of three beside each other, and a last one that waits for all of them. */
const wideSteps = () => {
  const branches = Array.from({ length: 6 }, (_, branch) =>
    [0, 1, 2].map((place) => ({
      step_key: `b${branch}-${place}`,
      step_name: `分支${branch + 1}.${place + 1}`,
      approvers: [role(secondRole)],
      after: [place === 0 ? 'first' : `b${branch}-${place - 1}`],
    })),
  )
  return [
    { step_key: 'first', step_name: '起点', approvers: [role(firstRole)] },
    ...branches.flat(),
    { step_key: 'last', step_name: '汇合', approvers: [role(firstRole)], after: branches.map((_, at) => `b${at}-2`) },
  ]
}

test('a flow of 20 steps has every step once, none over another, and lines between them', async () => {
  const uuid = await define('二十步', wideSteps())
  const page = await console.open('applicant', {
    at: `processes/${uuid}`,
    options: { viewport: { width: 1440, height: 900 } },
  })
  const cards = picture(page).locator('[data-cell="step"]')
  await cards.first().waitFor()
  await expect(cards.count()).resolves.toBe(20)
  const boxes = await Promise.all((await cards.all()).map((card) => card.boundingBox()))
  const meet = boxes.flatMap((one, at) =>
    boxes.slice(at + 1).filter((other) => {
      if (one === null || other === null) return true
      const isBeside = one.x + one.width <= other.x + 1 || other.x + other.width <= one.x + 1
      return !isBeside && one.y + one.height > other.y + 1 && other.y + other.height > one.y + 1
    }),
  )
  expect(meet).toEqual([])
  await soon(async () => expect(await picture(page).locator('path').count()).toBeGreaterThanOrEqual(25))
})

test('on a phone the same flow is a list that says what runs at the same time', async () => {
  const uuid = await define('二十步', wideSteps())
  const page = await console.open('applicant', { at: `processes/${uuid}`, phone: true })
  await picture(page).getByText('同时进行').first().waitFor()
  await expect(picture(page).getByText('同时进行').count()).resolves.toBe(3)
  await expect(page.evaluate('document.documentElement.scrollWidth - innerWidth')).resolves.toBe(0)
})

const isLive = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByText('实时更新中').waitFor()

test('a quorum fills before the eyes of who looks on: how far it is, by whom, and what they said', async () => {
  const process = await define('会签', [
    { step_name: '会签', approvers: [role(firstRole, 2), role(secondRole)], need: '2' },
  ])
  const uuid = await console.submit('两人通过', process)
  const page = await console.open('applicant', { at: `ticket/${uuid}` })
  await picture(page).getByText('3 人中 2 人通过').waitFor()
  await isLive(page)
  const seats = (text: string) => picture(page).getByRole('img', { name: text }).waitFor()
  await seats('0 个席位已通过，0 个已驳回，3 个待审批')
  await console.as('firstApprover').post('ticket/pass', { list: [uuid], reason: '同意扩容' })
  await picture(page).getByText('已通过 1/2').waitFor()
  await seats('1 个席位已通过，0 个已驳回，2 个待审批')
  await picture(page).getByText('赵主管').first().waitFor()
  await picture(page).getByText('同意扩容').waitFor()
  await console.as('secondApprover').post('ticket/pass', { list: [uuid] })
  await seats('2 个席位已通过，0 个已驳回，1 个待审批')
  await page.getByRole('main').getByText('已通过', { exact: true }).first().waitFor()
})

test('a vote against a step that goes on stands in the history as what it was, with its reason', async () => {
  const step = { step_name: '会签', approvers: [role(firstRole, 2), role(secondRole)], need: '2', veto: false }
  const uuid = await console.submit('一人反对', await define('不一票否决', [step]))
  await console.as('firstApprover').post('ticket/overrule', { list: [uuid], reason: '先压缩日志' })
  await console.as('secondApprover').post('ticket/pass', { list: [uuid], reason: '资源够用' })
  const page = await console.open('applicant', { at: `ticket/${uuid}` })
  await page.getByText('历史记录', { exact: true }).click()
  const entries = page.getByRole('group').filter({ hasText: '历史记录' }).getByRole('listitem')
  await entries.filter({ hasText: /赵主管 驳回.*先压缩日志/ }).waitFor()
  await entries.filter({ hasText: /孙经理 通过.*资源够用/ }).waitFor()
})

/** A person who looks at something else, and wants to be told by their browser. */
const wantsToBeTold = `
  Object.defineProperty(document, 'hidden', { value: true })
  window.told = []
  window.Notification = class {
    static permission = 'granted'
    constructor(title, { body }) { told.push(title + ': ' + body); window.lastNotice = this }
  }
  localStorage.setItem('gongdan.preferences', JSON.stringify({ browserNotifications: true }))
  dispatchEvent(new StorageEvent('storage', { key: 'gongdan.preferences' }))`

test('a comment shows on the page of who looks on, and whom it names is told of it', async () => {
  const process = await console.defineProcess('讨论', ['first', 'second'])
  const uuid = await console.submit('要讨论的', process)
  // People are found by name once they have called.
  await console.as('secondApprover').get('ticket/count')
  const theirs = await console.open('secondApprover', { at: 'settings' })
  await isLive(theirs)
  await theirs.evaluate(wantsToBeTold)
  const applicant = await console.open('applicant', { at: `ticket/${uuid}` })
  await isLive(applicant)

  const page = await console.open('firstApprover', { at: `ticket/${uuid}` })
  const write = async (text: string) => {
    await page.getByRole('textbox', { name: '写评论…' }).fill(text)
    await page.getByRole('button', { name: '发表' }).click()
    await page.getByRole('listitem').filter({ hasText: text }).waitFor()
    await applicant.getByRole('listitem').filter({ hasText: text }).waitFor()
  }
  await write('容量够用吗？')
  await page.getByRole('button', { name: '提及同事' }).click()
  await page.getByRole('combobox', { name: '提及同事' }).fill('孙')
  await page.getByRole('option', { name: '孙经理' }).click()
  await write('请资源审批看一下')
  await applicant.getByText('@孙经理').waitFor()
  await soon(async () => expect(await theirs.evaluate('told')).toEqual(['要讨论的: 赵主管 评论']))
})

test('a comment that was refused is changed and sent, one whose answer was lost is sent once', async () => {
  const uuid = await console.submit('不能看的人', await console.defineProcess('讨论', ['first']))
  await console.known('secondApplicant')
  const page = await console.open('firstApprover', { at: `ticket/${uuid}` })
  const box = page.getByRole('textbox', { name: '写评论…' })
  const send = page.getByRole('button', { name: '发表' })
  const said = page.getByRole('listitem').filter({ hasText: '请看一下' })
  await box.fill('请看一下')
  await page.getByRole('button', { name: '提及同事' }).click()
  await page.getByRole('combobox', { name: '提及同事' }).fill(people.secondApplicant.name)
  await page.getByRole('option', { name: people.secondApplicant.name }).click()
  await send.click()
  await page.getByRole('alert').getByText('看不到此工单').waitFor()
  await page.getByRole('button', { name: `移除 ${people.secondApplicant.name}` }).click()
  await send.click()
  await said.waitFor()
  await loseAnswer(page, '**/v1/ticket/comment')
  await box.fill('答复丢失')
  await send.click()
  await page.getByRole('alert').waitFor()
  await send.click()
  await soon(async () => expect(await box.inputValue()).toBe(''))
  await page.getByRole('listitem').filter({ hasText: '答复丢失' }).waitFor()
  const { data } = await console.as('applicant').get(`ticket/comment/list?ticket_uuid=${uuid}`)
  expect(data).toMatchObject({ total_count: 2 })
})

test('what is written and who is named while a comment is being sent stays for the next one', async () => {
  const uuid = await console.submit('边等边写', await console.defineProcess('讨论', ['first']))
  await console.as('applicant').get('ticket/count')
  const page = await console.open('firstApprover', { at: `ticket/${uuid}` })
  const box = page.getByRole('textbox', { name: '写评论…' })
  const said = (text: string) => page.getByRole('listitem').filter({ hasText: text })
  const { asked, letGo } = await hold(page, '**/v1/ticket/comment')
  await box.fill('第一句')
  await page.getByRole('button', { name: '发表' }).click()
  await asked
  await box.fill('第二句')
  await page.getByRole('button', { name: '提及同事' }).click()
  await page.getByRole('combobox', { name: '提及同事' }).fill('林')
  await page.getByRole('option', { name: people.applicant.name }).click()
  letGo()
  await said('第一句').waitFor()
  await expect(box.inputValue()).resolves.toBe('第二句')
  await page.getByRole('button', { name: '发表' }).click()
  await said('第二句')
    .filter({ hasText: `@${people.applicant.name}` })
    .waitFor()
  await expect(box.inputValue()).resolves.toBe('')
})

test('all comments are shown, however many there are', async () => {
  const uuid = await console.submit('说得很多', await console.defineProcess('讨论', ['first']))
  for (let place = 1; place <= 101; place += 1)
    await console.as('applicant').post('ticket/comment', { ticket_uuid: uuid, text: `第 ${place} 条` })
  const page = await console.open('firstApprover', { at: `ticket/${uuid}` })
  await page.getByText('第 101 条', { exact: true }).waitFor()
  await page.getByRole('textbox', { name: '写评论…' }).fill('再说一句')
  await page.getByRole('button', { name: '发表' }).click()
  await page.getByRole('listitem').filter({ hasText: '再说一句' }).waitFor()
})

test('one letter of a history that is changed in the database is found, at its entry', async () => {
  const uuid = await console.submit('被改过的', await console.defineProcess('两步', ['first', 'second']))
  await console.as('firstApprover').post('ticket/pass', { list: [uuid], reason: '同意' })
  await console.as('secondApprover').post('ticket/overrule', { list: [uuid], reason: '预算不足' })
  const store = await connect(databaseUrl(basename(process.env.CONSOLE_SYSTEM ?? '')), 'ticket')
  await ticketsOf(store).updateOne({ _id: uuid }, { $set: { 'history.1.data.reason': '同急' } })
  await store.close()
  const page = await console.open('applicant', { at: `ticket/${uuid}` })
  await page.getByText('历史记录', { exact: true }).click()
  await page.getByRole('alert').getByText('历史记录从第 2 条起不一致').waitFor()
})

test('a returned ticket says who returned it and why, and is submitted again', async () => {
  const process = await console.defineProcess('两步', ['first', 'second'])
  const uuid = await console.submit('退回重填', process)
  await console.as('firstApprover').post('ticket/return', { list: [uuid], reason: '请补充时间' })
  const page = await console.open('applicant', { at: `edit/${uuid}` })
  await page.getByText('赵主管 退回了此工单').waitFor()
  await page.getByText('请补充时间').waitFor()
  await page.getByLabel('申请事由').fill('每天上午九点')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.waitForURL(/\/ticket\//)
  const { data } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
  expect(data).toMatchObject({ ticket_state_code: 'pending', reason: '每天上午九点' })
})

test('an image is followed from the queue to its end or its failure without a reload', async () => {
  const process = await console.defineProcess('镜像', ['first'])
  const submit = async (name: string): Promise<string> => {
    const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: `${name}-${console.tenant}` }
    const body = { ticket_name: name, type: 'TENCENT_IMAGE_CREATE', process_uuid: process, tencent: { image } }
    return ticketUuid(await console.as('applicant').post('ticket/submit', body))
  }
  const [good, bad] = [await submit('web'), await submit('db')]
  await console.failImage(bad)
  const page = await console.open('administrator', { at: 'images' })
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await row('web').getByText('审批中').waitFor()
  await console.as('firstApprover').post('ticket/pass', { list: [good, bad] })
  await row('web').getByText('已创建').waitFor()
  await row('db').getByText('创建失败').waitFor()
  await row('db').getByText('该实例不支持创建镜像。').waitFor()
  await row('db').getByRole('button', { name: '重试' }).click()
  await page.getByText(/\d+ 秒后可以再次创建镜像/).waitFor()
})

test('a colleague decides in the place of who is away', async () => {
  const process = await console.defineProcess('一步', ['first'])
  await console.known('otherFirstApprover', 'secondApprover')
  const page = await console.open('firstApprover', { at: 'delegations' })
  await page.getByRole('button', { name: '新建委托' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '受托人' }).click()
  await page.getByRole('option', { name: '孙经理' }).click()
  await dialog.getByRole('button', { name: '委托', exact: true }).click()
  await page.getByText('赵主管 委托给 孙经理').waitFor()
  const uuid = await console.submit('代为审批', process)
  const colleague = await console.open('secondApprover', { at: 'inbox?scope=delegated' })
  const row = colleague.locator('tbody tr').filter({ hasText: '代为审批' })
  await row.getByText('代 赵主管').waitFor()
  await row.getByRole('link').click()
  await colleague.getByRole('button', { name: /^通过\s*代 赵主管$/ }).click()
  const applicant = await console.open('applicant', { at: `ticket/${uuid}` })
  await picture(applicant).getByText('孙经理 代 赵主管 通过').waitFor()
  await applicant.getByRole('main').getByText('已通过', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: '取消委托' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消委托' }).click()
  await page.getByText('已取消', { exact: true }).waitFor()
})

test('who is delegated to is told by whom, and led to the delegations', async () => {
  await console.as('secondApprover').get('ticket/count')
  const page = await console.open('secondApprover', { at: 'settings' })
  await isLive(page)
  await page.evaluate(wantsToBeTold)
  const to = { user_uuid: personIn('secondApprover', console.tenant).user }
  const now = Math.floor(Date.now() / 1_000)
  await console.as('otherFirstApprover').post('delegation/create', { to, start: now, end: now + DAY })
  const from = people.otherFirstApprover.name
  await soon(async () => expect(await page.evaluate('told')).toEqual([`${from} → 孙经理: ${from} 委托审批`]))
  await page.evaluate('lastNotice.onclick()')
  await page.waitForURL(/\/delegations$/)
})

const DAY = 86_400
const colourOf = (page: Page, selector: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).color`)
/** The colour that a token of the theme has on this page. */
const tokenOf = (page: Page, token: string) =>
  page.evaluate<string>(`{
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'var(${token})'
    const { color } = getComputedStyle(probe)
    probe.remove()
    color
  }`)

test('what is due soon or overdue says so by word and colour, on its row and on its card', async () => {
  const process = await define('限时', [{ step_name: '限时审批', approvers: [role(firstRole)], due_in: 1_800 }])
  const uuid = await console.submit('有时限的', process)
  const { data } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
  const due: number = Object(data).steps[0].due_time
  const address = `inbox?q=${encodeURIComponent('有时限的')}&ticket=${uuid}`
  const page = await console.open('firstApprover', { at: address })
  const isSaid = async (seconds: number, onRow: string, onCard: string) => {
    await page.clock.setFixedTime((due + seconds) * 1_000)
    await page.reload()
    await page.locator('tbody').getByText(onRow, { exact: true }).waitFor()
    await picture(page).getByText(onCard, { exact: true }).waitFor()
  }
  const hasColour = async (token: string, onRow: string, onCard: string) => {
    const colour = await tokenOf(page, token)
    await expect(colourOf(page, `tbody ${onRow}`)).resolves.toBe(colour)
    await expect(colourOf(page, `figure ${onCard}`)).resolves.toBe(colour)
  }
  await isSaid(-2 * DAY, '2 天后到期', '剩余 2 天')
  await expect(page.locator('tbody :is([data-soon], [data-late])').count()).resolves.toBe(0)
  await expect(colourOf(page, 'figure [data-urgency="later"]')).resolves.toBe(await tokenOf(page, '--text-2'))
  await isSaid(-600, '10 分钟后到期', '剩余 10 分钟')
  await hasColour('--warn', '[data-soon]', '[data-urgency="soon"]')
  await isSaid(300, '超时 5 分钟', '已超时 5 分钟')
  await hasColour('--bad', '[data-late]', '[data-urgency="overdue"]')
})

test('what becomes of an approved ticket is followed to its end without a reload', async () => {
  const body = { ticket_name: '两个地址', type: 'VIP', network: { vip: { vip_count: 2 } } }
  const process_uuid = await console.defineProcess('一步', ['first'])
  const uuid = ticketUuid(await console.as('applicant').post('ticket/submit', { ...body, process_uuid }))
  const page = await console.open('applicant', { at: `ticket/${uuid}` })
  await isLive(page)
  await page.evaluate('window.isSamePage = true')
  const main = page.getByRole('main')
  await console.as('firstApprover').post('ticket/pass', { list: [uuid] })
  await main.getByText('等待执行', { exact: true }).first().waitFor()

  const claimed = await console.fulfiller.post('fulfilment/claim', { types: ['VIP'], limit: 10 })
  const held = FulfilmentClaimData.parse(claimed.data).list.find(({ ticket_uuid }) => ticket_uuid === uuid)
  const report = (said: object) =>
    console.fulfiller.post('fulfilment/report', {
      list: [{ ticket_uuid: uuid, request: held?.request, fence: held?.fence, ...said }],
    })
  await main.getByText('执行中', { exact: true }).first().waitFor()
  await main.getByText('网络平台').first().waitFor()
  await report({ state: 'working', progress: 40 })
  await main.locator('[role="progressbar"][aria-valuenow="40"]').waitFor()

  const addresses = ['10.0.0.8', '10.0.0.9'].map((ip) => ({ ip, gateway: '10.0.0.1', mask: '255.255.255.0' }))
  await report({ state: 'done', success_count: 2, failed_count: 0, out: { vip_list: addresses } })
  await main.getByText('已完成', { exact: true }).first().waitFor()
  await main.getByText('成功 2，失败 0').waitFor()
  await main.getByRole('cell', { name: '10.0.0.9' }).waitFor()
  await expect(page.evaluate('window.isSamePage')).resolves.toBe(true)
})
