import { createGongdan, type Gongdan } from '@gongdan/sdk'
import { preferences, usePreferences } from '../preferences/preferences.ts'
import { gatewayBase } from './place.ts'
import { renew, token } from './session.ts'

/** A call whose token is not taken any more is made once more with a new one, if there is one. */
const fetchSignedIn = async (request: Request): Promise<Response> => {
  const again = request.clone()
  const response = await fetch(request)
  if (response.status !== 401) return response
  const refused = request.headers.get('Authorization')?.replace('Bearer ', '')
  if (!(await renew(refused))) return response
  const headers = new Headers(again.headers)
  headers.set('Authorization', `Bearer ${await token()}`)
  return fetch(new Request(again, { headers }))
}

const clientIn = (language: 'zh' | 'en') =>
  createGongdan({ baseUrl: gatewayBase, token, language, fetch: fetchSignedIn, patience: 8 })

const clients = { zh: clientIn('zh'), en: clientIn('en') }

/** The API, as whoever is signed in, with its sentences in their language. */
export const gongdan = (): Gongdan => clients[preferences().language]

export const useGongdan = (): Gongdan => clients[usePreferences().language]
