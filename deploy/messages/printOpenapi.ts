/** Prints the OpenAPI document, as the gateway serves it, without starting anything. */
import { openApiDocument, routes } from '../../services/gateway/src/public.ts'

console.log(JSON.stringify(openApiDocument(routes)))
