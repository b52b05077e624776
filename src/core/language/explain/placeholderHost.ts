/** First labels of hosts that stand in samples, `_` read as `-`. A firm may have "your" at the start of its name: then no hyphen follows. */
const sample =
  /^(?:your-[a-z0-9-]*|your(?:-?(?:own|unique|azure|new|key|kv|vault|managed|hsm|resource|instance|name|here))*|(?:(?:key-?)?vault-?name|(?:name|name-?of)-?(?:of-)?(?:your-)?vault)|change-?me|replace-?me|placeholder)$/;
/** Names that another host may well have, a vault hardly. */
const plain = /^(?:my-?(?:key-?)?vault(?:-?name)?|x{3,})$/;
/** What programs write for a value that they do not have. */
const missing = /^(?:undefined|null|nan)$/;
/** The same, and what people write, where the case tells them from a vault's name. */
const missingAsWritten = /^(?:None|NONE|TODO)$/;

/**
 * Whether a host is none: the first label is one of a sample, or what a program wrote in its place.
 * @param host in lower case
 * @param written the same as it is written
 */
export function isPlaceholderHost(host: string, written: string): boolean {
  const [label = ''] = host.split('.');
  if (/[<>{}$%]|\[object/.test(label)) return true;
  const name = label.replaceAll('_', '-');
  if (missing.test(name) || sample.test(name)) return true;
  return host.includes('.') && (plain.test(name) || missingAsWritten.test(written.slice(0, label.length)));
}
