import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Pace } from '../../../src/host/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const act = vi.fn();
  return { act, pace: new Pace(act, 100) };
}

describe('Pace', () => {
  test('what goes on is told once in each span, however much happens in it', () => {
    const { act, pace } = setUp();
    for (let ms = 0; ms < 250; ms += 10) {
      pace.soon();
      vi.advanceTimersByTime(10);
    }
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(3);
  });

  test('the end is told at once, and what waited is not told after it', () => {
    const { act, pace } = setUp();
    pace.soon();
    vi.advanceTimersByTime(99);
    expect(act).not.toHaveBeenCalled();
    pace.now();
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(1);
  });

  test('after the end it begins anew', () => {
    const { act, pace } = setUp();
    pace.now();
    pace.soon();
    vi.advanceTimersByTime(100);
    expect(act).toHaveBeenCalledTimes(2);
  });

  test('disposed, nothing that waited is told', () => {
    const { act, pace } = setUp();
    pace.soon();
    pace.dispose();
    vi.advanceTimersByTime(1000);
    expect(act).not.toHaveBeenCalled();
  });
});
