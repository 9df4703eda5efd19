import { succeeded, TicketInfoBody } from '@gongdan/contracts'
import fastify from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { createEchoClient } from './echoClient.ts'
import { keepingQueue } from './echoTopology.ts'

/**
 * The floor of HTTP: the same server, body schema and envelope as ticket/submit, and nothing behind it. Beside it the bare
 * path, which is what no gateway can be faster than: a command to who stores it and answers, and nothing else that a
 * ticket needs. Tells its parent its address.
 */
const echo = await createEchoClient(process.env.AMQP_URL ?? '')
const answer = succeeded({ ticket_uuid: 'fdf54510-55e2-44e9-ae85-fdd638af7732', ticket_name: 'echo' })
const app = fastify()
app.setValidatorCompiler(validatorCompiler)
app.post('/echo', { schema: { body: TicketInfoBody } }, async () => answer)
app.post('/bare', { schema: { body: TicketInfoBody } }, async ({ body }) => {
  await echo.call(keepingQueue, Buffer.from(JSON.stringify(body)))
  return answer
})
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
process.on('disconnect', () => process.exit(0))
