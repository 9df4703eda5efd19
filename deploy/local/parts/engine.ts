import { request } from 'node:http'

/** Where the Docker engine is said to be: `DOCKER_HOST`, else its usual socket. */
const engineAddress = (): string => process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock'

/** Says why no Docker engine can be used there, or nothing when one answers (Docker Engine API, `GET /_ping`). */
export const engineRefusal = (host = engineAddress()): Promise<string | undefined> =>
  new Promise((answer) => {
    const { protocol, pathname, hostname, port } = new URL(host)
    const to = protocol === 'unix:' ? { socketPath: pathname } : { hostname, port }
    const ping = request({ ...to, path: '/_ping', timeout: 10_000 }, (response) => {
      response.resume()
      answer(response.statusCode === 200 ? undefined : `the Docker engine at ${host} answers ${response.statusCode}`)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => answer(`no Docker engine answers at ${host}`))
    ping.end()
  })
