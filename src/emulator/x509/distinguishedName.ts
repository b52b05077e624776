import { ascii, oid, sequence, setOf, utf8 } from './der.ts';

const commonNameType = '2.5.4.3';
const types: Readonly<Record<string, string>> = {
  CN: commonNameType,
  SN: '2.5.4.4',
  SERIALNUMBER: '2.5.4.5',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  S: '2.5.4.8',
  STREET: '2.5.4.9',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  T: '2.5.4.12',
  G: '2.5.4.42',
  E: '1.2.840.113549.1.9.1',
  DC: '0.9.2342.19200300.100.1.25',
};

/** `CN=a, O="b, c"` as the Name of a certificate (RFC 5280 section 4.1.2.4); undefined where the text is none. */
export function encodeName(text: string): Buffer | undefined {
  const parts = splitName(text);
  if (parts.length === 0) return undefined;
  const encoded = parts.map(encodePart);
  return encoded.every(part => part !== undefined) ? sequence(...encoded) : undefined;
}

/** The Name that is one common name, whatever letters are in it. */
export const commonName = (name: string): Buffer => sequence(setOf(sequence(oid(commonNameType), utf8(name))));

function encodePart(part: string): Buffer | undefined {
  const [, type = '', raw = ''] = /^\s*([A-Za-z]+|\d+(?:\.\d+)+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
  const dotted = /^\d/.test(type) ? type : types[type.toUpperCase()];
  const value = unquote(raw);
  if (dotted === undefined || value === '') return undefined;
  return setOf(sequence(oid(dotted), encodeValue(dotted, value)));
}

/** RFC 5280 appendix A: countries are PrintableString, addresses and domain components IA5String. */
function encodeValue(dotted: string, value: string): Buffer {
  if (dotted === types.C) return ascii(0x13, value);
  return dotted === types.E || dotted === types.DC ? ascii(0x16, value) : utf8(value);
}

/** At commas and semicolons that are neither quoted nor escaped. */
const splitName = (text: string): readonly string[] =>
  text.match(/(?:\\.|"(?:\\.|[^"\\])*"|[^,;"\\])+/gs)?.filter(part => part.trim() !== '') ?? [];

const unquote = (raw: string): string => raw.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1');
