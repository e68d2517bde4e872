const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const codes = { bold: 1, dim: 2, red: 31, green: 32, cyan: 36 };

/** @param {keyof typeof codes} style */
export const paint = (style, text) => (colours ? `\x1b[${codes[style]}m${text}\x1b[0m` : text);

export const say = (text = '') => process.stdout.write(`${text}\n`);

/** Prints one line about a build step: its name, result and duration. */
export async function step(title, work) {
  if (process.stdout.isTTY) {
    process.stdout.write(`${paint('dim', '…')} ${title}`);
  }
  const start = performance.now();
  const clearLine = process.stdout.isTTY ? '\r\x1b[K' : '';
  try {
    const result = await work();
    const seconds = Math.round((performance.now() - start) / 1000);
    const remark = typeof result === 'string' ? result : seconds > 0 ? `${seconds} s` : '';
    say(`${clearLine}${paint('green', '✔')} ${title}${remark && paint('dim', `  ${remark}`)}`);
    return result;
  } catch (error) {
    say(`${clearLine}${paint('red', '✘')} ${title}`);
    throw error;
  }
}
