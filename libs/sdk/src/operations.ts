import type { paths } from './schema.d.ts'

/** The operation of a route. */
export type Get<P extends keyof paths> = paths[P] extends { get: infer O } ? O : never
export type Post<P extends keyof paths> = paths[P] extends { post: infer O } ? O : never

export type GetPath = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths]
export type PostPath = { [P in keyof paths]: paths[P] extends { post: object } ? P : never }[keyof paths]

/** What a route takes in its query string. */
export type Query<O> = O extends { parameters: { query?: infer Q } }
  ? [Q] extends [undefined]
    ? object
    : NonNullable<Q>
  : object
/** What a route takes as its body. */
export type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never
/** `data` of a route's success. */
export type Data<O> = O extends { responses: { 200: { content: { 'application/json': infer A } } } }
  ? A extends { data: infer D }
    ? NonNullable<D>
    : never
  : never

/** A body of a list: what holds for all its items. */
export type Shared<P extends PostPath> = Omit<Body<Post<P>>, 'list'>
/** `data` of one item's result. */
export type ItemData<P extends PostPath> =
  Data<Post<P>> extends { results: readonly (infer R)[] }
    ? R extends { data: infer D }
      ? NonNullable<D>
      : never
    : never

/** Filters without the `filter_` before their names; where several values may be given, also one of them. */
export type Filter<Q> = {
  [K in keyof Q as K extends `filter_${infer Rest}` ? Rest : K]:
    | Q[K]
    | (NonNullable<Q[K]> extends readonly (infer E)[] ? E : never)
}
