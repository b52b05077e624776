import type { CauseCode } from '../../model/causes.ts';
import { type Cloud, cloudOfLogin, isHsmHost, managementResource, metadataAddress } from '../../token/clouds.ts';
import { hostOfUrl } from '../../token/hostOfUrl.ts';
import { type AudienceKind, classifyAudience } from '../../token/judgeAudience.ts';
import type { ProblemCode } from '../problem.ts';
import { type Advice, replaceFix } from './advice.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { type TokenParameter, tokenParameters } from './tokenParameters.ts';
import { variableFix } from './variableFix.ts';

interface Fault {
  readonly code: ProblemCode;
  /** The causes and statuses that a request may be there to show. */
  readonly causes: readonly (CauseCode | null)[];
  readonly statuses: readonly number[];
  readonly wanted: string;
  readonly message: string;
}

/** A call to a token endpoint that is written out by hand: `resource=https://vault.azure.net/` gets a token that no vault accepts. */
export const tokenCallRule: ExplainRule = context => {
  const { host } = context.place;
  const login = host === null ? undefined : cloudOfLogin(host);
  if (login === undefined && host !== metadataAddress) return [];
  return tokenParameters(context.block, context).flatMap(parameter => judge(context, login, parameter));
};

function judge(context: ExplainContext, login: Cloud | undefined, parameter: TokenParameter): readonly Advice[] {
  const { written, filled } = parameter;
  const fault = faultOf(parameter, login);
  if (fault === undefined || fault.causes.some(cause => context.isMeant(cause, fault.statuses))) return [];
  const { code, message, wanted } = fault;
  const span = context.span(parameter.span);
  const title = `Write ${wanted}`;
  const replacement = filled.includes('%') ? encodeURIComponent(wanted) : wanted;
  const inVariable = written.includes('{{') ? variableFix(title, written, context, filled, replacement) : [];
  const fixes = inVariable.length > 0 ? inVariable : [replaceFix(title, span, replacement)];
  return [{ code, severity: 'warning', message, span, fixes }];
}

function faultOf({ resource, permission, isScope }: TokenParameter, login: Cloud | undefined): Fault | undefined {
  const kind = classifyAudience(resource);
  // A host and nothing else: several scopes in one, app ids and longer paths are not judged.
  if (!('cloud' in kind) || !/^https?:\/\/[^/\s]+\/*$/i.test(resource)) return undefined;
  const isOfVault = kind.kind === 'vault' || kind.kind === 'hsm' || kind.kind === 'vault-host';
  const wanted = `${resourceIn(kind.cloud, kind, resource)}${permission || (isScope ? '/.default' : '')}`;
  if (isScope && permission === '') {
    const message = `A scope is a resource and "/.default": the answer would be 400. Write "${wanted}".`;
    return { code: 'scope-form', causes: [null], statuses: [400], wanted, message };
  }
  const causes: readonly CauseCode[] = ['wrong-audience-trailing-slash', 'wrong-audience-vault-host'];
  if (kind.kind === 'vault-host' || (isOfVault && kind.slash)) {
    const why = kind.kind === 'vault-host' ? "names one vault's own host" : 'ends in a slash';
    const message = `The audience of this token ${why}: Key Vault would refuse it with 401. Write "${wanted}".`;
    return {
      code: kind.kind === 'vault-host' ? 'resource-vault-host' : 'resource-trailing-slash',
      causes,
      statuses: [401],
      wanted,
      message,
    };
  }
  if (login === undefined || login === kind.cloud || kind.kind === 'graph') return undefined;
  const there = `${resourceIn(login, kind, resource)}${permission}`;
  const message = `This host signs in to ${login.title}, and the token would be for ${kind.cloud.title}: it would be refused. Write "${there}".`;
  return { code: 'wrong-cloud', causes: ['wrong-cloud'], statuses: [400, 401], wanted: there, message };
}

/** The service that a resource is meant for, as it is called in a cloud. */
function resourceIn(cloud: Cloud, kind: Extract<AudienceKind, { cloud: Cloud }>, resource: string): string {
  if (kind.kind === 'management') return managementResource(cloud);
  if (kind.kind === 'graph') return `https://${cloud.graphHosts[0]}`;
  const isHsm = kind.kind === 'hsm' || isHsmHost(kind.cloud, hostOfUrl(resource) ?? '');
  return (isHsm ? cloud.hsmResource : null) ?? cloud.vaultResource;
}
