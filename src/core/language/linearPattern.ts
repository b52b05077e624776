import { assertNever } from '../model/assertNever.ts';
import { isWordCode, PatternError, type PatternNode, parsePattern } from './parsePattern.ts';

const maxPatternLength = 500;
const maxProgramLength = 2_000;

/** A pattern that takes time in proportion to the text, whatever the pattern is. */
export interface LinearPattern {
  /** Whether the pattern is found somewhere in the text. */
  test(text: string): boolean;
}

export type CompiledPattern =
  | { readonly kind: 'pattern'; readonly pattern: LinearPattern }
  | { readonly kind: 'problem'; readonly message: string };

/** One step of the machine: `step` takes a code unit, the others take none. */
type Instruction =
  | { readonly kind: 'step'; readonly has: (code: number) => boolean }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'boundary' | 'notBoundary' }
  | { readonly kind: 'match' };

/**
 * Compiles a regular expression for Thompson's simulation, which follows all ways at once: there is no text on which it takes
 * exponential time, as a backtracking matcher can.
 */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > maxPatternLength) {
    return { kind: 'problem', message: `The pattern is longer than ${maxPatternLength} characters. Shorten it.` };
  }
  try {
    const program: Instruction[] = [];
    emit(parsePattern(source), program);
    program.push({ kind: 'match' });
    return { kind: 'pattern', pattern: { test: text => run(program, text) } };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { kind: 'problem', message: `The pattern cannot be used: ${error.message}.` };
  }
}

function emit(node: PatternNode, program: Instruction[]): void {
  if (program.length > maxProgramLength) throw new PatternError('its repetitions make it too large');
  switch (node.kind) {
    case 'set':
      program.push({ kind: 'step', has: node.has });
      return;
    case 'start':
    case 'end':
    case 'boundary':
    case 'notBoundary':
      program.push({ kind: node.kind });
      return;
    case 'sequence':
      for (const item of node.items) emit(item, program);
      return;
    case 'choice':
      emitChoice(node.options, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
      return;
    default:
      assertNever(node);
  }
}

function emitChoice(options: readonly PatternNode[], program: Instruction[]): void {
  const fork = program.push({ kind: 'split', to: [] }) - 1;
  const starts: number[] = [];
  const ends: number[] = [];
  for (const option of options) {
    starts.push(program.length);
    emit(option, program);
    ends.push(program.push({ kind: 'split', to: [] }) - 1);
  }
  program[fork] = { kind: 'split', to: starts };
  for (const end of ends) program[end] = { kind: 'split', to: [program.length] };
}

function emitRepeat({ item, min, max }: Extract<PatternNode, { kind: 'repeat' }>, program: Instruction[]): void {
  for (let count = 0; count < min; count++) emit(item, program);
  if (max === Number.POSITIVE_INFINITY) {
    const loop = program.push({ kind: 'split', to: [] }) - 1;
    emit(item, program);
    program.push({ kind: 'split', to: [loop] });
    program[loop] = { kind: 'split', to: [loop + 1, program.length] };
    return;
  }
  const skips: number[] = [];
  for (let count = min; count < max; count++) {
    skips.push(program.push({ kind: 'split', to: [] }) - 1);
    emit(item, program);
  }
  for (const skip of skips) program[skip] = { kind: 'split', to: [skip + 1, program.length] };
}

function run(program: readonly Instruction[], text: string): boolean {
  // The position after which an instruction was last reached: each is followed once per position.
  const reached = new Int32Array(program.length).fill(-1);
  let steps: number[] = [];
  for (let at = 0; at <= text.length; at++) {
    const pending = [0];
    if (at > 0) {
      const code = text.charCodeAt(at - 1);
      for (const index of steps) {
        const instruction = program[index];
        if (instruction?.kind === 'step' && instruction.has(code)) pending.push(index + 1);
      }
    }
    steps = [];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      if (reached[index] === at) continue;
      reached[index] = at;
      const instruction = program[index];
      if (instruction === undefined) continue;
      if (instruction.kind === 'match') return true;
      if (instruction.kind === 'step') steps.push(index);
      else if (instruction.kind === 'split') pending.push(...instruction.to);
      else if (holds(instruction.kind, text, at)) pending.push(index + 1);
    }
  }
  return false;
}

function holds(kind: 'start' | 'end' | 'boundary' | 'notBoundary', text: string, at: number): boolean {
  if (kind === 'start') return at === 0;
  if (kind === 'end') return at === text.length;
  const isBoundary = (at > 0 && isWordCode(text.charCodeAt(at - 1))) !== (at < text.length && isWordCode(text.charCodeAt(at)));
  return isBoundary === (kind === 'boundary');
}
