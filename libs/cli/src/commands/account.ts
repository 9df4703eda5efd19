import { personIn } from '../claims.ts'
import type { Profile } from '../config.ts'
import type { Context } from '../context.ts'
import { usage } from '../input.ts'
import { table, timeOf, toJson } from '../text.ts'
import { exitCodes } from '../world.ts'

/** gongdan whoami: what the token says, which the gateway has the last word on. */
export const whoami = async (context: Context, { output }: { readonly output: 'text' | 'json' }): Promise<number> => {
  const { out, t, url, world } = context
  const { exp, ...person } = personIn(await context.token())
  const from = world.env.GONGDAN_TOKEN ? 'GONGDAN_TOKEN' : context.profile().name
  if (output === 'json') {
    out(toJson({ ...person, exp, url: url(), profile: from }))
    return exitCodes.done
  }
  if (person.sub === undefined) {
    out(t('the token does not say whom it is for', '令牌中没有用户信息'))
    return exitCodes.done
  }
  const roles = (person.roles ?? []).map(({ name, uuid }) => name || uuid).join(t(', ', '、'))
  out(`${person.name} (${person.sub})`)
  out(`${t('tenant', '租户')} ${person.tenant_name} (${person.tenant_uuid})`)
  if (roles !== '') out(`${t('roles', '角色')} ${roles}`)
  out(`${t('gateway', '网关')} ${url()}, ${t('profile', '配置')} ${from}`)
  if (exp !== undefined) out(`${t('until', '有效期至')} ${timeOf(exp)}`)
  return exitCodes.done
}

/** What can be set by hand; tokens come by login. */
const settable = ['url', 'issuer', 'clientId'] as const

/** gongdan config set */
export const setConfig = async (context: Context, key: string, value: string): Promise<number> => {
  const { store } = context
  if (!settable.some((known) => known === key)) {
    throw usage(context, `${key}: one of ${settable.join(', ')}`, `${key}：应为 ${settable.join('、')} 之一`)
  }
  if (key !== 'clientId' && !/^https?:/.test(value)) {
    throw usage(context, `${value}: an address with http:// or https://`, `${value}：应为 http:// 或 https:// 地址`)
  }
  const { name } = context.profile()
  store.update(name, { [key]: value } as Profile)
  return exitCodes.done
}

/** gongdan config use */
export const useProfile = async ({ store, out, t }: Context, name: string): Promise<number> => {
  store.use(name)
  out(t(`profile ${name}`, `当前配置：${name}`))
  return exitCodes.done
}

/** gongdan config ls: without tokens. */
export const listProfiles = async ({ store, out, t, profile }: Context): Promise<number> => {
  const { profiles } = store.read()
  const { name: current } = profile()
  const rows = Object.entries(profiles).map(([name, { url = '', accessToken }]) => [
    name === current ? '*' : '',
    name,
    url,
    accessToken === undefined ? '' : (personIn(accessToken).name ?? ''),
  ])
  out(table(['', t('PROFILE', '配置'), 'URL', t('SIGNED IN', '登录人')], rows))
  return exitCodes.done
}
