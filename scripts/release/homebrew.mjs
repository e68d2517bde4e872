import { product } from './release.mjs';

const systems = { macos: 'darwin', linux: 'linux' };
const processors = { arm: 'arm64', intel: 'x64' };

/** Writes the formula for a tap of Homebrew (https://docs.brew.sh/Formula-Cookbook). */
export async function writeHomebrewFormula(release) {
  const blocks = Object.entries(systems).flatMap(([system, os]) => {
    const archives = Object.entries(processors).flatMap(([processor, cpu]) => {
      const archive = release.find('archive', `${os}-${cpu}`);
      return archive ? [{ processor, archive }] : [];
    });
    return archives.length > 0 ? [systemBlock(release, system, archives)] : [];
  });
  if (blocks.length === 0) {
    return;
  }
  const formula = `class Roleassist < Formula
  desc "${product.description.replace(/\.$/, '')}"
  homepage "${product.homepage}"
  version "${release.version}"
  license "${product.license}"

${blocks.join('\n\n')}

  def install
    bin.install "roleassist"
    prefix.install "ThirdPartyNotices.txt"
    pkgshare.install "powershell"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/roleassist --version")
  end
end
`;
  await release.write('manifests/homebrew/roleassist.rb', formula, { kind: 'manifest' });
}

function systemBlock(release, system, archives) {
  const inner = archives.map(
    ({ processor, archive }) => `    on_${processor} do
      url "${release.addressOf(archive)}"
      sha256 "${archive.sha256}"
    end`,
  );
  return `  on_${system} do\n${inner.join('\n')}\n  end`;
}
