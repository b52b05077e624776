import { snippetPlaces } from './completionEntry.ts';

/** What a dynamic variable gives; `insert` is a snippet of what stands between the braces. */
export interface DynamicFacts {
  readonly name: string;
  readonly insert: string;
  readonly summary: string;
}

const rows: readonly DynamicFacts[] = [
  { name: '$guid', insert: '\\$guid', summary: 'A new random UUID at each use.' },
  { name: '$timestamp', insert: '\\$timestamp', summary: 'Now in seconds since 1970, as exp and nbf want it.' },
  {
    name: '$timestamp 1 d',
    insert: '\\$timestamp «1:1» «2|d,h,m,s,w,M,y|»',
    summary: 'A moment before or after now, in seconds since 1970.',
  },
  {
    name: '$datetime iso8601',
    insert: '\\$datetime «1|iso8601,rfc1123|»',
    summary: 'Now in UTC; a format in quotes takes Day.js tokens (YYYY-MM-DD).',
  },
  { name: '$localDatetime iso8601', insert: '\\$localDatetime «1|iso8601,rfc1123|»', summary: 'Now in local time.' },
  { name: '$randomInt 1 100', insert: '\\$randomInt «1:1» «2:100»', summary: 'A random whole number; the second is never reached.' },
  {
    name: '$processEnv NAME',
    insert: '\\$processEnv «1:NAME»',
    summary: 'A variable of the environment. Trusted workspaces only, with a permission for each name.',
  },
  {
    name: '$dotenv NAME',
    insert: '\\$dotenv «1:NAME»',
    summary: 'A value of a .env file beside this file or above it. Trusted workspaces only.',
  },
];

export const dynamicFacts: readonly DynamicFacts[] = rows.map(facts => ({ ...facts, insert: snippetPlaces(facts.insert) }));

/** `$uuid` of httpYac and `$random.uuid` of JetBrains are `$guid`. */
export function factsOfDynamic(name: string): DynamicFacts | undefined {
  const known = /^(?:random\.)?uuid$/i.test(name) ? 'guid' : name.toLowerCase();
  return dynamicFacts.find(facts => facts.name.slice(1).split(' ')[0]?.toLowerCase() === known);
}
