import { openApiDocument, routes } from '../../services/gateway/src/public.ts'

/** How deep objects are taken apart: down to the operations of a path and the schemas of the components. */
const depth = 3

const inLines = (value: unknown, levels: number): string =>
  levels === 0 || typeof value !== 'object' || value === null || Array.isArray(value)
    ? JSON.stringify(value)
    : `{${Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${JSON.stringify(name)}:${inLines(one, levels - 1)}`)
        .join(',\n')}}`

/** The OpenAPI document as the gateway serves it: an operation or a schema a line, so that a change of it can be reviewed. */
export const openapiText = (): string => `${inLines(openApiDocument(routes), depth)}\n`
