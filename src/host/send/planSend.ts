import { parseDocument } from '../../core/language/parseDocument.ts';
import { type RequestKey, requestKeys } from '../../core/language/requestKey.ts';
import { selectRequest } from '../../core/language/selectRequest.ts';
import type { KvDocument, RequestBlock } from '../../core/language/syntax.ts';
import type { RequestSelector } from '../../core/model/requestSelector.ts';
import type { FlowKind, TraceRequest } from '../../core/model/trace.ts';
import { baseText, writtenBaseOf } from '../../core/resolve/pathBase.ts';
import { variableScopeOf } from '../../core/resolve/variableScope.ts';
import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';
import { defaultVaultOf, type PlanFacts } from './defaultVault.ts';

/** What the editor must know of a request before the engine resolves it. Variables are still as written. */
export interface SendPlan {
  /** Finds the request again after an edit. */
  readonly key: RequestKey;
  /** For the panel, until the engine tells the real one. */
  readonly request: TraceRequest;
  /** Where the request stands now. */
  readonly selector: RequestSelector;
  /** Vault for a request that names none. */
  readonly defaultVault: string | null;
  /** The embedded vault must run before this is sent. */
  readonly needsEmbedded: boolean;
}

/** Finds the requests of a text. A door, because the parser is not loaded before it is needed. */
export interface SendPlanner {
  readonly planSend: typeof planSend;
  readonly planAll: typeof planAll;
  readonly planAgain: typeof planAgain;
}

/** The request that the selector means, or undefined where there is none. */
export function planSend(text: string, selector: RequestSelector, flow: FlowKind | null, facts: PlanFacts): SendPlan | undefined {
  const document = parseDocument(text);
  const block = selectRequest(document, selector);
  const key = block && requestKeys(document).get(block);
  return block === undefined || key === undefined ? undefined : plannerFor(document, facts)(block, key, flow);
}

/** All requests of a file that are not disabled, in order. */
export function planAll(text: string, facts: PlanFacts): readonly SendPlan[] {
  const document = parseDocument(text);
  const plan = plannerFor(document, facts);
  return [...requestKeys(document)].flatMap(([block, key]) => (block.syntax.isDisabled ? [] : [plan(block, key, null)]));
}

/** The requests of a text that may be an earlier one in another state of its file: none where it is gone. */
export function planAgain(
  text: string,
  isMeant: (key: RequestKey) => boolean,
  flow: FlowKind | null,
  facts: PlanFacts,
): readonly SendPlan[] {
  const document = parseDocument(text);
  const plan = plannerFor(document, facts);
  return [...requestKeys(document)].flatMap(([block, key]) => (isMeant(key) ? [plan(block, key, flow)] : []));
}

/** Plans requests of one document. */
function plannerFor(document: KvDocument, facts: PlanFacts): (block: RequestBlock, key: RequestKey, flow: FlowKind | null) => SendPlan {
  const defaultVault = defaultVaultOf(facts);
  const meansEmbedded = embeddedCheck(document);
  const scope = variableScopeOf(document);
  return (block, key, flow) => {
    const { requestLine, name, title } = block.syntax;
    const vault = directive(block, 'vault') ?? defaultVault;
    const line = block.line + requestLine.line;
    return {
      key,
      request: {
        name: name?.text ?? null,
        title: title?.text ?? null,
        method: key.method,
        url: key.target,
        vault,
        credential: directive(block, 'credential') ?? null,
        flow: flow ?? flowOf(directive(block, 'flow')),
        line,
      },
      selector: { kind: 'line', line },
      defaultVault,
      needsEmbedded: meansEmbedded(vault, baseText(writtenBaseOf(block, scope, { environment: {} })) + key.target),
    };
  };
}

/** A variable in place of the name counts where any definition of the file could fill it so: starting the vault in vain harms nobody. */
function embeddedCheck(document: KvDocument): (vault: string | null, target: string) => boolean {
  const host = new URL(embeddedVaultUrl).hostname;
  let couldFill: boolean | undefined;
  return (vault, target) => {
    if (vault === embeddedVaultName || target.toLowerCase().includes(host)) return true;
    if (!vault?.includes('{{') && !target.startsWith('{{')) return false;
    couldFill ??= document.blocks.some(({ syntax }) =>
      syntax.definitions.some(({ value }) => value.text.trim() === embeddedVaultName || value.text.toLowerCase().includes(host)),
    );
    return couldFill;
  };
}

function directive(block: RequestBlock, key: string): string | undefined {
  return block.syntax.directives.find(each => each.key === key)?.value.text;
}

function flowOf(text: string | undefined): FlowKind {
  return text === 'rest' || text === 'anonymous' ? text : 'sdk';
}
