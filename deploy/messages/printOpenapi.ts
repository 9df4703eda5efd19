/** Prints the OpenAPI document without starting anything; `npm run openapi` keeps it where the gateway reads it. */
import { openapiText } from './openapiText.ts'

process.stdout.write(openapiText())
