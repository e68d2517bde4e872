import { plain } from '../text/plainText.ts';

/** What VS Code gives back is not shown, and what a person types stays as they type it. */
const passthrough: ReadonlySet<PropertyKey> = new Set(['value', 'command']);

/** The texts of an item, of a button, or of what is said to screen readers. */
const texts = ['label', 'description', 'detail', 'tooltip', 'title', 'placeHolder'] as const;

const copies = new WeakMap<object, object>();

/** An object of VS Code's interface that takes every text as plain text: see `plain`. */
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
 * An item whose texts are plain: the item itself where they are already, else a copy, the same for the same item. VS Code
 * knows some objects by their identity, such as the button that leads back.
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

/** The properties that an item must have otherwise to be plain. */
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
