import { variableScopeOf } from '../../resolve/variableScope.ts';
import { isRequestBlock, type KvDocument, type RequestBlock, spanInDocument } from '../syntax.ts';
import { aadTokenRule } from './aadTokenRule.ts';
import type { Advice } from './advice.ts';
import { answeredTokenRule } from './answeredTokenRule.ts';
import { apiVersionRule } from './apiVersionRule.ts';
import { authorizationRule } from './authorizationRule.ts';
import { bodyRule } from './bodyRule.ts';
import { credentialRule } from './credentialRule.ts';
import type { ExplainContext, ExplainFacts, ExplainRule } from './explainContext.ts';
import { hostRule } from './hostRule.ts';
import { isMeant } from './isMeant.ts';
import { literalSecrets } from './literalSecrets.ts';
import { requestPlace } from './requestPlace.ts';
import { resourceRule } from './resourceRule.ts';
import { tokenCallRule } from './tokenCallRule.ts';

const rules: readonly ExplainRule[] = [
  resourceRule,
  apiVersionRule,
  hostRule,
  bodyRule,
  aadTokenRule,
  authorizationRule,
  credentialRule,
  tokenCallRule,
  answeredTokenRule,
];

/**
 * What the requests of a document would be refused for, told before they are sent: from the text and the given facts alone, without
 * network, file or credential. Each advice is a problem of the document with the changes that end it. Beside what the parser and
 * `checkRequests` tell; never an exception, whatever the text.
 */
export function explainBeforeSending(document: KvDocument, facts: ExplainFacts): readonly Advice[] {
  return document.blocks.flatMap(block => [
    ...literalSecrets(block, document, facts),
    ...(isRequestBlock(block) ? explainRequest(block, document, facts) : []),
  ]);
}

/** The advice for one request. Tokens and secrets in its text are `literalSecrets`' business. */
export function explainRequest(block: RequestBlock, document: KvDocument, facts: ExplainFacts): readonly Advice[] {
  if (block.syntax.requestLine.kind !== 'http') return [];
  const scope = variableScopeOf(document);
  const context: ExplainContext = {
    block,
    document,
    scope,
    facts,
    place: requestPlace(block, { scope, facts }, facts),
    method: block.syntax.requestLine.method?.text.toUpperCase() ?? 'GET',
    span: inBlock => spanInDocument(block, inBlock),
    isMeant: (cause, statuses = [401]) => isMeant(block, cause, statuses),
  };
  return rules.flatMap(rule => rule(context));
}
