import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/model/causes.ts';
import { classifyFailure, type FailureScene } from '../../../src/transport/classifyFailure.ts';
import { rawCodes } from '../../../src/transport/rawCodes.ts';

function aScene(over: Partial<FailureScene> = {}): FailureScene {
  return { host: 'contoso.vault.azure.net', secure: true, received: 0, unread: new Uint8Array(), ended: false, head: undefined, ...over };
}

function failing(code: string, name = 'Error'): Error {
  return Object.assign(new Error('text with canary'), { code, name });
}

const withLength = { head: { contentLength: 5, chunked: false }, received: 60 };
const withChunks = { head: { contentLength: undefined, chunked: true }, received: 60 };
const head = (text: string) => ({ unread: Buffer.from(text, 'latin1'), received: text.length });

describe('one name for all the names that runtimes have', () => {
  test.each<[string, Partial<FailureScene>, FailureCode]>([
    ['ECONNRESET', {}, 'net-reset'],
    ['EPIPE', {}, 'net-reset'],
    ['ECONNRESET', { received: 7 }, 'net-reset-in-headers'],
    ['ECONNRESET', withLength, 'net-reset-in-body'],
    ['UND_ERR_SOCKET', { ended: true }, 'net-closed-early'],
    ['UND_ERR_SOCKET', { ...withLength, ended: true }, 'http-short-body'],
    ['UND_ERR_SOCKET', { ...withChunks, ended: true }, 'net-closed-early'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', withLength, 'http-short-body'],
    ['UND_ERR_HEADERS_OVERFLOW', { received: 40_000 }, 'http-header-overflow'],
    ['UND_ERR_HEADERS_OVERFLOW', withChunks, 'http-header-overflow'],
    ['HPE_INVALID_CHUNK_SIZE', withChunks, 'http-bad-chunk'],
    ['HPE_INVALID_CONSTANT', head('SSH-2.0-x\r\n'), 'http-malformed'],
    ['HPE_INVALID_STATUS', head('HTTP/1.1 42 x\r\n'), 'http-odd-status'],
    ['UND_ERR_SOCKET', head('HTTP/1.1 101 x\r\n'), 'http-unexpected-101'],
    ['UND_ERR_SOCKET', head('HTTP/1.1 100 x\r\n'), 'http-unexpected-100'],
    [
      'HPE_UNEXPECTED_CONTENT_LENGTH',
      head('HTTP/1.1 200 OK\r\nContent-Length: 1\r\ncontent-length: 2\r\n'),
      'http-duplicate-content-length',
    ],
    [
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      head('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n'),
      'http-cl-and-te',
    ],
    ['ERR_ASSERTION', { received: 9 }, 'http-malformed'],
    ['ETIMEDOUT', {}, 'net-unreachable'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', {}, 'tls-client-certificate-required'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', withLength, 'tls-other'],
    ['SOMETHING_NEW', {}, 'net-closed-early'],
  ])('%s %#', (code, over, expected) => {
    const fault = classifyFailure(failing(code), aScene(over));
    expect(fault.code).toBe(expected);
    expect(fault.rawCodes).toEqual([code]);
    expect(fault.message).not.toContain('canary');
  });

  test('a TLS alert in answer to plain http', () => {
    const scene = aScene({ secure: false, unread: Buffer.from([0x15, 3, 3, 0, 2, 2, 70]), received: 7 });
    expect(classifyFailure(failing('HPE_INVALID_CONSTANT'), scene).code).toBe('http-plain-on-tls-port');
  });
});

describe('raw codes', () => {
  test('of an error, its causes and its parts, outermost first, each once', () => {
    const inner = failing('ECONNREFUSED');
    const error = Object.assign(new AggregateError([inner, inner, failing('EHOSTUNREACH')]), { cause: failing('EAI_AGAIN') });
    expect(rawCodes(error)).toEqual(['AggregateError', 'ECONNREFUSED', 'EHOSTUNREACH', 'EAI_AGAIN']);
  });

  test('of a chain that bites its tail', () => {
    const error = failing('A');
    error.cause = error;
    expect(rawCodes(error)).toEqual(['A']);
  });

  test('of what is no error', () => expect(rawCodes('text')).toEqual([]));
});
