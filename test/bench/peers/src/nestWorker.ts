import 'reflect-metadata'
import {
  type CallHandler,
  Controller,
  type ExecutionContext,
  Inject,
  Module,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { MessagePattern, Payload, type RmqContext } from '@nestjs/microservices'
import { finalize, type Observable } from 'rxjs'
import { environment } from './environment.js'
import { serverOptions } from './nestTransport.js'
import { type Answer, openTickets, type TicketInfo, Tickets } from './tickets.js'
import type { Caller } from './tokens.js'

/** A message is acknowledged when what it asked for is done. */
class AcknowledgeWhenDone implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const rmq = context.switchToRpc().getContext<RmqContext>()
    return next.handle().pipe(finalize(() => rmq.getChannelRef().ack(rmq.getMessage())))
  }
}

interface Command {
  readonly caller: Caller
  readonly commandId: string
}

@Controller()
@UseInterceptors(AcknowledgeWhenDone)
class TicketController {
  constructor(@Inject(Tickets) private readonly tickets: Tickets) {}

  @MessagePattern('ticket.submit')
  submit(@Payload() { caller, info, commandId }: Command & { readonly info: TicketInfo }): Promise<Answer> {
    return this.tickets.submit(caller, info, commandId)
  }

  @MessagePattern('ticket.pass')
  pass(@Payload() { caller, list, commandId }: Command & { readonly list: readonly string[] }): Promise<Answer> {
    return this.tickets.pass(caller, list, commandId)
  }

  @MessagePattern('ticket.inspect')
  inspect(@Payload() { caller, id }: { readonly caller: Caller; readonly id: string }): Promise<Answer> {
    return this.tickets.inspect(caller, id)
  }
}

@Module({
  controllers: [TicketController],
  providers: [{ provide: Tickets, useFactory: () => openTickets(environment.mongodbUrl()) }],
})
class WorkerModule {}

const app = await NestFactory.createMicroservice(WorkerModule, { ...serverOptions(), logger: ['error', 'warn'] })
await app.listen()
