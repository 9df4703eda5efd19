/** `npm run --silent asyncapi > asyncapi.json` */
import { asyncapiDocument } from './asyncapi.ts'

console.log(JSON.stringify(asyncapiDocument(), null, 2))
