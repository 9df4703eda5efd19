import { succeeded, TicketInfoBody } from '@gongdan/contracts'
import fastify from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { createEchoClient } from './echoClient.ts'
import { keepingQueue, tellingQueue, toldQueue } from './echoTopology.ts'

/**
 * Half of the bare path, which is what no gateway can be faster than: the server, body schema and envelope of ticket/submit, a
 * command to who stores it and answers, and nothing else that a ticket needs; and the same with an event that follows, which
 * comes here as to another service. Tells its parent its address.
 */
const echo = await createEchoClient(process.env.AMQP_URL ?? '')
const answer = succeeded({ ticket_uuid: 'fdf54510-55e2-44e9-ae85-fdd638af7732', ticket_name: 'echo' })
const app = fastify()
app.setValidatorCompiler(validatorCompiler)
app.post('/bare', { schema: { body: TicketInfoBody } }, async ({ body }) => {
  await echo.call(keepingQueue, Buffer.from(JSON.stringify(body)))
  return answer
})
app.post('/telling', { schema: { body: TicketInfoBody } }, async ({ body }) => {
  await echo.call(tellingQueue, Buffer.from(JSON.stringify(body)))
  return answer
})
echo.hear(toldQueue)
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
process.on('disconnect', () => process.exit(0))
