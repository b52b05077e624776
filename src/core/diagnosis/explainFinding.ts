import type { ExplainedFinding, Finding } from '../model/finding.ts';
import { fillMessage } from './fillMessage.ts';
import { links } from './messages/links.ts';
import type { Message } from './messages/message.ts';
import { messages } from './messages.ts';

/** Gives a finding its sentences, in English. */
export function explainFinding(finding: Finding): ExplainedFinding {
  const message: Message = messages[finding.cause];
  return { ...finding, ...fillMessage(message, finding), links: message.links.map(name => links[name]) };
}
