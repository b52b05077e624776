import { describe, expect, test } from 'vitest';
import { decryptBlock, decryptRc2Cbc, expandKey } from '../../../src/engine/certificate/rc2.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('RC2', () => {
  // RFC 2268 section 5.
  test.each([
    [63, '0000000000000000', '0000000000000000', 'ebb773f993278eff'],
    [64, 'ffffffffffffffff', 'ffffffffffffffff', '278b27e42e2f0d49'],
    [64, '3000000000000000', '1000000000000001', '30649edf9be7d2c2'],
    [64, '88', '0000000000000000', '61a8a244adacccf0'],
    [64, '88bca90e90875a', '0000000000000000', '6ccf4308974c267f'],
    [64, '88bca90e90875a7f0f79c384627bafb2', '0000000000000000', '1a807d272bbe5db1'],
    [128, '88bca90e90875a7f0f79c384627bafb2', '0000000000000000', '2269552ab0f85ca6'],
    [129, '88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e', '0000000000000000', '5b78d3a43dfff1f1'],
  ])('%i effective bits of the key %s', (effectiveBits, key, plain, cipher) => {
    expect(decryptBlock(expandKey(hex(key), effectiveBits), hex(cipher)).toString('hex')).toBe(plain);
  });

  test.each([
    ['nothing', ''],
    ['half a block', '00000000'],
    ['a block without padding', 'ebb773f993278eff'],
  ])('%s is refused', (_what, data) => {
    expect(() => decryptRc2Cbc(hex('0000000000000000'), 63, Buffer.alloc(8), hex(data))).toThrow(RangeError);
  });
});
