import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Credential } from './admission.ts'
import { headLines } from './callLog.ts'
import { type Control, controlAnswer, isLoopback } from './control.ts'
import { emulator, type ReceivedRequest } from './emulator.ts'
import { deliver } from './reply.ts'
import { defaultSeed, type Seed } from './seed.ts'
import { changedSettings, defaultSettings, type SettingsChange } from './settings.ts'
import { EmulatorFault, fileStorage, noStorage } from './storage.ts'

export interface EmulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** The address to listen at, 127.0.0.1 by default. */
  readonly host?: string
  readonly credentials?: readonly Credential[]
  /** What is there at the start; instances ins-demo0001 to ins-demo0009 in two regions by default. */
  readonly seed?: Seed
  readonly settings?: SettingsChange
  /** Where the state is kept between runs; only in memory by default. */
  readonly stateFile?: string
  /** The real clock, ms since 1970. */
  readonly now?: () => number
}

export interface RunningEmulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  readonly control: Control
  readonly close: () => Promise<void>
}

/** The key every emulator knows unless it is given others. */
export const defaultCredential: Credential = {
  secretId: 'AKIDemulator0001',
  secretKey: 'emulator-secret-key-0001',
}

// Tencent refuses bodies above 10 MB.
const bodyLimit = 10 * 1024 * 1024

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= bodyLimit) chunks.push(chunk)
  }
  return size <= bodyLimit ? Buffer.concat(chunks) : undefined
}

const received = (request: IncomingMessage, url: URL, body: Buffer): ReceivedRequest => {
  const { method = '', httpVersion, headers, rawHeaders } = request
  const texts = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  return {
    method,
    query: url.search.slice(1),
    headers: Object.fromEntries(texts),
    body,
    head: headLines(`${method} ${request.url} HTTP/${httpVersion}`, rawHeaders),
  }
}

/**
 * Starts an emulator of the image part of Tencent's CVM API. Throws an EmulatorFault: `production` when
 * NODE_ENV=production, `state-file-unreadable`; and a ZodError for options that make no sense.
 */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<RunningEmulator> => {
  if (process.env.NODE_ENV === 'production') {
    throw new EmulatorFault('production', 'The emulator does not run with NODE_ENV=production.')
  }
  const { control, receive } = emulator({
    seed: options.seed ?? defaultSeed,
    settings: changedSettings(defaultSettings, options.settings ?? {}),
    credentials: options.credentials ?? [defaultCredential],
    storage: options.stateFile === undefined ? noStorage : fileStorage(options.stateFile),
    realNow: options.now ?? Date.now,
  })
  const timers = new Set<NodeJS.Timeout>()
  const later = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      then()
    }, ms)
    timers.add(timer)
  }

  const answerControl = (request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): void => {
    const answer = isLoopback(request.socket.remoteAddress)
      ? controlAnswer(control, request.method ?? '', url, body.toString('utf8'))
      : { status: 403, body: { error: 'The control endpoints answer this machine only.' } }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://emulator')
    const body = await readBody(request)
    if (body === undefined) {
      response.writeHead(413).end()
    } else if (url.pathname.startsWith('/_emulator/')) {
      answerControl(request, response, url, body)
    } else if (url.pathname !== '/') {
      response.writeHead(404).end()
    } else {
      const call = received(request, url, body)
      deliver(response, receive(call), call.headers['x-tc-traceid'], later)
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that closed the connection while sending gets no answer; any other error is a defect of the emulator
      // and is thrown.
      if (request.socket.destroyed) return
      response.writeHead(500).end(String(error))
    })
  })
  const { port = 0, host = '127.0.0.1' } = options
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const address = server.address()
  const boundPort = typeof address === 'object' && address !== null ? address.port : port

  const close = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer)
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }
  return { url: `http://127.0.0.1:${boundPort}`, port: boundPort, control, close }
}
