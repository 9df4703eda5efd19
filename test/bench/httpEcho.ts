import { succeeded, TicketInfoBody } from '@gongdan/contracts'
import fastify from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'

/** The floor of HTTP: the same server, body schema and envelope as ticket/submit, and nothing behind it. Tells its parent its address. */
const app = fastify()
app.setValidatorCompiler(validatorCompiler)
app.post('/echo', { schema: { body: TicketInfoBody } }, async () =>
  succeeded({ ticket_uuid: 'fdf54510-55e2-44e9-ae85-fdd638af7732', ticket_name: 'echo' }),
)
process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
process.on('disconnect', () => process.exit(0))
