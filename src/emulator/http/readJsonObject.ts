import type { JsonObject, JsonValue } from '../../core/model/tokenFacts.ts';

/** The body as a JSON object, or undefined when it is none. */
export function readJsonObject(body: string): JsonObject | undefined {
  try {
    const value = JSON.parse(body) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // No JSON: the caller answers 400.
    return undefined;
  }
}

/** A member as an object; an empty one where it is something else. */
export const objectOrEmpty = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
