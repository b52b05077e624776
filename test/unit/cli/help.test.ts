import { describe, expect, test } from 'vitest';
import { cli } from '../builders/cli.ts';

const unknown = await cli(['nonsense']);
const commands = /Known: (.*)\./.exec(unknown.err)?.[1]?.split(', ') ?? [];

describe('help', () => {
  test('without a word it is wrong usage, with the help', async () => {
    const { code, out } = await cli([]);
    expect([code, out]).toEqual([2, (await cli(['help'])).out]);
  });

  test('an unknown command names the known ones', () => {
    expect([unknown.code, commands]).toEqual([2, expect.arrayContaining(['send', 'explain'])]);
  });

  test.each(commands)('%s --help is its part of the whole', async command => {
    const [asked, short, whole] = [await cli([command, '--help']), await cli(['help', command]), await cli(['--help'])];
    const [usage] = asked.out.split('\n\nExit codes');
    expect([asked.code, short.out]).toEqual([0, asked.out]);
    expect(asked.out).toMatch(new RegExp(`^ {2}kvhttp ${command} `));
    expect(whole.out).toContain(`\n\n${usage}\n\n`);
  });

  test('wrong usage says where to look', async () => {
    const { code, err } = await cli(['check', '--colour']);
    expect([code, err]).toEqual([2, expect.stringContaining('kvhttp check --help')]);
  });
});
