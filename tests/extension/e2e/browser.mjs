import assert from 'node:assert/strict';
import { which } from '../../../scripts/lib/processes.mjs';

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge'];

/** The path of Chromium on this machine, or undefined. */
export const chromiumPath = process.env.CHROMIUM ?? candidates.map(which).find(Boolean);

/**
 * Opens a page of a browser whose profile is in `profileFolder`.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @param {boolean} [isDesktop] whether VS Code opens addresses of this machine as they are, as on a desktop. Otherwise
 *   code-server leads them through itself.
 * @returns {Promise<import('playwright-core').Page>}
 */
export async function openPage(scope, url, profileFolder, isDesktop = false) {
  const { chromium } = await import('playwright-core');
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath: chromiumPath,
    viewport: { width: 1280, height: 720 },
    colorScheme: 'dark',
    reducedMotion: 'reduce', // otherwise screenshots show unfinished animations
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  scope.defer(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  if (isDesktop) {
    await page.route(/\/workbench\.js/, async (route) => {
      const response = await route.fetch();
      const script = await response.text();
      const changed = script.replace(/resolveExternalUri:(\w+)=>\{/, '$&return Promise.resolve($1);');
      assert.notEqual(changed, script, 'VS Code resolves addresses in another place now');
      await route.fulfill({ response, body: changed });
    });
  }
  await page.goto(url);
  return page;
}
