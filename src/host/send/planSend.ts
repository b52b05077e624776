import { parseDocument } from '../../core/language/parseDocument.ts';
import { requestKey } from '../../core/language/requestKey.ts';
import { selectRequest } from '../../core/language/selectRequest.ts';
import { type KvDocument, type RequestBlock, requestBlocks } from '../../core/language/syntax.ts';
import { targetText } from '../../core/language/targetText.ts';
import type { RequestSelector } from '../../core/model/requestSelector.ts';
import type { FlowKind, TraceRequest } from '../../core/model/trace.ts';
import { baseText, writtenBaseOf } from '../../core/resolve/pathBase.ts';
import { variableScopeOf } from '../../core/resolve/variableScope.ts';
import { embeddedVaultName, embeddedVaultUrl } from '../../core/run/embeddedSetup.ts';
import { defaultVaultOf, type PlanFacts } from './defaultVault.ts';

/** What the editor must know of a request before the engine resolves it. Variables are still as written. */
export interface SendPlan {
  /** As `requestKey` says: finds the request again after an edit. */
  readonly key: string;
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
  return block === undefined ? undefined : plannerFor(document, facts)(block, requestBlocks(document).indexOf(block), flow);
}

/** All requests of a file that are not disabled, in order. */
export function planAll(text: string, facts: PlanFacts): readonly SendPlan[] {
  const document = parseDocument(text);
  const plan = plannerFor(document, facts);
  return requestBlocks(document).flatMap((block, index) => (block.syntax.isDisabled ? [] : [plan(block, index, null)]));
}

/** The same request in another state of its file; undefined where it is gone. */
export function planAgain(text: string, key: string, flow: FlowKind | null, facts: PlanFacts): SendPlan | undefined {
  const document = parseDocument(text);
  const requests = requestBlocks(document);
  const index = requests.findIndex((each, place) => requestKey(each, place) === key);
  const block = requests[index];
  return block === undefined ? undefined : plannerFor(document, facts)(block, index, flow);
}

/** Plans requests of one document; `index` is a request's place among all of them. */
function plannerFor(document: KvDocument, facts: PlanFacts): (block: RequestBlock, index: number, flow: FlowKind | null) => SendPlan {
  const defaultVault = defaultVaultOf(facts);
  const meansEmbedded = embeddedCheck(document);
  const scope = variableScopeOf(document);
  return (block, index, flow) => {
    const { requestLine, name, title } = block.syntax;
    const vault = directive(block, 'vault') ?? defaultVault;
    const target = targetText(requestLine);
    const line = block.line + requestLine.line;
    return {
      key: requestKey(block, index),
      request: {
        name: name?.text ?? null,
        title: title?.text ?? null,
        method: requestLine.method?.text.toUpperCase() ?? 'GET',
        url: target,
        vault,
        credential: directive(block, 'credential') ?? null,
        flow: flow ?? flowOf(directive(block, 'flow')),
        line,
      },
      selector: { kind: 'line', line },
      defaultVault,
      needsEmbedded: meansEmbedded(vault, baseText(writtenBaseOf(block, scope, { environment: {} })) + target),
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
