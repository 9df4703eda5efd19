import {
  isRefusal,
  isSuperAdministrator,
  isTenantAdministrator,
  type Principal,
  type Refusal,
  refusal,
  type SeatOwner,
  type SimulateData,
  type SimulateProcess,
  SYSTEM,
  seatOwnerKey,
} from '@gongdan/contracts'
import { approversOf, problemOf, sizeOf, sizeProblemOf } from '@gongdan/flow'
import { checkInfo, findProcess } from '../domain/content.ts'
import type { ImageGuard } from '../domain/imageGuard.ts'
import type { Definition } from '../domain/plan.ts'
import { planFor } from '../domain/planFor.ts'
import type { Definitions, People } from '../domain/ports.ts'
import { type KnownOwner, simulationOf } from '../domain/simulation.ts'
import { checkCondition, evaluateCondition } from './conditions.ts'

interface Deps {
  readonly definitions: Pick<Definitions, 'find'>
  readonly people: Pick<People, 'roleNames' | 'list' | 'nameOf'>
  readonly imageGuard: ImageGuard
}

/** One more than are shown, for the applicant may be among them. */
const ASKED = 6

/** process.simulate: the plan that a submission would pin, without submitting anything (contract §4). */
export const simulateProcess =
  ({ definitions, people, imageGuard }: Deps) =>
  async (query: SimulateProcess): Promise<SimulateData | Refusal> => {
    const applicant = await applicantOf(query, people)
    if (isRefusal(applicant)) return applicant
    const definition = await definitionOf(query, applicant, definitions)
    if (isRefusal(definition)) return definition
    const info = checkInfo(query.info, 'draft')
    if (isRefusal(info)) return info
    const owners = definition.steps.flatMap(approversOf).filter((owner) => mayKnow(query, owner))
    const nameless = owners.filter((owner) => owner.kind === 'role').filter(({ roleName }) => roleName === '')
    const roleNames = nameless.length === 0 ? new Map<string, string>() : await people.roleNames(nameless)
    const planned = planFor(definition, info, applicant, { roleNames, imageGuard, evaluate: evaluateCondition })
    const known = await Promise.all(
      [...new Map(owners.map((owner) => [seatOwnerKey(owner), owner]))].map(
        async ([key, owner]) => [key, await knownOwner(owner, applicant, query.principal, people)] as const,
      ),
    )
    return simulationOf(planned, definition.steps, applicant, new Map(known))
  }

/** Callers simulate for themselves, administrators of the tenant for its users too (2003). */
const applicantOf = async (
  { principal, applicant }: SimulateProcess,
  people: Pick<People, 'nameOf'>,
): Promise<Principal | Refusal> => {
  if (applicant === null) return principal
  const { tenantUuid, tenantName } = principal
  if (!isTenantAdministrator(principal, tenantUuid) && !isSuperAdministrator(principal)) {
    return refusal(
      2003,
      'only an administrator of the tenant can simulate for somebody else',
      '只有租户管理员可以代他人预览流程',
    )
  }
  const { userUuid, roleUuids } = applicant
  const userName = (await people.nameOf({ tenantUuid, userUuid })) ?? ''
  return { userUuid, userName, tenantUuid, tenantName, roles: roleUuids.map((uuid) => ({ uuid, name: '' })) }
}

const definitionOf = async (
  { process, processUuid }: SimulateProcess,
  applicant: Principal,
  definitions: Pick<Definitions, 'find'>,
): Promise<Definition | Refusal> => {
  if (process !== null) {
    if (process.tenantUuid !== applicant.tenantUuid) {
      return refusal(3005, 'the process is not one of the tenant of the applicant', '流程与申请人不属于同一租户')
    }
    const problem = problemOf(process.steps, process.settings, checkCondition) ?? sizeProblemOf(sizeOf(process))
    return problem === null ? { processUuid: SYSTEM, version: 0, ...process } : refusal(4005, problem)
  }
  const asked = processUuid ?? SYSTEM
  const found = asked === SYSTEM ? new Map<string, Definition | null>() : await definitions.find([asked])
  return findProcess(asked, applicant, (uuid) => found.get(uuid) ?? null)
}

/**
 * Of other tenants callers know the roles that processes of their tenant name (contract §5), as the built-in one does, and so an
 * administrator those of `system` that one may name (contract §4, Who). Of all else nothing is said, as if there were nobody.
 */
const mayKnow = ({ principal, process }: SimulateProcess, owner: SeatOwner): boolean => {
  if (process === null || owner.tenantUuid === principal.tenantUuid || isSuperAdministrator(principal)) return true
  if (owner.kind === 'user' || owner.tenantUuid !== SYSTEM) return false
  return owner.roleUuid === SYSTEM || isTenantAdministrator(principal, principal.tenantUuid)
}

const knownOwner = async (
  owner: SeatOwner,
  applicant: Principal,
  caller: Principal,
  people: Pick<People, 'list' | 'nameOf'>,
): Promise<KnownOwner> => {
  // Names are those of the caller's own tenant only (contract §5).
  const mayName = owner.tenantUuid === caller.tenantUuid
  if (owner.kind === 'user') {
    const name = await people.nameOf(owner)
    return {
      count: name === undefined ? 0 : 1,
      names: name !== undefined && mayName ? [name] : [],
      isApplicantToo: false,
    }
  }
  const { tenantUuid, roleUuid } = owner
  const { total, people: found } = await people.list({ tenantUuid, roleUuid, skip: 0, limit: ASKED })
  const isApplicantToo = applicant.tenantUuid === tenantUuid && applicant.roles.some(({ uuid }) => uuid === roleUuid)
  const others = found.filter(({ userUuid }) => tenantUuid !== applicant.tenantUuid || userUuid !== applicant.userUuid)
  const count = total - (found.length - others.length)
  return { count, names: mayName ? others.map(({ userName }) => userName) : [], isApplicantToo }
}
