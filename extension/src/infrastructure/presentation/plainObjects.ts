import { plain } from '../text/plainText.ts';

/** Properties that are not shown (commands) or that are the user's own input. */
const passthrough: ReadonlySet<PropertyKey> = new Set(['value', 'command']);

/** The text properties of items, buttons and accessibility information. */
const texts = ['label', 'description', 'detail', 'tooltip', 'title', 'placeHolder'] as const;

const copies = new WeakMap<object, object>();

/** Wraps an object of VS Code's user interface so that every text assigned to it becomes plain text: see `plain`. */
export function plainObject<T extends object>(target: T): T {
  return new Proxy(target, {
    get: (object, property) => {
      const value: unknown = Reflect.get(object, property);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
    set: (object, property, value) =>
      Reflect.set(object, property, passthrough.has(property) ? value : plainValue(value)),
  });
}

/**
 * Returns an item whose texts are plain: the item itself if they already are, otherwise a copy, always the same one for
 * the same item. VS Code identifies some objects, such as the Back button, by reference.
 */
export function plainItem<T extends object>(item: T): T {
  const known = copies.get(item);
  if (known) {
    return known as T;
  }
  const changes = changesOf(item);
  if (Object.keys(changes).length === 0) {
    return item;
  }
  const copy = Object.assign(Object.create(Object.getPrototypeOf(item) as object | null) as T, item, changes);
  copies.set(item, copy);
  copies.set(copy, copy);
  return copy;
}

/** The properties that have to change to make an item plain. */
function changesOf(item: object): Partial<Record<string, unknown>> {
  const properties = item as Partial<Record<string, unknown>>;
  const changes: Partial<Record<string, unknown>> = {};
  for (const name of texts) {
    const text = properties[name];
    if (typeof text === 'string' && plain(text) !== text) {
      changes[name] = plain(text);
    }
  }
  const { buttons } = item as { buttons?: readonly object[] };
  const plainButtons = buttons?.map(plainItem);
  if (plainButtons?.some((button, index) => button !== buttons?.[index])) {
    changes['buttons'] = plainButtons;
  }
  return changes;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return plain(value);
  }
  return Array.isArray(value) ? value.map((item: unknown) => (isObject(item) ? plainItem(item) : item)) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
