import { expect, test } from 'vitest';
import { noPhases } from '../../../src/core/model/wire.ts';
import { PhaseClock } from '../../../src/transport/phaseClock.ts';

function aClock(...times: readonly number[]): PhaseClock {
  const left = [...times];
  return new PhaseClock(() => left.shift() ?? Number.NaN, 'connect');
}

test('what never began is null, what took no time is 0', () => {
  const clock = aClock(5, 5, 12);
  clock.enter('send');
  clock.enter('wait');
  clock.stop();
  expect(clock.read()).toEqual({ ...noPhases, send: 0, wait: 7 });
});

test('a phase that begins again goes on counting', () => {
  const clock = aClock(0, 1, 3, 6);
  clock.enter('wait');
  clock.enter('receive');
  clock.enter('wait');
  clock.stop();
  expect(clock.read()).toEqual({ ...noPhases, wait: 4, receive: 2 });
});

test('the current phase is the running or last one; stopping twice changes nothing', () => {
  const clock = aClock(0, 2, 9);
  expect(clock.current).toBe('connect');
  clock.enter('tls');
  clock.stop();
  clock.stop();
  expect([clock.current, clock.read().tls]).toEqual(['tls', 2]);
});

test('a restart forgets', () => {
  const clock = aClock(0, 2);
  clock.enter('send');
  clock.restart();
  expect(clock.read()).toEqual(noPhases);
});
