import { clouds } from '../token/clouds.ts';
import { assertionLefts } from './completion/assertionEntries.ts';
import { wordMeanings } from './completion/directiveEntries.ts';
import { dynamicFacts } from './completion/dynamicFacts.ts';
import { headerFacts } from './completion/headerFacts.ts';
import { hsmOperations } from './completion/hsmOperations.ts';
import { managementOperations } from './completion/managementOperations.ts';
import { methodPurposes } from './completion/methodEntries.ts';
import { queryParameters } from './completion/targetEntries.ts';
import { answerPaths } from './completion/variableEntries.ts';
import { vaultOperations } from './completion/vaultOperations.ts';
import { directives, foreignDirectives } from './directives.ts';

const hoverSentences: readonly string[] = [
  'Value',
  'Path',
  'Vault',
  'Credential',
  'Credential of kind',
  'Action',
  'Data action',
  'Least role',
  'With access policies',
  'From api-version',
  'Made anew at each send',
  'Asked for when the request is sent:',
  'Fetched when the request is sent: it is a secret',
  'Some of it is known only when the request is sent',
  'Defined in line {0} of this file',
  'Shadows the definition in line {0}',
  'From the environment in use',
  'From the environment {0} ({1})',
  'Shadows the environment in use',
  'Shadows the environment in use, which has',
  'Shadows the environment {0} ({1})',
  'Shadows the environment {0} ({1}), which has',
  'From the last answer of the request',
  'Has no value: define it above, ask for it with "# @prompt", or set it in the environment',
  'Not the same as',
  'The vault compares the audience to the letter: one slash more is another one',
  'The management plane: needs a token for',
  'Key Vault data plane: secrets, keys, certificates. {0}. No slash at the end.',
  'Managed HSM data plane. {0}. No slash at the end.',
  'Azure Resource Manager (management plane): vault properties, access policies, network rules. The data plane refuses it. {0}.',
  'Microsoft Graph: users, groups, applications. A vault refuses it. {0}.',
];

const completionSentences: readonly string[] = [
  'Least role: {0}',
  'Action: {0}',
  'Data action: {0}',
  'Access policy: {0}',
  'Names its vault with "# @vault" above, unless the file has a default vault.',
  'The body that this operation takes.',
  'The version of the API. There is no default.',
  'newest stable',
  'in {0}',
  'The vault "{0}".',
  'tenant of a configured vault',
  'a request of this file',
  'has no value yet',
  'asked for when the request is sent',
  'fetched when the request is sent',
  'A variable of this file.',
  'A variable of the environment in use.',
];

const hintSentences: readonly string[] = [
  'not sent',
  'Where this request goes',
  'A line of the body that begins with # or // is a comment in every client. Send it with "# @keep-comments".',
  'Recognised, never run and never sent.',
];

const fixSentences: readonly string[] = [
  'Write {0}',
  'Write GET and a path',
  'Write a JSON path',
  'Write {0} (seconds)',
  'Delete it',
  'Delete this line',
  'Delete this header',
  'Delete the comma',
  'Delete the value',
  'Delete the control characters',
  'Delete the body',
  'Delete this script',
  'Delete this sample response',
  'Delete the header: the challenge decides',
  'Delete this line: the challenge names the resource',
  'Remove the indentation',
  'Remove the quotes',
  'Put ### before this request',
  'Put ### before this text',
  'Put a blank line before it: the body begins here',
  'Put a colon behind the name',
  'Put the name on a line of its own',
  'Put it on a line of its own',
  'Put a space before @',
  'Make it a comment',
  'Add # @flow rest',
  'Add # @vault {0}',
  'Add api-version={0}',
  'Use the vault "{0}"',
  'Use the credential "{0}"',
  'Ask for the token first: # @flow rest, # @resource',
  'Ask for it: # @prompt {0}',
  'Define @{0} at the top of the file',
  'Close the script',
  'Close the comment',
  'Close the variable with }}',
  'Convert to a request',
  'Replace the token by {{token}}',
  'Replace it by the variable "{0}"',
];

const curlSentences: readonly string[] = [
  '"{0}" is no method: compare the request line.',
  '"{0}" is no header\'s name and was left out.',
  '"{0}" is no header and was left out.',
  '"{0}" has no counterpart and was left out.',
  '"{0}" has no counterpart: write the parts of the body by hand.',
  '"{0}" is a file that curl would encode: it was left out.',
  'The Authorization header was left out: a request to a vault gets its token by itself.',
  'The credential of the Authorization header was left out: the request asks for it.',
  'The headers that stand in a file were left out.',
  'The body is made of several parts: only its file is here.',
  'The body holds characters that a request file cannot keep: compare it.',
  'A line of the body means something else in a request file. Put the body into a file: "< ./body.txt".',
  'Blank lines round the body are not sent.',
  'There is no standard input here: the body was left out.',
  'Only the request before "--next" is here.',
  'The command has more than one URL: only the first is here.',
  'Certificates are always checked: "--insecure" was left out.',
  'curl takes the line breaks out of "{0}": here the file is sent as it is.',
  'What stands behind "{0}" is no part of the cURL command and was left out.',
  'A part that the shell would run or work out stands as text now: put its result there.',
  'The command is longer than 1 MB. Put its body into a file.',
  'This is no cURL command: it must begin with "curl".',
  'The command names no URL.',
  'A quote ({0}) is never closed. Copy the whole command.',
];

/** What completion, hover, hints, quick fixes and the import of cURL say: finished English sentences, some with values in them. */
export const editorSentences: readonly string[] = [
  ...new Set([
    ...hoverSentences,
    ...completionSentences,
    ...hintSentences,
    ...fixSentences,
    ...curlSentences,
    ...clouds.map(({ title }) => title),
    ...directives.map(({ summary }) => summary),
    ...foreignDirectives.values(),
    ...headerFacts.map(({ summary }) => summary),
    ...dynamicFacts.map(({ summary }) => summary),
    ...[...vaultOperations, ...hsmOperations, ...managementOperations].map(({ title }) => title),
    ...Object.values(methodPurposes),
    ...Object.values(wordMeanings),
    ...assertionLefts.map(([, summary]) => summary),
    ...queryParameters.map(([, summary]) => summary),
    ...answerPaths.map(([, summary]) => summary),
  ]),
];
