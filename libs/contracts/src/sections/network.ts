import { z } from 'zod'
import { anyText, integer, kind, type Section, text } from './fields.ts'

export const network: Record<string, Section> = {
  vip: {
    fields: { vip_count: integer(1) },
    empty: { vip_count: 0, vip_list: [] },
    out: { vip_list: z.array(z.looseObject({ ip: text, gateway: anyText, mask: anyText })).max(10_000) },
  },
  gateway: {
    fields: {
      name: text,
      out_ipv_4: anyText,
      out_ipv_6: anyText,
      enable_vlan: z.boolean(),
      vlan_label: z.array(anyText).max(4096),
      ip_type: kind,
      network_name: anyText,
    },
    empty: {
      name: '',
      out_ipv_4: '',
      out_ipv_6: '',
      enable_vlan: false,
      vlan_label: [],
      ip_type: 0,
      network_name: '',
    },
    out: {},
  },
}
