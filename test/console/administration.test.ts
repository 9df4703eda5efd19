import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { firstRole, people } from '../../deploy/local/people.ts'
import { startWebhookReceiver } from '../support/webhookReceiver.ts'
import { type ConsoleHarness, hold, loseAnswer, openConsole, soon } from './harness.ts'

jest.setTimeout(240_000)

let console: ConsoleHarness
let processUuid: string
beforeAll(async () => {
  console = await openConsole(randomUUID())
  processUuid = await console.defineProcess('两步审批', ['first', 'second'])
})
afterEach(() => console.leave())
afterAll(async () => {
  expect(await console.complaints()).toEqual([])
  await console.close()
})

/** By its whole label, which says of some that they may be left out. */
const field = (page: Page, label: string): Locator => page.getByLabel(new RegExp(`^${label}(选填)?$`))

describe('the last page of a list that has no row any more leads to the one before', () => {
  test('of processes, when the last one is deleted', async () => {
    for (let place = 1; place <= 21; place += 1) await console.defineProcess(`成批 ${place}`, ['first'])
    const page = await console.open('administrator', { at: `processes?page=2&q=${encodeURIComponent('成批')}` })
    const ticks = page.getByRole('checkbox', { name: /^选择 成批/ })
    await soon(async () => expect(await ticks.count()).toBe(1))
    await ticks.click()
    await page.getByRole('button', { name: '删除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await soon(async () => expect(await ticks.count()).toBe(20))
    expect(new URL(page.url()).searchParams.get('page')).toBeNull()
  })

  test('of images', async () => {
    const image = { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: `last-${console.tenant}` }
    const body = { ticket_name: '唯一的镜像', type: 'TENCENT_IMAGE_CREATE', process_uuid: processUuid }
    await console.as('applicant').post('ticket/submit', { ...body, tencent: { image } })
    const page = await console.open('administrator', { at: 'images?page=2' })
    await page.getByRole('link', { name: '唯一的镜像' }).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('of deliveries', async () => {
    const body = {
      webhook_name: '一条',
      kind: 'standard',
      url: 'https://cmdb.example.com/',
      event_types: ['ticket.urged'],
    }
    const { data } = await console.as('administrator').post('webhook/create', { tenant_uuid: console.tenant, ...body })
    const { webhook_uuid } = Object(data)
    await console.as('administrator').post('webhook/test', { webhook_uuid })
    const page = await console.open('administrator', { at: `webhooks/${webhook_uuid}?page=2` })
    await page.getByText('次尝试').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })
})

test('whom and what to choose is all there is, also beyond the first hundred', async () => {
  const page = await console.open('administrator')
  const answer = (list: readonly object[], asked: string) => {
    const { searchParams } = new URL(asked)
    const from = (Number(searchParams.get('page_num') ?? 1) - 1) * 100
    const data = { total_count: list.length, list: list.slice(from, from + 100) }
    return { json: { scode: 0, message: '', message_cn: '', desc: '', desc_cn: '', stack: null, data } }
  }
  const listed = (row: (place: number) => object) => Array.from({ length: 201 }, (_, place) => row(place + 1))
  const ours = { tenant_uuid: console.tenant, tenant_name: '' }
  const users = listed((place) => ({ ...ours, user_uuid: `u-${place}`, user_name: `同事 ${place}` }))
  const roles = listed((place) => ({ ...ours, role_uuid: `r-${place}`, role_name: `角色 ${place}`, holder_count: 1 }))
  await page.route('**/v1/user/list*', (route) => route.fulfill(answer(users, route.request().url())))
  await page.route('**/v1/role/list*', (route) => route.fulfill(answer(roles, route.request().url())))
  await page.goto(`${console.url}processes/new`)
  for (const name of ['同事 201', '角色 201']) {
    await page.getByRole('combobox', { name: '审批人' }).fill(name)
    await page.getByRole('option', { name }).first().click()
    await page.getByRole('button', { name: `移除 ${name}` }).waitFor()
  }
  const first = await console.defineProcess('最先', ['first'])
  for (let place = 1; place <= 99; place += 1) await console.defineProcess(`中间 ${place}`, ['first'])
  const last = await console.defineProcess('最后', ['first'])
  for (const at of ['new/FEEDBACK', 'inbox']) {
    await page.goto(new URL(at, console.url).href)
    if (at === 'inbox') await page.getByRole('button', { name: /筛选/ }).first().click()
    for (const uuid of [first, last]) await page.getByRole('combobox', { name: /流程$/ }).selectOption(uuid)
  }
})

describe('what was made though its answer was lost is not made once more by another press', () => {
  const made = async (list: string) =>
    Object((await console.as('administrator').get(list)).data).list.map(
      (one: Record<string, string>) => one.process_name ?? one.webhook_name ?? one.reason,
    )

  test('a process, also after a reload', async () => {
    const page = await console.open('administrator', { at: 'processes/new' })
    await loseAnswer(page, '**/v1/ticket/process/create')
    await field(page, '流程名称').fill('只有一个')
    await page.getByRole('combobox', { name: '审批人' }).click()
    await page.getByRole('option', { name: firstRole.name }).first().click()
    const create = page.getByRole('button', { name: '创建流程' })
    await create.click()
    await page.getByRole('alert').getByText('没有收到结果，可能已经生效').waitFor()
    await page.reload()
    await create.click()
    await page.waitForURL(/\/processes\/[0-9a-f-]{36}$/)
    await expect(made(`ticket/process/list?filter_name=${encodeURIComponent('只有一个')}`)).resolves.toHaveLength(1)
  })

  test('a webhook, whose secret is shown then', async () => {
    const page = await console.open('administrator', { at: 'webhooks/new' })
    await loseAnswer(page, '**/v1/webhook/create')
    await field(page, '名称').fill('只有一个')
    await field(page, '地址').fill('https://cmdb.example.com/')
    const create = page.getByRole('button', { name: '添加', exact: true })
    await create.click()
    await page.getByText('相同请求正在处理').waitFor()
    await create.click()
    await page
      .getByRole('dialog')
      .getByText(/^whsec_/)
      .waitFor()
    const names: readonly string[] = await made('webhook/list')
    expect(names.filter((name) => name === '只有一个')).toHaveLength(1)
  })

  test('a delegation', async () => {
    await console.known('secondApprover')
    const page = await console.open('firstApprover', { at: 'delegations' })
    await loseAnswer(page, '**/v1/delegation/create')
    await page.getByRole('button', { name: '新建委托' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '受托人' }).click()
    await page.getByRole('option', { name: people.secondApprover.name }).click()
    await dialog.getByRole('button', { name: '委托', exact: true }).click()
    await dialog.getByText('相同请求正在处理').waitFor()
    await dialog.getByRole('button', { name: '委托', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const { data } = await console.as('firstApprover').get('delegation/list')
    expect(data).toMatchObject({ total_count: 1 })
  })

  test('a delegation, which is in the list when its dialog is closed instead', async () => {
    await console.as('secondApprover').get('ticket/count')
    const page = await console.open('otherFirstApprover', { at: 'delegations' })
    await loseAnswer(page, '**/v1/delegation/create')
    await page.getByRole('button', { name: '新建委托' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '受托人' }).click()
    await page.getByRole('option', { name: people.secondApprover.name }).click()
    await dialog.getByRole('button', { name: '委托', exact: true }).click()
    await dialog.getByText('相同请求正在处理').waitFor()
    await dialog.getByRole('button', { name: '取消' }).click()
    await page.getByRole('listitem').filter({ hasText: people.secondApprover.name }).waitFor()
  })
})

test('a webhook shows its secret once, its deliveries with their attempts, and sends some of them again', async () => {
  const receiver = await startWebhookReceiver(() => ({ status: 500, body: 'out of order' }))
  const page = await console.open('administrator', { at: 'webhooks/new' })
  await field(page, '名称').fill('CMDB')
  await field(page, '地址').fill(receiver.url)
  await page.getByRole('button', { name: '添加', exact: true }).click()
  const secret = page.getByRole('dialog').getByText(/^whsec_/)
  await secret.waitFor()
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.waitForURL(/\/webhooks\/[0-9a-f-]{36}$/)
  const deliveries = page.getByRole('listitem').filter({ hasText: '次尝试' })
  const seen = (check: () => Promise<void>) =>
    soon(async () => {
      await page.getByRole('button', { name: '刷新' }).click()
      await check()
    })
  for (const count of [1, 2, 3]) {
    await page.getByRole('button', { name: '发送测试' }).click()
    await seen(async () => expect(await deliveries.filter({ hasText: /[1-9]\d* 次尝试/ }).count()).toBe(count))
  }
  await expect(deliveries.filter({ hasText: '测试通知' }).count()).resolves.toBe(3)
  await deliveries.first().getByRole('button', { name: /^展开/ }).click()
  await deliveries.first().getByRole('cell', { name: '500' }).first().waitFor()
  await deliveries.first().getByText('out of order').waitFor()

  // All but the second work from now on.
  const [, second] = new Set(receiver.arrived.map(({ headers }) => headers['webhook-id']))
  receiver.behave(({ headers }) => ({ status: headers['webhook-id'] === second ? 500 : 200 }))
  for (const place of [0, 2]) await deliveries.nth(place).getByRole('checkbox').check()
  await page.getByRole('button', { name: '重新投递' }).click()
  await page.getByText('2 条已重新排队').waitFor()
  await seen(async () => expect(await deliveries.filter({ hasText: '已送达' }).count()).toBe(2))
  expect(await deliveries.nth(1).getByText('已送达').count()).toBe(0)
  await receiver.close()

  await page.getByRole('tab', { name: '设置' }).click()
  await page.getByRole('button', { name: '更换密钥' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '更换密钥' }).click()
  await secret.waitFor()
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('失效时间').waitFor()
  expect(await page.getByText(/^whsec_\w/).count()).toBe(0)
})

test('what is entered of a webhook stays when it is switched off, its deliveries looked at or its secret changed, until it is saved', async () => {
  const { data } = await console.as('administrator').post('webhook/create', {
    tenant_uuid: console.tenant,
    webhook_name: '原名',
    kind: 'standard',
    url: 'https://cmdb.example.com/',
    event_types: ['ticket.submitted'],
  })
  const page = await console.open('administrator', { at: `webhooks/${Object(data).webhook_uuid}?tab=settings` })
  const name = field(page, '名称')
  await name.fill('新名')
  await page.getByRole('button', { name: '停用' }).click()
  await page.getByRole('button', { name: '重新启用' }).waitFor()
  await expect(name.inputValue()).resolves.toBe('新名')
  await page.getByRole('tab', { name: '投递记录' }).click()
  await page.getByRole('button', { name: '刷新' }).waitFor()
  expect(await page.getByRole('textbox', { name: '名称' }).count()).toBe(0)
  await page.getByRole('tab', { name: '设置' }).click()
  await expect(name.inputValue()).resolves.toBe('新名')
  await page.getByRole('button', { name: '更换密钥' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '更换密钥' }).click()
  await page.getByRole('button', { name: '我已保存' }).click()
  await page.getByText('失效时间').waitFor()
  await expect(name.inputValue()).resolves.toBe('新名')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('heading', { name: '新名' }).waitFor()
  await page.getByText('有未保存的修改').waitFor({ state: 'hidden' })
  await expect(name.inputValue()).resolves.toBe('新名')
})

test('settings say in which language, and what one is told of', async () => {
  const page = await console.open('secondApplicant', { at: 'settings' })
  await page.getByRole('checkbox', { name: '催办：邮件' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('设置已保存').waitFor()
  await page.getByLabel('English').click()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await soon(async () => {
    const { data } = await console.as('secondApplicant').get('notification/settings')
    expect(data).toMatchObject({ language: 'en', channels: { mail: expect.not.arrayContaining(['ticket.urged']) } })
  })
})

test('what is changed while settings are being saved is not saved yet, and stays', async () => {
  const page = await console.open('secondApprover', { at: 'settings' })
  const urged = page.getByRole('checkbox', { name: '催办：邮件' })
  const save = page.getByRole('button', { name: '保存', disabled: false })
  const seen = async () => {
    const { data } = await console.as('secondApprover').get('notification/settings')
    const { mail_address: mail, channels } = data as { mail_address: string; channels: { mail: string[] } }
    return [mail, channels.mail.includes('ticket.urged')]
  }
  await field(page, '邮箱地址').fill('sun@example.com')
  const { asked, letGo } = await hold(page, '**/v1/notification/settings')
  await save.click()
  await asked
  await urged.click()
  letGo()
  await page.getByText('设置已保存').waitFor()
  await expect(seen()).resolves.toEqual(['sun@example.com', true])
  await expect(urged.isChecked()).resolves.toBe(false)
  await save.click()
  await soon(async () => expect(await seen()).toEqual(['sun@example.com', false]))
})

test('a language that is chosen in the menu of the person is that of their mails, too', async () => {
  const page = await console.open('otherFirstApprover')
  await page.getByRole('button', { name: people.otherFirstApprover.name }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'To approve' }).waitFor({ state: 'attached' })
  await soon(async () => {
    const { data } = await console.as('otherFirstApprover').get('notification/settings')
    expect(data).toMatchObject({ language: 'en' })
  })
})

test('a browser in another language shows the one of the settings', async () => {
  const options = { locale: 'fr-FR' }
  await console.as('applicant').post('notification/settings', { language: 'en' })
  await (await console.open('applicant', { at: 'settings', options }))
    .getByRole('heading', { name: 'Settings' })
    .waitFor()
  await console.as('applicant').post('notification/settings', { language: 'zh' })
  await (await console.open('applicant', { at: 'settings', options }))
    .getByRole('heading', { name: '设置' })
    .first()
    .waitFor()
})
