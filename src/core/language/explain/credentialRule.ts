import { embeddedVaultName } from '../../run/embeddedSetup.ts';
import { didYouMean } from '../closestWord.ts';
import { replaceFix } from './advice.ts';
import type { ExplainRule } from './explainContext.ts';
import { offlineText } from './offlineText.ts';

/** `# @credential` must name a configured credential. Those of the embedded vault begin with its name. */
export const credentialRule: ExplainRule = context => {
  const known = context.facts.credentials;
  const directive = context.block.syntax.directives.findLast(({ key }) => key === 'credential');
  if (known === null || directive === undefined) return [];
  const name = offlineText(directive.value.text, context.block, context);
  if (name === undefined || name === '' || name === 'default' || known.includes(name)) return [];
  if (name === embeddedVaultName || name.startsWith(`${embeddedVaultName}-`)) return [];
  const span = context.span(directive.value);
  const list = known.length === 0 ? 'None is configured yet' : `Known ones: ${known.slice(0, 20).join(', ')}`;
  const message = `No credential has the name "${name.slice(0, 60)}". ${list}. Add it to the setting kvhttp.credentials.${didYouMean(name, known)}`;
  const fixes = known.slice(0, 5).map(each => replaceFix(`Use the credential "${each}"`, span, each));
  return [{ code: 'unknown-credential', severity: 'error', message, span, fixes }];
};
