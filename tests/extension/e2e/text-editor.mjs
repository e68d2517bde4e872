import { eventually } from './editor.mjs';

/** Drives the text editor of VS Code with the open file. */
export class TextEditor {
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Opens a file by its name: one of the workspace, or one anywhere with an absolute path. */
  async open(name, path = name) {
    await this.#page.keyboard.press('Control+P');
    await this.#page.locator('.quick-input-widget').getByRole('textbox').fill(path);
    await this.#page
      .getByRole('option', { name: new RegExp(`^${name}`) })
      .first()
      .waitFor();
    await this.#page.keyboard.press('Enter');
    await this.#page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor();
    await this.focus();
  }

  /** Gives the editor the focus. Moves the cursor. */
  async focus() {
    await this.#page.locator('.editor-instance .view-lines').first().click();
  }

  /** The language that VS Code detects for the file. */
  language() {
    return this.#page.getByRole('status').locator('[id="status.editor.mode"]').innerText();
  }

  /** The content of the file. Moves the cursor to its start. */
  async text() {
    await this.#page.evaluate(() => navigator.clipboard.writeText(''));
    await this.press('Control+A');
    await this.press('Control+C');
    const text = await eventually('the text on the clipboard', () =>
      this.#page.evaluate(() => navigator.clipboard.readText()),
    );
    await this.press('Control+Home');
    return text.replaceAll('\r\n', '\n');
  }

  /** The selected text, such as a tab stop. */
  async selection() {
    await this.#page.evaluate(() => navigator.clipboard.writeText(''));
    await this.press('Control+C');
    return this.#page.evaluate(() => navigator.clipboard.readText());
  }

  type(text) {
    return this.#page.keyboard.type(text);
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  /** The visible suggestions. */
  get suggestions() {
    return this.#page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Types a prefix and waits until a snippet for it is suggested. */
  async typePrefix(prefix) {
    await this.type(prefix);
    await eventually(`a suggestion for ${prefix}`, async () => {
      await this.press('Control+Space');
      return this.suggestions
        .filter({ hasText: prefix })
        .first()
        .waitFor({ timeout: 10_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  /** The menu of code actions at the cursor, once it contains an action with this title. */
  async openCodeActions(title) {
    await eventually(`the code action ${title}`, async () => {
      await this.press('Control+.');
      const found = await this.#page
        .locator('.action-widget')
        .getByText(title)
        .waitFor({ timeout: 10_000 })
        .then(
          () => true,
          () => false,
        );
      if (!found) {
        await this.press('Escape');
      }
      return found;
    });
  }
}
