import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { main } from './lib/main.mjs';

const { values } = parseArgs({ options: { target: { type: 'string' } } });

await main(() => build(values));
