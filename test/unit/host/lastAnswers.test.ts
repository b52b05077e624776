import { describe, expect, test } from 'vitest';
import { lastAnswer } from '../../../src/host/vaults/lastAnswers.ts';
import { scenes } from '../panel/scenes.ts';

describe('the last answer of a vault', () => {
  test.each([
    ['a call that was sent for the challenge', scenes.anonymous, 'expected', 'https://vault.azure.net'],
    ['a refusal', scenes.forbidden, 'failure', undefined],
    ['a refused token', scenes.trailingSlash, 'failure', undefined],
    ['a good answer', scenes.handshake, 'expected', undefined],
    ['nobody there', scenes.refused, 'failure', undefined],
  ] as const)('%s', (_, run, verdict, resource) => {
    const answer = lastAnswer(run);
    expect([answer.verdict, answer.asks?.resource]).toEqual([verdict, resource]);
    expect(answer.headline).toBe(run.headline);
  });
});
