import { type Desc, said } from '@gongdan/contracts'
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js'

/** Ports from the first to the second that the operator allows. */
export type Ports = readonly [number, number]

/** What the operator allows beside public addresses by https on port 443. */
export interface Allowed {
  /** Networks that may be reached although they are not public, there by plain http as well. */
  readonly networks: readonly Network[]
  readonly ports: readonly Ports[]
}

/** A network that the operator allows. */
export type Network = readonly [IPv4 | IPv6, number]

/** Reads `10.1.0.0/16`; throws for anything else. */
export const networkOf = (text: string): Network => ipaddr.parseCIDR(text)

// The public addresses that IANA assigns; all other IPv6 is private, or leads into IPv4 (RFC 4291, 6052).
const publicIPv6 = networkOf('2000::/3')
// Azure's "wire server" gives out secrets at an address in public space.
const publicButRefused = [networkOf('168.63.129.16/32')]

const isIn = (address: IPv4 | IPv6, networks: readonly Network[]): boolean =>
  networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))

/**
 * Whether a request may go to an IP address: a public one by https, or one in a network that the operator allows, there by
 * http as well. Private, loopback, link-local (where clouds give out credentials), multicast and reserved addresses are not
 * public, nor is IPv6 that leads to them (mapped, translated, 6to4, Teredo).
 *
 * @param address as a resolver or the URL parser gives it; anything else is refused
 */
export const isAllowed = (address: string, protocol: string, allowed: readonly Network[]): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (isIn(parsed, allowed)) return true
  if (protocol !== 'https:' || parsed.range() !== 'unicast' || isIn(parsed, publicButRefused)) return false
  return parsed.kind() === 'ipv4' || isIn(parsed, [publicIPv6])
}

/** The IP address that a URL spells out, or null where a name has to be resolved first. `http://2130706433/` spells one. */
export const literalAddress = (url: URL): string | null => {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return ipaddr.isValid(host) ? host : null
}

/** Reads `8443` or `9000-9100`; null for anything else. */
export const portsOf = (text: string): Ports | null => {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const [from, to] = [Number(first), Number(last)]
  return from >= 1 && from <= to && to <= 65_535 ? [from, to] : null
}

/** Whether the port of a URL is the one of its protocol, or one that the operator allows. */
export const isPortAllowed = ({ port }: URL, allowed: readonly Ports[]): boolean =>
  port === '' || allowed.some(([from, to]) => from <= Number(port) && Number(port) <= to)

const noHttps = said('url must begin with https://', 'url 必须以 https:// 开头')

/** Why a URL is refused, or `""`. What its name resolves to is checked on every connection. */
export const faultOfUrl = (text: string, { networks, ports }: Allowed): Desc => {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return noHttps
  if (url.username !== '' || url.password !== '')
    return said('url must not hold a user or a password', 'url 不能带有用户名或密码')
  const address = literalAddress(url)
  if (address !== null && !isAllowed(address, url.protocol, networks))
    return said('url names an address that is not public', 'url 不是公网地址')
  if (url.protocol === 'http:' && networks.length === 0) return noHttps
  return isPortAllowed(url, ports) ? '' : said('url names a port that is not allowed', 'url 的端口不在允许范围内')
}

/** The part of an address that may be shown: a robot's path and query are its key, and any query may hold one. */
export const shownUrl = (text: string, isRobot: boolean): string => {
  const url = URL.parse(text)
  if (url === null) return ''
  return `${url.origin}${isRobot ? '/…' : url.pathname}${isRobot || url.search === '' ? '' : '?…'}`
}
