import { build } from './lib/build.mjs';
import { main } from './lib/main.mjs';
import { packageExtension } from './lib/package.mjs';

await main(async () => {
  await build();
  await packageExtension();
});
