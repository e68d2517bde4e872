import { which } from '../../../scripts/lib/processes.mjs';

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge'];

/** The Chromium of this machine, or undefined. */
export const chromiumPath = process.env.CHROMIUM ?? candidates.map(which).find(Boolean);

/**
 * Opens a page of a browser whose whole profile lies in `profileFolder`.
 * @param {import('../../../scripts/lib/main.mjs').Scope} scope
 * @returns {Promise<import('playwright-core').Page>}
 */
export async function openPage(scope, url, profileFolder) {
  const { chromium } = await import('playwright-core');
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath: chromiumPath,
    viewport: { width: 1280, height: 720 },
    colorScheme: 'dark',
    reducedMotion: 'reduce', // or screenshots show half of an animation
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
