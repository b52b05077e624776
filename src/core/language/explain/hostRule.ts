import type { CauseCode } from '../../model/causes.ts';
import type { TextSpan } from '../../model/textSpan.ts';
import { targetSpan } from '../../resolve/checkTarget.ts';
import { isLoopbackHost, plainHttpMessage } from '../../resolve/requestTarget.ts';
import { clouds, metadataAddress } from '../../token/clouds.ts';
import type { ProblemCode } from '../problem.ts';
import { spanInDocument } from '../syntax.ts';
import { type Advice, type Fix, replaceFix } from './advice.ts';
import { isConfiguredHost } from './configuredHost.ts';
import type { ExplainContext, ExplainRule } from './explainContext.ts';
import { isPlaceholderHost } from './placeholderHost.ts';
import { variableFix } from './variableFix.ts';

/** The host of a request: http, a placeholder, a private link alias, a vault domain that does not exist. */
export const hostRule: ExplainRule = context => {
  const { host } = context.place;
  const ofHost = host === null ? [] : [placeholderHost(context, host), privateLink(context, host), unknownDomain(context, host)];
  return [plainHttp(context), ...ofHost].filter(each => each !== undefined);
};

function plainHttp(context: ExplainContext): Advice | undefined {
  const { parts, written, span } = targetOf(context);
  const { target, host, kind } = context.place;
  const authority = /^http:\/\/(\[[^\]/?#]*\]|[^/?#:]+)/i.exec(target)?.[1];
  // Without variables the resolver has an error of its own.
  if (authority === undefined || isLoopbackHost(authority) || !written.includes('{{')) return undefined;
  // A host that is not known yet may be this machine.
  if (host === null && kind !== 'vault') return undefined;
  const first = parts[0];
  const scheme = first === undefined ? undefined : context.span({ start: first.start, end: first.start + 4 });
  const isHere = scheme !== undefined && /^http:/i.test(written);
  const write = () =>
    isHere ? [replaceFix('Write https', scheme, 'https')] : variableFix('Write https', written, context, 'http:', 'https:');
  const fixes = host === metadataAddress ? [] : write();
  const message =
    kind === 'vault'
      ? `A vault does not answer to "http", and a token must not travel in the clear. Write "https://${authority.slice(0, 80)}".`
      : plainHttpMessage(authority);
  return { code: 'plain-http', severity: 'warning', message, span: isHere ? scheme : span, fixes };
}

/** What a name that nobody has ends in. */
const unknownHostCauses: readonly CauseCode[] = ['dns-vault-not-found', 'net-dns-not-found'];

function placeholderHost(context: ExplainContext, host: string): Advice | undefined {
  const { place, facts } = context;
  if (isConfiguredHost(host, facts.vaults) || unknownHostCauses.some(cause => context.isMeant(cause, []))) return undefined;
  const [label = ''] = host.split('.');
  const text = place.target;
  const at = Math.max(0, text.toLowerCase().indexOf(host));
  // Elsewhere the name may be another's: `https://my-vault.example.com` is a host like any other.
  const isOurs = place.kind !== 'other' || !host.includes('.');
  if (!isOurs || (label !== '' && !isPlaceholderHost(host, text.slice(at, at + host.length)))) return undefined;
  const replace = label === '' ? completeHost : replaceHost;
  const fixes: readonly Fix[] = facts.vaults
    .slice(0, 3)
    .flatMap(({ name, url }) => replace(context, host, url.replace(/^https:\/\//i, '').split('/')[0] ?? '', `Use the vault "${name}"`));
  const message =
    label === ''
      ? `Before "${host.slice(0, 60)}" the name of the vault is missing: the name would not resolve. Write it, or give its variable a value.`
      : `"${label.slice(0, 60)}" is a placeholder, no vault: the name would not resolve. Write the name of your vault.`;
  return found('placeholder-host', context, host, message, fixes);
}

function privateLink(context: ExplainContext, host: string): Advice | undefined {
  const match = /^([^.]+)\.privatelink\.(?:vaultcore|vault|managedhsm)\.(.+)$/.exec(host);
  if (match === null) return undefined;
  const cloud = clouds.find(each => each.vaultSuffix.endsWith(`.${match[2]}`));
  const suffix = host.includes('.managedhsm.') ? cloud?.hsmSuffix : cloud?.vaultSuffix;
  const wanted = `${match[1]}${suffix ?? '.vault.azure.net'}`;
  const message = `A privatelink name is for DNS alone: the vault's certificate is for "${wanted}", and so is the challenge. Call that name; the private zone resolves it to the private address.`;
  return found('privatelink-host', context, host, message, replaceHost(context, host, wanted, `Write ${wanted}`));
}

/** `contoso.vault.azure.com`, `contoso.keyvault.azure.net`: close to a vault's domain, and nobody's. */
function unknownDomain(context: ExplainContext, host: string): Advice | undefined {
  if (context.place.kind !== 'other' || host.includes('.privatelink.')) return undefined;
  const match =
    /^([^.]+)\.(?:vaults?|keyvaults?|vaultcore)\.(?:azure|windows|microsoft|usgovcloudapi|microsoftazure)\.[a-z]{2,3}(?:\.[a-z]{2})?$/.exec(
      host,
    );
  if (match === null) return undefined;
  const cloud = host.endsWith('.cn') ? '.vault.azure.cn' : host.includes('usgov') ? '.vault.usgovcloudapi.net' : '.vault.azure.net';
  const wanted = `${match[1]}${cloud}`;
  const message = `No cloud has vaults under "${host.slice(host.indexOf('.') + 1)}". Write "${wanted}".`;
  return found('unknown-vault-host', context, host, message, replaceHost(context, host, wanted, `Write ${wanted}`));
}

function found(code: ProblemCode, context: ExplainContext, host: string, message: string, fixes: readonly Fix[]): Advice {
  return { code, severity: 'warning', message, span: hostSpan(context, host) ?? targetOf(context).span, fixes };
}

/** Replaces the host where it is written: in the target itself, or in the definition of a variable. */
function replaceHost(context: ExplainContext, host: string, wanted: string, title: string): readonly Fix[] {
  const span = hostSpan(context, host);
  if (wanted === '') return [];
  if (span !== undefined) return [replaceFix(title, span, wanted)];
  const { written } = targetOf(context);
  const whole = variableFix(title, written, context, host, wanted);
  const [label = ''] = host.split('.');
  const [wantedLabel = ''] = wanted.split('.');
  // `https://{{vault}}.vault.azure.net`: the variable is the first label alone.
  const isSameDomain = host.slice(label.length) === wanted.slice(wantedLabel.length);
  return whole.length > 0 || !isSameDomain ? whole : variableFix(title, written, context, label, wantedLabel);
}

/** `https://{{vault}}.vault.azure.net` without a value for its variable: that gets one, or gives way where it is not the file's own. */
function completeHost(context: ExplainContext, host: string, wanted: string, title: string): readonly Fix[] {
  const span = hostSpan(context, host);
  const { written } = targetOf(context);
  const [, before = '', name = ''] = /^https?:\/\/(\{\{\s*([^{}\s]+)\s*\}\})\./i.exec(written) ?? [];
  if (span === undefined || wanted === '') return [];
  const home = name === '' ? undefined : context.scope.find(name, context.block);
  if (home === undefined || home.definition.value.text !== '') {
    return [replaceFix(title, { start: span.start - before.length, end: span.end }, wanted)];
  }
  if (!wanted.endsWith(host)) return [];
  const { value } = home.definition;
  const space = home.block.syntax.text[value.start - 1] === '=' ? ' ' : '';
  return [replaceFix(title, spanInDocument(home.block, value), `${space}${wanted.slice(0, -host.length)}`)];
}

function hostSpan(context: ExplainContext, host: string): TextSpan | undefined {
  const first = targetOf(context).parts[0];
  const at = first?.text.toLowerCase().indexOf(host) ?? -1;
  return first === undefined || at < 0 ? undefined : context.span({ start: first.start + at, end: first.start + at + host.length });
}

function targetOf(context: ExplainContext) {
  const parts = context.block.syntax.requestLine.target;
  return { parts, written: parts.map(part => part.text).join(''), span: context.span(targetSpan(context.block)) };
}
