/**
 * The files that make a folder a NuGet package: the manifest, and the parts of the Open Packaging Conventions.
 * @param {{ id: string, version: string, metadata: string, files: string[] }} description `metadata` is XML
 * @returns {{ name: string, content: Buffer }[]}
 */
export function nugetParts({ id, version, metadata, files }) {
  const extensions = new Set(['rels', 'nuspec', ...files.filter(hasExtension).map((file) => file.split('.').pop())]);
  const manifest = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>${id}</id>
    <version>${version}</version>
${metadata.trim().replace(/^ */gm, '    ')}
    <license type="expression">MIT</license>
  </metadata>
</package>
`;
  const relationships = `<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/${id}.nuspec" Id="manifest" />
</Relationships>
`;
  const types = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${[...extensions].map((extension) => `  <Default Extension="${extension}" ContentType="${typeOf(extension)}" />`).join('\n')}
${files
  .filter((file) => !hasExtension(file))
  .map((file) => `  <Override PartName="/${file}" ContentType="application/octet" />`)
  .join('\n')}
</Types>
`;
  return [
    { name: `${id}.nuspec`, content: Buffer.from(manifest) },
    { name: '_rels/.rels', content: Buffer.from(relationships) },
    { name: '[Content_Types].xml', content: Buffer.from(types) },
  ];
}

const hasExtension = (file) => /\.[^/]+$/.test(file);

const typeOf = (extension) =>
  extension === 'rels' ? 'application/vnd.openxmlformats-package.relationships+xml' : 'application/octet';
