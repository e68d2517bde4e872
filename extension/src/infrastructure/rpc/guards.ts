/** Checks whether a value from the wire has a type of the contract. */
export type Guard<T> = (value: unknown) => value is T;

export const string: Guard<string> = (value) => typeof value === 'string';

export const number: Guard<number> = (value) => typeof value === 'number';

export const boolean: Guard<boolean> = (value) => typeof value === 'boolean';

/** Checks for a member of an enumeration, whose wire values are the names of its members. */
export function oneOf<T extends string>(members: Readonly<Record<T, true>>): Guard<T> {
  return (value): value is T => typeof value === 'string' && Object.hasOwn(members, value);
}

/** Checks a member that may be absent. */
export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function array<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function record<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isObject(value) && Object.values(value).every(guard);
}

/** Checks the members of an object. Members that are not in the contract are ignored. */
export function object<T>(members: { readonly [K in keyof T]-?: Guard<T[K] | undefined> }): Guard<T> {
  const guards = Object.entries<Guard<unknown>>(members);
  return (value): value is T => isObject(value) && guards.every(([name, guard]) => guard(value[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
