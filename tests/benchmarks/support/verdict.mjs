import { paint } from '../../../scripts/lib/console.mjs';

/** Says in colour whether a budget was kept, after the words that name it. */
export function verdict(kept, words) {
  return paint(kept ? 'green' : 'red', `${words}: ${kept ? 'met' : 'EXCEEDED'}`);
}
