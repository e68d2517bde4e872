import { which } from '../../../scripts/lib/processes.mjs';

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge'];

/** The path of Chromium on this machine, or undefined. */
export const chromiumPath = process.env.CHROMIUM ?? candidates.map(which).find(Boolean);

/**
 * Opens a page of a browser whose profile is in `profileFolder`.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @returns {Promise<import('playwright-core').Page>}
 */
export async function openPage(scope, url, profileFolder) {
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
  await page.goto(url);
  return page;
}
