// Compiles the C# benchmarks. No project of the solution contains them, so a renamed type would go unnoticed.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { main } from './lib/main.mjs';
import { run } from './lib/processes.mjs';
import { root } from './lib/project.mjs';

const folder = path.join('tests', 'benchmarks');

await main(async () => {
  for (const file of (await readdir(path.join(root, folder))).filter((name) => name.endsWith('.cs'))) {
    await run('dotnet', [
      'build',
      path.join(folder, file),
      '--verbosity',
      'quiet',
      '-consoleLoggerParameters:ErrorsOnly',
    ]);
  }
});
