import type { JsonObject } from '../../core/model/tokenFacts.ts';
import { badParameter } from './refusals.ts';

export const notJson = badParameter('The request body is not a valid JSON object.');

/** The body as a JSON object, or undefined when it is none. */
export function readJsonObject(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    // No JSON: the caller answers 400.
    return undefined;
  }
}
