import { describe, expect, test } from '@jest/globals'
import { type TicketTypeCode, ticketTypeCodes } from '../ticketTypes.ts'
import { typeExamples } from './sections.fixture.ts'
import { bytesText, summaryOf } from './summaries.ts'

/** Of the complete section of each type's example. */
const lines: Readonly<Record<TicketTypeCode, readonly [string, string]>> = {
  FEEDBACK: ['', ''],
  VM_SPECIFICATION: ['web, specification 4C8G, 2 VMs', 'web，规格 4C8G，2 台'],
  VM_TEMPLATE: ['web, template base', 'web，模板 base'],
  VM_UPDATE_CPU_COUNT: ['v, 4 CPUs, at most 96', 'v，CPU 4 核，上限 96 核'],
  VM_UPDATE_MEM_SIEZE: ['v, memory 4 GiB', 'v，内存 4 GiB'],
  VM_DISK_EXIST_MOUNT: ['v, disk d', 'v，磁盘 d'],
  VM_DISK_NOT_EXIST_MOUNT: ['v, disk specification s', 'v，磁盘规格 s'],
  VM_NETWORK_CARD_ADD: ['v, network card virtio, port group blue', 'v，网卡 virtio，端口组 blue'],
  VM_SECURITY: ['kind 1, image 1 B, IP 10.0.0.1', '类型 1，镜像 1 B，IP 10.0.0.1'],
  VOLUME_SPECIFICATION: ['data, specification ssd', 'data，规格 ssd'],
  VOLUME_EXPANSION: ['d, capacity 1 TiB', 'd，容量 1 TiB'],
  TENANT_QUOTA: [
    '64 CPUs, memory 1 B, disk 2 B, 0 switches, 0 routers, 0 gateways',
    'CPU 64 核，内存 1 B，磁盘 2 B，交换机 0 台，路由器 0 台，网关 0 个',
  ],
  VIP: ['1 virtual IP', '虚拟IP 1 个'],
  GATEWAY: ['g, network n, VLAN blue', 'g，网络 n，VLAN blue'],
  AUTO_CONTAINER: ['1 container', '容器 1 个'],
  TRASH_DELETE: ['1 object, old disk', '对象 1 个，old disk'],
  TRASH_RESTORE: ['1 object, old disk', '对象 1 个，old disk'],
  TENCENT_IMAGE_CREATE: ['nightly, ap-guangzhou, ins-demo0001', 'nightly，ap-guangzhou，ins-demo0001'],
}

describe('a summary', () => {
  test.each(ticketTypeCodes)('of %s has its key figures in English and Chinese', (type) => {
    const section = typeExamples.find((example) => example.type === type)?.required
    const [summary, summary_cn] = lines[type]
    expect(summaryOf(type, section === undefined ? null : JSON.stringify(section))).toEqual({ summary, summary_cn })
  })

  test.each(typeExamples)('of a draft of $type has what is there', ({ type, required }) => {
    const nothing = { summary: '', summary_cn: '' }
    for (const details of [null, '{}', JSON.stringify(Object.fromEntries(Object.keys(required).map((k) => [k, null])))])
      expect(summaryOf(type, details)).toEqual(nothing)
  })

  test('of an image says how many disks it has, and that the instance may be powered off', () => {
    const details = '{"image_name":"夜间\\n备份","data_disk_ids":["disk-demo0001"],"force_poweroff":true}'
    expect(summaryOf('TENCENT_IMAGE_CREATE', details)).toEqual({
      summary: '夜间 备份, 1 data disk, may be powered off',
      summary_cn: '夜间 备份，数据盘 1 块，可强制关机',
    })
  })

  test.each([
    ['VM_SPECIFICATION', { apply_count: 1 }, '1 VM'],
    ['VM_SPECIFICATION', { apply_count: 100 }, '100 VMs'],
    ['VM_UPDATE_CPU_COUNT', { cpu_count: 1, cpu_sockets: 1 }, '1 CPU, 1 socket'],
    ['VM_UPDATE_CPU_COUNT', { cpu_count: 21, cpu_sockets: 2 }, '21 CPUs, 2 sockets'],
    [
      'TENANT_QUOTA',
      { cpu_count: 1, switch_count: 1, router_count: 1, gateway_count: 1 },
      '1 CPU, 1 switch, 1 router, 1 gateway',
    ],
    [
      'TENANT_QUOTA',
      { cpu_count: 0, switch_count: 2, router_count: 11, gateway_count: 3 },
      '0 CPUs, 2 switches, 11 routers, 3 gateways',
    ],
    ['VIP', { vip_count: 2 }, '2 virtual IPs'],
    ['AUTO_CONTAINER', { apply_count: 5 }, '5 containers'],
    ['TRASH_DELETE', { object_list: [{}, {}] }, '2 objects'],
    ['TENCENT_IMAGE_CREATE', { data_disk_ids: ['a', 'b'] }, '2 data disks'],
  ] as const)('of %s counts %j as English does', (type, section, summary) => {
    expect(summaryOf(type, JSON.stringify(section)).summary).toBe(summary)
  })

  test('cuts long names, and takes them as they are', () => {
    const { summary } = summaryOf('VM_TEMPLATE', JSON.stringify({ vm_name: '💾'.repeat(61), template_name: '$&{}' }))
    expect(summary).toBe(`${'💾'.repeat(59)}…, template $&{}`)
  })

  test('says sizes exactly, beyond 2^53 too', () => {
    const details =
      '{"vm_uuid":"v","vm_memory_size":"17592186044417","volume_uuid":"v","capacity":18446744073709551615}'
    expect(summaryOf('VM_UPDATE_MEM_SIEZE', details).summary).toBe('v, memory 17592186044417 B')
    expect(summaryOf('VOLUME_EXPANSION', details).summary).toBe('v, capacity 18446744073709551615 B')
  })
})

test.each([
  [0n, '0 B'],
  [1023n, '1023 B'],
  [1024n, '1 KiB'],
  [1280n, '1.25 KiB'],
  [1281n, '1281 B'],
  [512n * 1024n ** 2n, '512 MiB'],
  [1536n * 1024n ** 3n, '1.5 TiB'],
  [1100n * 1024n ** 3n, '1100 GiB'],
  [2n ** 64n - 1024n ** 5n, '16383 PiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
