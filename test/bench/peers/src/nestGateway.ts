import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import {
  Body,
  type CanActivate,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Module,
  Post,
  Query,
  UnauthorizedException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ClientProxy, ClientsModule } from '@nestjs/microservices'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { ArrayMaxSize, ArrayMinSize, IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator'
import { firstValueFrom, timeout } from 'rxjs'
import { environment } from './environment.js'
import { clientOptions } from './nestTransport.js'
import type { Answer } from './tickets.js'
import { type Caller, Tokens } from './tokens.js'

const ANSWER_WITHIN_MS = 30_000

class SubmitBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(128)
  ticket_name!: string

  @IsString()
  @IsNotEmpty()
  type!: string

  @IsString()
  @MaxLength(2000)
  reason!: string

  @IsString()
  @IsNotEmpty()
  process_uuid!: string;

  [section: string]: unknown
}

class PassBody {
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(10_000)
  list!: string[]
}

class InspectQuery {
  @IsUUID()
  ticket_uuid!: string
}

@Injectable()
class TokenGuard implements CanActivate {
  constructor(@Inject(Tokens) private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest()
    request.caller = await this.tokens.callerOf(request.headers.authorization)
    if (request.caller === undefined) throw new UnauthorizedException('the token is not valid')
    return true
  }
}

const CurrentCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().caller,
)

@Controller('v1/ticket')
@UseGuards(TokenGuard)
class TicketController {
  constructor(@Inject('WORKER') private readonly worker: ClientProxy) {}

  @Post('submit')
  @HttpCode(200)
  submit(@CurrentCaller() caller: Caller, @Body() info: SubmitBody): Promise<Answer> {
    return this.#ask('ticket.submit', { caller, info, commandId: randomUUID() })
  }

  @Post('pass')
  @HttpCode(200)
  pass(@CurrentCaller() caller: Caller, @Body() { list }: PassBody): Promise<Answer> {
    return this.#ask('ticket.pass', { caller, list, commandId: randomUUID() })
  }

  @Get('inspect')
  inspect(@CurrentCaller() caller: Caller, @Query() { ticket_uuid: id }: InspectQuery): Promise<Answer> {
    return this.#ask('ticket.inspect', { caller, id })
  }

  #ask(pattern: string, message: object): Promise<Answer> {
    return firstValueFrom(this.worker.send<Answer>(pattern, message).pipe(timeout(ANSWER_WITHIN_MS)))
  }
}

@Module({
  imports: [ClientsModule.registerAsync([{ name: 'WORKER', useFactory: clientOptions }])],
  controllers: [TicketController],
  providers: [
    {
      provide: Tokens,
      useFactory: () => new Tokens(environment.jwksUrl(), environment.issuer(), environment.audience()),
    },
  ],
})
class GatewayModule {}

const adapter = new FastifyAdapter({ logger: true, disableRequestLogging: true, genReqId: () => randomUUID() })
const app = await NestFactory.create<NestFastifyApplication>(GatewayModule, adapter, { logger: ['error', 'warn'] })
app.useGlobalPipes(new ValidationPipe())
app
  .getHttpAdapter()
  .getInstance()
  .addHook('onResponse', async ({ log, method, url }, { statusCode, elapsedTime }) => {
    log.info({ method, url, status: statusCode, ms: elapsedTime }, 'answered')
  })
await app.listen(environment.port(), '127.0.0.1')
