import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from '@jest/globals'
import { credentialFrom } from './credentials.ts'

test('keys in a file are read again when it changes, and a broken file gives none', async () => {
  const folder = await mkdtemp(`${tmpdir()}/keys-`)
  const file = `${folder}/key.json`
  const write = async (text: string, seconds: number) => {
    await writeFile(file, text)
    await utimes(file, seconds, seconds)
  }
  try {
    const getCredential = credentialFrom({ TENCENTCLOUD_CREDENTIAL_FILE: file })
    await expect(getCredential()).rejects.toMatchObject({ code: 'ENOENT' })
    await write('{"secretId":"a","secretKey":"b"}', 1)
    expect(await getCredential()).toEqual({ secretId: 'a', secretKey: 'b' })
    await write('{"secretId":"c","secretKey":"d","token":"t"}', 2)
    expect(await getCredential()).toEqual({ secretId: 'c', secretKey: 'd', token: 't' })
    await write('{}', 3)
    await expect(getCredential()).rejects.toMatchObject({ name: 'ZodError' })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('keys of the environment stay as they are', async () => {
  const getCredential = credentialFrom({ TENCENTCLOUD_SECRET_ID: 'a', TENCENTCLOUD_SECRET_KEY: 'b' })
  expect(await getCredential()).toEqual({ secretId: 'a', secretKey: 'b' })
})
