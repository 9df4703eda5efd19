import { randomUUID } from 'node:crypto'
import { ProcessRef } from '@gongdan/contracts'
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { firstRole, secondRole } from '../../deploy/local/people.ts'
import { type ConsoleHarness, openConsole } from './harness.ts'

jest.setTimeout(240_000)

let console: ConsoleHarness
beforeAll(async () => {
  // Roles of the tenant have its id in theirs, and ids have at most 64 characters.
  console = await openConsole(randomUUID().slice(0, 8))
})
afterEach(() => console.leave())
afterAll(async () => {
  expect(await console.complaints()).toEqual([])
  await console.close()
})

const role = ({ uuid, name }: { uuid: string; name: string }, count = 1) => ({
  tenant_uuid: console.tenant,
  role_uuid: `${uuid}.${console.tenant}`,
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
  await expect(picture(page).locator('path').count()).resolves.toBeGreaterThanOrEqual(25)
})

test('on a phone the same flow is a list that says what runs at the same time', async () => {
  const uuid = await define('二十步', wideSteps())
  const page = await console.open('applicant', { at: `processes/${uuid}`, phone: true })
  await picture(page).getByText('同时进行').first().waitFor()
  await expect(picture(page).getByText('同时进行').count()).resolves.toBe(3)
  await expect(page.evaluate('document.documentElement.scrollWidth - innerWidth')).resolves.toBe(0)
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

test('an image is followed from the queue to its end without a reload', async () => {
  const process = await console.defineProcess('镜像', ['first'])
  const { data } = await console.as('applicant').post('ticket/submit', {
    ticket_name: '网站镜像',
    type: 'TENCENT_IMAGE_CREATE',
    process_uuid: process,
    tencent: { image: { region: 'ap-guangzhou', instance_id: 'ins-demo0001', image_name: `web-${console.tenant}` } },
  })
  const page = await console.open('administrator', { at: 'images' })
  const row = page.getByRole('listitem').filter({ hasText: '网站镜像' })
  await row.getByText('审批中').waitFor()
  await console.as('firstApprover').post('ticket/pass', { list: [Object(data).ticket_uuid] })
  await row.getByText('已创建').waitFor()
})

test('a colleague decides in the place of who is away', async () => {
  const process = await console.defineProcess('一步', ['first'])
  await console.as('otherFirstApprover').get('ticket/count')
  await console.as('secondApprover').get('ticket/count')
  const page = await console.open('firstApprover', { at: 'delegations' })
  await page.getByRole('button', { name: '新建委托' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '受托人' }).click()
  await page.getByRole('option', { name: '孙经理' }).click()
  await dialog.getByRole('button', { name: '委托', exact: true }).click()
  await page.getByText('赵主管 委托给 孙经理').waitFor()
  const uuid = await console.submit('代为审批', process)
  await console.as('secondApprover').post('ticket/pass', { list: [uuid] })
  const { data } = await console.as('applicant').get(`ticket/inspect?ticket_uuid=${uuid}`)
  expect(data).toMatchObject({ ticket_state_code: 'passed' })
  await page.getByRole('button', { name: '取消委托' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消委托' }).click()
  await page.getByText('已取消', { exact: true }).waitFor()
})
