import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { artifacts } from '../../../scripts/lib/project.mjs';

const screenshots = path.join(artifacts, 'screenshots');

/** The kinds of theme, as the person's system asks for them: that changes them without closing what is open. */
const themes = {
  dark: { mark: 'vs-dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  light: { mark: 'vs', media: { colorScheme: 'light', forcedColors: 'none' } },
  contrast: { mark: 'hc-black', media: { colorScheme: 'dark', forcedColors: 'active' } },
  'contrast-light': { mark: 'hc-light', media: { colorScheme: 'light', forcedColors: 'active' } },
};

/** VS Code as a person meets it: by the roles and names that a screen reader hears. */
export class Editor {
  #page;

  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.#page = page;
    page.setDefaultTimeout(120_000);
  }

  /** The open input box or pick list. */
  get prompt() {
    return this.#page.locator('.quick-input-widget').getByRole('textbox');
  }

  get options() {
    return this.#page.getByRole('listbox').getByRole('option');
  }

  /** Items of the status bar whose text matches. */
  statusBarItem(text) {
    return this.#page.getByRole('status').getByRole('button').filter({ hasText: text });
  }

  /** Notifications on the screen whose text matches. */
  notification(text) {
    return this.#page.locator('.notifications-toasts').getByRole('dialog').filter({ hasText: text });
  }

  /** Presses the button of a notification. */
  async press(notification, button) {
    await notification.getByRole('button', { name: button, exact: true }).click();
  }

  /** Rests the pointer on something until its tooltip is there. */
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
    // An open palette does not learn of commands that VS Code is still collecting from its extensions.
    await eventually(`the command ${title} in the palette`, async () => {
      await this.#page.keyboard.press('F1');
      await this.prompt.fill(`>${title}`);
      const found = await command.waitFor({ timeout: 10_000 }).then(
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

  /** Opens a terminal of a profile that the menu beside the terminals' plus sign offers. */
  async openTerminalOf(profile) {
    const item = this.#page.getByRole('menuitem', { name: new RegExp(`^${profile}( \\(Default\\))?$`) });
    // An open menu does not learn of profiles that VS Code is still collecting from its extensions.
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
    // A menu takes no click in its first moments, lest the one that has opened it counts twice.
    await this.#page.keyboard.press('Enter');
  }

  /**
   * Lets VS Code collect the profiles of terminals again, which it does when the default one changes. At its start it does
   * so once: extensions that it has read later than its terminals stay out of the menu until then.
   */
  async #collectTerminalProfiles() {
    await this.runCommand('Terminal: Select Default Profile');
    await this.options.filter({ hasText: 'bash' }).first().click();
  }

  /** The tabs of the terminals, which are there when there is more than one. */
  get terminalTabs() {
    return this.#page.locator('.terminal-tabs-entry');
  }

  /** How many terminals VS Code has marked for being relaunched, because the variables of new ones have changed. */
  marks() {
    return this.terminalTabs.locator('.codicon-warning').count();
  }

  /** Chooses the option of the open pick list that begins with this label: the first, where it was used recently. */
  async pick(label) {
    const option = this.#page.getByRole('option', { name: new RegExp(`^${label}\\b`) });
    await option.first().click();
  }

  /** Goes back to the step before. */
  async goBack() {
    await this.#page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
  }

  /** Answers the open input box. */
  async answer(text) {
    await this.prompt.fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** What the open prompt says around its input field, and in it before something is typed. */
  async promptText() {
    const widget = this.#page.locator('.quick-input-widget');
    const within = await widget.locator('input').evaluateAll((fields) => fields.map(({ placeholder }) => placeholder));
    return [await widget.innerText(), ...within].join('\n');
  }

  /** Waits until the shell of a terminal in this folder is ready to be typed into. */
  async promptOfTerminal(folder = 'workspace') {
    await eventually("the shell's prompt", async () => (await this.terminalScreen()).trimEnd().endsWith(`${folder} $`));
  }

  /** Types a command line into the terminal that has the focus. */
  async typeInTerminal(commandLine) {
    const isThere = async () => {
      const [atPrompt] = (await this.terminalScreen()).split(' $ ').slice(-1);
      return withoutBlanks(atPrompt).includes(withoutBlanks(commandLine));
    };
    // A shell that has only just shown its prompt may throw away what is typed, all of it or the beginning.
    await eventually('the command line on the screen', async () => {
      await this.#page.keyboard.type(commandLine);
      const typed = await within(2, isThere);
      if (!typed) {
        await this.#page.keyboard.press('Control+C');
      }
      return typed;
    });
    await this.#page.keyboard.press('Enter');
  }

  /** Waits until nothing is debugged. */
  async debuggingEnds() {
    await this.#page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  }

  /** The terminal's screen, wrapped lines joined. */
  async terminalScreen() {
    // The command that scrolls away may stay on top in rows of its own.
    const rows = this.#page.locator('.terminal-wrapper.active .xterm-rows').first();
    return ((await rows.textContent()) ?? '').replaceAll('\u00a0', ' ');
  }

  /** Everything the terminal still remembers. Needs the setting `terminal.integrated.copyOnSelection`. */
  async terminalScrollback() {
    await this.#page.evaluate(() => navigator.clipboard.writeText(''));
    await this.runCommand('Terminal: Select All');
    const text = await eventually('the selection on the clipboard', () =>
      this.#page.evaluate(() => navigator.clipboard.readText()),
    );
    await this.runCommand('Terminal: Clear Selection');
    return text;
  }

  async screenshot(name) {
    await mkdir(screenshots, { recursive: true });
    await this.#page.screenshot({ path: path.join(screenshots, `${name}.png`) });
  }

  /** Takes a picture in every kind of theme, and one at a narrow width. */
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
    // What is drawn while colours change is drawn in both.
    await this.#page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
}

/** Waits until `probe` resolves to something true, and resolves to that. */
export async function eventually(what, probe, { seconds = 120 } = {}) {
  return (await within(seconds, probe)) || assert.fail(`Not within ${seconds} seconds: ${what}`);
}

/** What `probe` resolves to once that is something true, or what it resolved to last when the time is over. */
async function within(seconds, probe) {
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
