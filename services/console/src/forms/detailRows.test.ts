import { describe, expect, test } from '@jest/globals'
import { typeExamples } from '../../../../libs/contracts/src/sections/sections.fixture.ts'
import { detailRows } from './detailRows.ts'

const shown = (rows: ReturnType<typeof detailRows>) => rows.map(({ label, text }) => [label, text])

describe('the details of a ticket in words', () => {
  test.each(typeExamples)('$type: every field that was filled in has a label in both languages', (example) => {
    for (const language of ['zh', 'en'] as const) {
      const rows = detailRows(example.type, example.required, language)
      const filled = Object.entries(example.required).filter(([, value]) => value !== '')
      const named = new Set(rows.map(({ name }) => name.split('.')[0]))
      expect(filled.filter(([name]) => !named.has(name))).toEqual([])
      expect(rows.filter(({ label, name }) => label === '' || label === name)).toEqual([])
      if (language === 'zh') expect(rows.filter(({ label }) => !/[\u4e00-\u9fffA-Z]/.test(label))).toEqual([])
    }
  })

  test('sizes have units, and their exact bytes beside', () => {
    const rows = detailRows('VOLUME_EXPANSION', { volume_uuid: 'data-7', capacity: 2n ** 41n }, 'zh')
    expect(shown(rows)).toEqual([
      ['磁盘 ID', 'data-7'],
      ['磁盘容量', '2 TiB'],
    ])
    expect(rows[1]?.exact).toBe('2199023255552')
    const [odd] = detailRows('VOLUME_EXPANSION', { capacity: 2n ** 63n + 1n }, 'en')
    expect(odd).toMatchObject({ text: '9223372036854775809 B', exact: '9223372036854775809' })
  })

  test('cores, flags and lists are read as people say them', () => {
    expect(
      shown(
        detailRows('VM_UPDATE_CPU_COUNT', { vm_uuid: 'web-3', cpu_count: 16, cpu_max_count: 1, cpu_sockets: 0 }, 'en'),
      ),
    ).toEqual([
      ['VM ID', 'web-3'],
      ['CPU cores', '16 cores'],
      ['Maximum CPU cores', '1 core'],
    ])
    expect(
      shown(
        detailRows(
          'TENCENT_IMAGE_CREATE',
          { force_poweroff: true, data_disk_ids: ['disk-a', 'disk-b'], image_id: 'img-1' },
          'zh',
        ),
      ),
    ).toEqual([
      ['允许强制关机', '是'],
      ['数据盘 ID', 'disk-a、disk-b'],
      ['镜像 ID', 'img-1'],
    ])
  })

  test('a group of fields says which group, a list of objects is a table', () => {
    const mount = {
      vm_uuid: 'v',
      target_bus: '',
      inner_volume: null,
      external_volume: { pool_uuid: 'p', volume_uuid: 'd' },
    }
    expect(shown(detailRows('VM_DISK_EXIST_MOUNT', mount, 'zh'))).toEqual([
      ['虚拟机 ID', 'v'],
      ['外部磁盘 · 存储池 ID', 'p'],
      ['外部磁盘 · 磁盘 ID', 'd'],
    ])
    const [list] = detailRows('TRASH_DELETE', { object_list: [{ uuid: 'o', name: 'old', type: 2 }] }, 'en')
    expect(list?.table).toEqual({ columns: ['Object ID', 'Object name', 'Object kind'], rows: [['o', 'old', '2']] })
  })

  test('what another platform wrote, and fields without words, are shown as they are', () => {
    const rows = detailRows(
      'AUTO_CONTAINER',
      { apply_container_info: { image: 'nginx', size: 2n ** 60n + 1n }, zone: 'a' },
      'en',
    )
    expect(rows[0]).toMatchObject({ isCode: true, text: '{\n  "image": "nginx",\n  "size": 1152921504606846977\n}' })
    expect(rows[1]).toMatchObject({ label: 'zone', text: 'a' })
  })
})
