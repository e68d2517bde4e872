// Packs folders as extensions: a process of its own, for the sake of its environment. See vsix.mjs.
import vsce from '@vscode/vsce';

const { packages, links, pictures } = JSON.parse(process.argv[2]);
for (const { folder, target, file } of packages) {
  await vsce.createVSIX({
    cwd: folder,
    packagePath: file,
    target: target === 'universal' ? undefined : target,
    dependencies: false,
    // The marketplace shows pictures and links only with whole addresses: those of this version.
    baseContentUrl: links,
    baseImagesUrl: pictures,
  });
}
