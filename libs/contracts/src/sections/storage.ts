import { anyText, integer, platformInfo, type Section, text, uint64 } from './fields.ts'

export const storage: Record<string, Section> = {
  volume_specification: {
    fields: { specification_uuid: text, specification_name: text, volume_name: text, volume_uuid: anyText },
    empty: {
      specification_uuid: '',
      specification_name: '',
      volume_name: '',
      volume_uuid: '',
      specification_info: null,
    },
    out: { specification_info: platformInfo },
  },
  tenant_quota: {
    fields: {
      cpu_count: integer(0),
      memory_size: uint64,
      disk_size: uint64,
      switch_count: integer(0),
      router_count: integer(0),
      gateway_count: integer(0),
    },
    empty: { cpu_count: 0, memory_size: 0, disk_size: 0, switch_count: 0, router_count: 0, gateway_count: 0 },
    out: {},
  },
  volume_expantion: {
    fields: { volume_uuid: text, capacity: uint64 },
    empty: { volume_uuid: '', capacity: 0 },
    out: {},
  },
}
