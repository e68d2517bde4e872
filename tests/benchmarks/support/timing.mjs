/**
 * Times several contenders in turns, so that a temporarily busy machine affects all of them.
 * @template {string} Name
 * @param {Record<Name, () => Promise<number>>} contenders each resolves to its duration in milliseconds.
 * @param {{ rounds: number }} options
 * @returns {Promise<Record<Name, number>>} the medians.
 */
export async function medians(contenders, { rounds }) {
  const names = /** @type {Name[]} */ (Object.keys(contenders));
  const times = Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const milliseconds = await contenders[name]();
      if (round > 0) {
        times[name].push(milliseconds); // the first round only warms the disk cache
      }
    }
  }
  return /** @type {Record<Name, number>} */ (Object.fromEntries(names.map((name) => [name, median(times[name])])));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
