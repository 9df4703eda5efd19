import { z } from 'zod'
import { said } from '../deciding.ts'
import { exactInteger } from '../exactJson.ts'
import { inBoth } from '../parseInput.ts'
import { anyText, integer, kind, outcomeCounts, platformInfo, type Section, text, uint64 } from './fields.ts'

const MIB_512 = 512n * 1024n * 1024n
const GIB_256 = 256n * 1024n * 1024n * 1024n

const targetDevice = z
  .string()
  .regex(/^(hd[a-c]|sd[a-o])$/, inBoth('must be hda-hdc or sda-sdo', '必须是 hda-hdc 或 sda-sdo'))
const targetBus = z.enum(['scsi', 'ide'])

export const compute: Record<string, Section> = {
  vm_specification: {
    fields: { specification_uuid: text, specification_name: text, vm_name: text, apply_count: integer(1) },
    empty: {
      specification_uuid: '',
      specification_name: '',
      specification_info: null,
      vm_name: '',
      vm_info: {},
      apply_count: 0,
      success_count: 0,
      failed_count: 0,
      faild_info: [],
    },
    out: { specification_info: platformInfo, vm_info: z.record(text, anyText), ...outcomeCounts },
  },
  vm_template: {
    fields: { template_uuid: text, template_name: text, vm_uuid: anyText, vm_name: text },
    empty: { template_uuid: '', template_name: '', vm_uuid: '', vm_name: '', teplate_info: null },
    out: { teplate_info: platformInfo },
  },
  vm_cpu_update: {
    fields: {
      vm_uuid: text,
      cpu_count: integer(1, 96),
      cpu_max_count: integer(1),
      cpu_sockets: integer(1, 4).optional(),
    },
    rule: ({ cpu_count: count, cpu_max_count: most }) =>
      typeof count === 'number' && typeof most === 'number' && most < count
        ? said('cpu_max_count must not be below cpu_count', 'cpu_max_count 不能小于 cpu_count')
        : null,
    empty: { vm_uuid: '', cpu_count: 0, cpu_max_count: 0, cpu_sockets: 0 },
    out: {},
  },
  vm_memory_update: {
    fields: { vm_uuid: text, vm_memory_size: uint64 },
    rule: ({ vm_memory_size: size }) => {
      const bytes = size === undefined ? MIB_512 : (exactInteger(size) ?? 0n)
      return bytes > 0n && bytes <= GIB_256 && bytes % MIB_512 === 0n
        ? null
        : said(
            'vm_memory_size must be a multiple of 512 MiB up to 256 GiB, in bytes',
            'vm_memory_size 必须是 512 MiB 的整数倍且不超过 256 GiB，单位为字节',
          )
    },
    empty: { vm_uuid: '', vm_memory_size: 0 },
    out: {},
  },
  vm_disk_exist_mount: {
    fields: {
      vm_uuid: text,
      target_device: targetDevice.optional(),
      target_bus: targetBus.optional(),
      inner_volume: z.looseObject({ volume_uuid: text }).optional(),
      external_volume: z.looseObject({ pool_uuid: text, volume_uuid: text }).optional(),
    },
    rule: ({ inner_volume: inner, external_volume: outer }, as) =>
      as === 'complete' && (inner === undefined) === (outer === undefined)
        ? said(
            'exactly one of inner_volume and external_volume is needed',
            'inner_volume 与 external_volume 必须且只能有一个',
          )
        : null,
    empty: { vm_uuid: '', target_device: '', target_bus: '', inner_volume: null, external_volume: null },
    out: {},
  },
  vm_disk_not_exist_mount: {
    fields: {
      vm_uuid: text,
      target_device: targetDevice.optional(),
      target_bus: targetBus.optional(),
      volume_specification_uuid: text,
    },
    empty: { vm_uuid: '', target_device: '', target_bus: '', volume_specification_uuid: '' },
    out: {},
  },
  vm_network_card_add: {
    fields: {
      vm_uuid: text,
      switch_uuid: text,
      network_card_type: z.enum(['virtio', 'e1000', 'rtl8139']),
      interface_type: anyText,
      interface_name: anyText,
      port_group: anyText,
      port_group_name: anyText,
    },
    empty: {
      vm_uuid: '',
      switch_uuid: '',
      network_card_type: '',
      interface_type: '',
      interface_name: '',
      port_group: '',
      port_group_name: '',
    },
    out: {},
  },
  vm_security: {
    fields: {
      vm_security_type: kind,
      image_path: text,
      image_size: uint64,
      pool_uuid: text,
      security_vm_ip: anyText,
    },
    empty: { vm_security_type: 0, image_path: '', image_size: 0, pool_uuid: '', security_vm_ip: '' },
    out: {},
  },
}
