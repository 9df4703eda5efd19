import {
  CircleUserRound,
  Disc3,
  Inbox,
  Layers,
  type LucideIcon,
  Plus,
  Settings,
  UserRoundCheck,
  Webhook,
  Workflow,
} from 'lucide-react'
import type { Person } from '../session/claims.ts'

type Key = 'inbox' | 'mine' | 'new' | 'all' | 'images' | 'processes' | 'delegations' | 'webhooks' | 'settings'
export type MenuItem = { readonly key: Key; readonly to: string; readonly icon: LucideIcon }

const isAdministrator = ({ isTenantAdministrator, isSuperAdministrator }: Person): boolean =>
  isTenantAdministrator || isSuperAdministrator

/** The places of the console: what everybody works with, and what is set up. */
export const menuOf = (
  person: Person,
): { readonly work: readonly MenuItem[]; readonly manage: readonly MenuItem[] } => ({
  work: [
    { key: 'inbox', to: '/inbox', icon: Inbox },
    { key: 'mine', to: '/inbox?scope=applied', icon: CircleUserRound },
    { key: 'new', to: '/new', icon: Plus },
    { key: 'all', to: '/inbox?scope=all', icon: Layers },
  ],
  manage: [
    { key: 'processes', to: '/processes', icon: Workflow },
    { key: 'delegations', to: '/delegations', icon: UserRoundCheck },
    ...(isAdministrator(person)
      ? ([
          { key: 'images', to: '/images', icon: Disc3 },
          { key: 'webhooks', to: '/webhooks', icon: Webhook },
        ] as const)
      : []),
    { key: 'settings', to: '/settings', icon: Settings },
  ],
})
