import { lookup, resolveCname } from 'node:dns/promises';

/** What a name leads to from this machine. */
export interface ResolvedName {
  readonly addresses: readonly string[];
  /** Names that stand between, in order. */
  readonly aliases: readonly string[];
  /** One of them is the alias of a private endpoint. */
  readonly privateLink: boolean;
  /** Why there is no address, in one sentence. */
  readonly failure: string | null;
}

const longestChain = 8;

/** Asks the system for the addresses (hosts file included) and DNS for the aliases. Never rejects: a name that leads nowhere is an answer. */
export async function resolveName(host: string): Promise<ResolvedName> {
  const [addresses, aliases] = await Promise.all([addressesOf(host), aliasesOf(host)]);
  const failure = typeof addresses === 'string' ? addresses : null;
  return {
    addresses: typeof addresses === 'string' ? [] : addresses,
    aliases,
    privateLink: aliases.some(alias => /\.privatelink\./i.test(alias)),
    failure,
  };
}

async function addressesOf(host: string): Promise<readonly string[] | string> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    return `The name does not resolve (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
  }
}

async function aliasesOf(host: string): Promise<readonly string[]> {
  const aliases: string[] = [];
  for (let name: string | undefined = host; name !== undefined && aliases.length < longestChain; ) {
    name = (await cnameOf(name))[0];
    if (name === undefined || aliases.includes(name)) break;
    aliases.push(name);
  }
  return aliases;
}

async function cnameOf(name: string): Promise<readonly string[]> {
  try {
    return await resolveCname(name);
  } catch {
    // No alias, or no DNS server that says so: the addresses then say it all.
    return [];
  }
}
