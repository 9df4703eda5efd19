import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** What the console is told, and how it is served. */
export interface ConsoleOptions {
  /** Its built files; where there are none, there is no console. */
  readonly directory: string
  /** Origins of the pages that may show it in a frame. */
  readonly frames: readonly string[]
  /** Where people sign in: an issuer of OpenID Connect. */
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  /** Whether tokens are those of a development issuer. */
  readonly isDevelopment: boolean
}

const Package = z.object({ version: z.string() })
const { version } = Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** Names of files hold a hash of what is in them, so that they never change. */
const yearS = 31_536_000

/** What a page may do: it runs and shows what comes with it, and talks to this gateway and to the issuer. */
const policyOf = ({ issuer, frames }: ConsoleOptions): string => {
  const origin = URL.canParse(issuer) && new URL(issuer).origin !== 'null' ? ` ${new URL(issuer).origin}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${origin}`,
    "base-uri 'self'",
    "form-action 'none'",
    `frame-ancestors ${frames.length === 0 ? "'none'" : frames.join(' ')}`,
  ].join('; ')
}

/**
 * The page for an address below the console's folder. Its own addresses are relative to `<base>`, so that it works below any path
 * at which a proxy serves the gateway: only the way up is known here.
 */
const pageFor = (html: string, path: string): string => {
  const depth = path.split('/').length - 1
  return html.replace(/<base href="[^"]*"/, `<base href="${depth === 0 ? './' : '../'.repeat(depth)}"`)
}

/** What lies beside the files and is not for browsers to ask for. */
const isForNobody = (path: string): boolean => path === 'inputs.json' || /\.(br|gz)$/.test(path)

/**
 * Serves the console below `/console/` to those who ask for a page; `/console/config.json`, which tells clients where people
 * sign in, is there without it too. Gives whether there is a console. What is served is what the folder holds at that moment, so
 * that a build made meanwhile needs no start.
 */
export const addConsole = async (app: FastifyInstance, options: ConsoleOptions): Promise<boolean> => {
  const told = {
    issuer: options.issuer,
    client_id: options.clientId,
    scope: options.scope,
    version,
    languages: ['zh', 'en'],
    development: options.isDevelopment,
  }
  app.get('/console/config.json', (_request, reply) => reply.header('cache-control', 'no-cache').send(told))

  const file = join(options.directory, 'index.html')
  if (options.directory === '' || !existsSync(file)) return false
  const policy = policyOf(options)

  await app.register(fastifyStatic, {
    root: options.directory,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.startsWith(join(options.directory, 'assets'))
      reply.header('cache-control', isHashed ? `public, max-age=${yearS}, immutable` : 'no-cache')
    },
  })

  const sendPage = async (path: string, reply: FastifyReply) => {
    const html = await readFile(file, 'utf8').catch(() => undefined)
    // Between two builds.
    if (html === undefined) return reply.callNotFound()
    reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': policy })
    if (options.frames.length > 0) reply.removeHeader('x-frame-options')
    return reply.type('text/html; charset=utf-8').send(pageFor(html, path))
  }
  const send = (request: FastifyRequest, reply: FastifyReply) => {
    const path = (request.url.split('?')[0] ?? '').slice('/console/'.length)
    // Every address without an ending is one of the page.
    if (!/\.\w+$/.test(path) || path === 'index.html') return sendPage(path, reply)
    return isForNobody(path) ? reply.callNotFound() : reply.sendFile(path)
  }
  app.get('/console', (request, reply) =>
    request.url.startsWith('/console/') ? send(request, reply) : reply.redirect('console/'),
  )
  app.get('/console/*', send)
  return true
}
