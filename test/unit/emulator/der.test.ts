import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  childrenOf,
  DerError,
  der,
  integer,
  octets,
  oid,
  readDer,
  readInteger,
  readOid,
  sequence,
  time,
} from '../../../src/emulator/x509/der.ts';
import { encodeName } from '../../../src/emulator/x509/distinguishedName.ts';
import { derivedFor, derivePkcs12, pkcs12Password } from '../../../src/emulator/x509/pkcs12Key.ts';

const arcs = fc.tuple(
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 0, max: 39 }),
  fc.array(fc.integer({ min: 0, max: 2 ** 31 }), { minLength: 1 }),
);

test('object identifiers, numbers and lengths come back as they were written', () => {
  fc.assert(
    fc.property(arcs, fc.integer({ min: 0, max: 2 ** 40 }), fc.uint8Array({ maxLength: 700 }), ([first, second, rest], number, bytes) => {
      const dotted = [first, second, ...rest].join('.');
      const [id, count, content] = childrenOf(readDer(sequence(oid(dotted), integer(number), octets(bytes))));
      expect(id && readOid(id)).toBe(dotted);
      expect(count && readInteger(count)).toBe(number);
      expect(content?.content).toEqual(Buffer.from(bytes));
    }),
  );
});

test('any bytes are a value or a DerError, and a value never reaches beyond them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
      const buffer = Buffer.from(bytes);
      try {
        const value = readDer(buffer);
        expect(value.bytes.length).toBeLessThanOrEqual(buffer.length);
        childrenOf(value);
      } catch (error) {
        expect(error).toBeInstanceOf(DerError);
      }
    }),
  );
});

for (const [what, made, hex] of [
  ['a short length', der(0x04, Buffer.alloc(2)), '04020000'],
  ['a length of 128', der(0x04, Buffer.alloc(128)).subarray(0, 3), '048180'],
  ['a length of 256', der(0x04, Buffer.alloc(256)).subarray(0, 4), '04820100'],
  ['a number with its top bit set', integer(128), '02020080'],
  ['sha256WithRSAEncryption', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
  ['the last UTCTime', time(Date.UTC(2049, 11, 31, 23, 59, 59)), '170d3439313233313233353935395a'],
  ['the first GeneralizedTime', time(Date.UTC(2050, 0, 1)), '180f32303530303130313030303030305a'],
] as const) {
  test(`${what}: ${hex}`, () => {
    expect(made.toString('hex')).toBe(hex);
  });
}

for (const [text, valid] of [
  ['CN=a', true],
  ['CN="a, b", O=c\\, d; OU=e', true],
  ['2.5.4.3=a', true],
  ['CN=', false],
  ['a', false],
  ['XX=a', false],
  ['', false],
] as const) {
  test(`the name ${text} is ${valid ? 'encoded' : 'refused'}`, () => {
    expect(encodeName(text) !== undefined).toBe(valid);
  });
}

// Made with the `PKCS12KDF` of OpenSSL 3.0.
test('the derivation of PKCS #12 gives what OpenSSL derives', () => {
  const derivation = { hash: 'sha1', salt: Buffer.from('0102030405060708', 'hex'), iterations: 2048 } as const;
  const key = derivePkcs12(derivation, pkcs12Password('sample'), derivedFor.key, 24);
  expect(key.toString('hex')).toBe('4b171f6205dd7d6679357741933f5a336ade11720d721512');
});
