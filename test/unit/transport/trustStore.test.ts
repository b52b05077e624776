import * as tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import { TrustStore } from '../../../src/transport/trustStore.ts';

const root = tls.rootCertificates[0] ?? '';

function aStore(over: Partial<ConstructorParameters<typeof TrustStore>[0]> = {}): TrustStore {
  return new TrustStore({ certificates: [], systemCertificates: true, hostCertificates: [], ...over });
}

describe('the trust store', () => {
  test('builds a context once for all hosts, and one for each host with authorities of its own', () => {
    const store = aStore({ hostCertificates: [{ host: 'Own.example', certificates: [root] }] });
    expect(store.contextFor('a.example')).toBe(store.contextFor('b.example'));
    expect(store.contextFor('own.example.')).toBe(store.contextFor('own.example'));
    expect(store.contextFor('own.example')).not.toBe(store.contextFor('a.example'));
  });

  test('is widened once, to another context', () => {
    const store = aStore({ readRoots: () => [root] });
    const narrow = store.contextFor('a.example');
    expect([store.widen('a.example'), store.widen('a.example')]).toEqual([true, false]);
    expect(store.contextFor('a.example')).not.toBe(narrow);
  });

  test('is not widened for a host with authorities of its own, nor where it is wide already', () => {
    expect(aStore({ hostCertificates: [{ host: 'a.example', certificates: [root] }] }).widen('a.example')).toBe(false);
    expect(aStore({ certificates: [root] }).widen('a.example')).toBe(false);
  });

  test('is not widened where the system is not to be asked, and never reads it', () => {
    const asked: string[] = [];
    const readRoots = (store: string): readonly string[] => {
      asked.push(store);
      return [root];
    };
    expect(aStore({ readRoots, systemCertificates: false }).widen('a.example')).toBe(false);
    aStore({ readRoots, systemCertificates: false, certificates: [root] }).contextFor('a.example');
    expect(asked).toEqual(['default']);
    aStore({ readRoots, certificates: [root] }).contextFor('a.example');
    expect(asked).toEqual(['default', 'default', 'system']);
  });

  test('is not widened where the runtime cannot read the system', () => {
    expect(aStore({ readRoots: undefined }).widen('a.example')).toBe(false);
  });

  test('text that is no certificate is refused', () => {
    const store = aStore({
      hostCertificates: [{ host: 'a.example', certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] }],
    });
    expect(() => store.contextFor('a.example')).toThrow(expect.objectContaining({ code: 'certificate-unreadable' }));
  });
});
