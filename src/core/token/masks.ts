/** What stands where something was removed. Passing over a mask again leaves it as it is. */
export const masks = { value: '[redacted]', token: '[token]', secret: '[secret]' } as const;
