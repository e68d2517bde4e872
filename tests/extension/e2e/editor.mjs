import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { artifacts } from '../../../scripts/lib/project.mjs';

const screenshots = path.join(artifacts, 'screenshots');

/** The kinds of theme that the system can request: changing that closes no open prompt. */
const themes = {
  dark: { mark: 'vs-dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  light: { mark: 'vs', media: { colorScheme: 'light', forcedColors: 'none' } },
  contrast: { mark: 'hc-black', media: { colorScheme: 'dark', forcedColors: 'active' } },
  'contrast-light': { mark: 'hc-light', media: { colorScheme: 'light', forcedColors: 'active' } },
};

/** Drives VS Code by the accessible roles and names of its user interface. */
export class Editor {
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(120_000);
  }

  /** The open input box or list. */
  get prompt() {
    return this.#page.locator('.quick-input-widget').getByRole('textbox');
  }

  get options() {
    return this.#page.getByRole('listbox').getByRole('option');
  }

  /** The status bar items whose text matches. */
  statusBarItem(text) {
    return this.#page.getByRole('status').getByRole('button').filter({ hasText: text });
  }

  /** The notifications on the screen whose text matches. */
  notification(text) {
    return this.#page.locator('.notifications-toasts').getByRole('dialog').filter({ hasText: text });
  }

  /** Presses a button of a notification. */
  async press(notification, button) {
    await notification.getByRole('button', { name: button, exact: true }).click();
  }

  /** Hovers over an element until its tooltip is visible. */
  async hover(target) {
    await target.hover();
    await this.#page.getByRole('tooltip').first().waitFor();
  }

  /** Closes the open prompt. */
  async dismiss() {
    await this.#page.keyboard.press('Escape');
    await this.prompt.waitFor({ state: 'hidden' });
  }

  async ready() {
    await this.statusBarItem('').first().waitFor({ timeout: 300_000 });
    await this.#page.getByRole('tab', { name: /^Explorer/ }).waitFor();
  }

  /** Runs a command of the palette by its title. */
  async runCommand(title) {
    const command = this.options.filter({ hasText: title }).first();
    // An open palette does not show commands that VS Code is still collecting from its extensions, and it closes when
    // a terminal or a view that is just opening takes the focus.
    await eventually(`the command ${title} in the palette`, async () => {
      await this.#page.keyboard.press('F1');
      const found = await this.prompt
        .fill(`>${title}`, { timeout: 10_000 })
        .then(() => command.waitFor({ timeout: 10_000 }))
        .then(
          () => true,
          () => false,
        );
      if (!found) {
        await this.#page.keyboard.press('Escape');
      }
      return found;
    });
    await command.click();
  }

  /** Opens a terminal with a profile of the menu beside the terminals' plus sign. */
  async openTerminalOf(profile) {
    const item = this.#page.getByRole('menuitem', { name: new RegExp(`^${profile}( \\(Default\\))?$`) });
    // An open menu does not show profiles that VS Code is still collecting from its extensions.
    await eventually(`the profile ${profile} in the menu`, async () => {
      await this.#page.getByRole('button', { name: 'Launch Profile...' }).click();
      const found = await item.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (!found) {
        await this.#page.keyboard.press('Escape');
        await this.#collectTerminalProfiles();
      }
      return found;
    });
    await item.hover();
    // A menu ignores clicks in its first moments, so that the click that opened it does not count twice.
    await this.#page.keyboard.press('Enter');
  }

  /**
   * Makes VS Code collect the terminal profiles again, which it does when the default profile changes. It collects them
   * once at startup, so the menu lacks the profiles of extensions that are loaded later.
   */
  async #collectTerminalProfiles() {
    await this.runCommand('Terminal: Select Default Profile');
    await this.options.filter({ hasText: 'bash' }).first().click();
  }

  /** The tabs of the terminals, which exist if there is more than one. */
  get terminalTabs() {
    return this.#page.locator('.terminal-tabs-entry');
  }

  /** The number of terminals that VS Code has marked for a relaunch, because the variables of new ones have changed. */
  marks() {
    return this.terminalTabs.locator('.codicon-warning').count();
  }

  /** Chooses the option of the open list that starts with this label: the first one, if it was used recently. */
  async pick(label) {
    const option = this.#page.getByRole('option', { name: new RegExp(`^${label}\\b`) });
    await option.first().click();
  }

  /** Chooses from the context menu of a row. VS Code ignores a click that comes too soon after it opened the menu. */
  async chooseFromMenu(row, label) {
    await row.click({ button: 'right' });
    const item = this.#page.getByRole('menuitem', { name: label });
    await item.waitFor();
    await eventually(`${label} to be chosen`, async () => {
      await item.click({ timeout: 1000 }).catch(() => {});
      return (await item.count()) === 0;
    });
  }

  /** Goes back to the previous step. */
  async goBack() {
    await this.#page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
  }

  /** Answers the open input box. */
  async answer(text) {
    await this.prompt.fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** The texts around the input field of the open prompt, and its placeholder. */
  async promptText() {
    const widget = this.#page.locator('.quick-input-widget');
    const within = await widget.locator('input').evaluateAll((fields) => fields.map(({ placeholder }) => placeholder));
    return [await widget.innerText(), ...within].join('\n');
  }

  /** Waits until the shell of a terminal in this folder is ready for input. */
  async promptOfTerminal(folder = 'workspace') {
    await eventually("the shell's prompt", async () => (await this.terminalScreen()).trimEnd().endsWith(`${folder} $`));
  }

  /** Types a command line into the active terminal. */
  async typeInTerminal(commandLine) {
    const isThere = async () => {
      const [atPrompt] = (await this.terminalScreen()).split(' $ ').slice(-1);
      return withoutBlanks(atPrompt).includes(withoutBlanks(commandLine));
    };
    // A shell that has only just shown its prompt may discard all or the beginning of what is typed.
    await eventually('the command line on the screen', async () => {
      await this.#page.keyboard.type(commandLine);
      const typed = await within(2, isThere);
      if (!typed) {
        // What opened late may have taken the focus.
        const terminal = this.#page.locator('.terminal-wrapper.active');
        await terminal.click({ timeout: 2_000 }).catch(() => undefined);
        await this.#page.keyboard.press('Control+C');
      }
      return typed;
    });
    await this.#page.keyboard.press('Enter');
  }

  /** Waits until there is no debug session. */
  async debuggingEnds() {
    await this.#page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  }

  /** The screen of the terminal, with wrapped lines joined. */
  async terminalScreen() {
    // The command that scrolls away may stay on top in separate rows.
    const rows = this.#page.locator('.terminal-wrapper.active .xterm-rows').first();
    return ((await rows.textContent()) ?? '').replaceAll('\u00a0', ' ');
  }

  /** The full scrollback of the terminal. Requires the setting `terminal.integrated.copyOnSelection`. */
  async terminalScrollback() {
    await this.#page.evaluate(() => navigator.clipboard.writeText(''));
    await this.runCommand('Terminal: Select All');
    const text = await eventually('the selection on the clipboard', () =>
      this.#page.evaluate(() => navigator.clipboard.readText()),
    );
    await this.runCommand('Terminal: Clear Selection');
    return text;
  }

  async screenshot(name, page = this.#page) {
    await mkdir(screenshots, { recursive: true });
    await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  /** Takes a screenshot in every kind of theme, and one at a narrow width. */
  async shots(name) {
    for (const kind of Object.keys(themes)) {
      await this.#useTheme(kind);
      await this.screenshot(`${name}-${kind}`);
    }
    await this.#useTheme('dark');
    await this.#page.setViewportSize({ width: 680, height: 720 });
    await this.screenshot(`${name}-narrow`);
    await this.#page.setViewportSize({ width: 1280, height: 720 });
  }

  async #useTheme(kind) {
    const { mark, media } = themes[kind];
    await this.#page.emulateMedia(media);
    await this.#page.locator(`.monaco-workbench.${mark}`).waitFor();
    // An element that is drawn while colors change is drawn in both themes.
    await this.#page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
}

/** Waits until `probe` resolves to a truthy value, and resolves to that. */
export async function eventually(what, probe, { seconds = 120 } = {}) {
  return (await within(seconds, probe)) || assert.fail(`Not within ${seconds} seconds: ${what}`);
}

/** Resolves to the first truthy value of `probe`, or to its last value after the timeout. */
export async function within(seconds, probe) {
  const deadline = Date.now() + seconds * 1000;
  let result = await probe();
  while (!result && Date.now() < deadline) {
    await delay(100);
    result = await probe();
  }
  return result;
}

function withoutBlanks(text) {
  return text.replaceAll(/\s/g, '');
}
