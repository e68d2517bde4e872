import { CommandFailure, Failure, run } from './processes.mjs';

const wantedNode = 20;
const wantedSdk = 10;

/** Reports everything that is missing on this machine at once, before anything is built. */
export async function checkPrerequisites() {
  const missing = [nodeProblem(), await sdkProblem()].filter(Boolean);
  if (missing.length > 0) {
    throw new Failure(missing.join('\n'));
  }
}

function nodeProblem() {
  const found = process.versions.node;
  return Number.parseInt(found, 10) < wantedNode
    ? `Node.js ${wantedNode} or later is required; found ${found}. Install it from https://nodejs.org.`
    : undefined;
}

async function sdkProblem() {
  const advice = `Install it from https://dotnet.microsoft.com/download/dotnet/${wantedSdk}.0 and open a new terminal.`;
  try {
    const { stdout } = await run('dotnet', ['--list-sdks']);
    const versions = [...stdout.matchAll(/^(\d+)\.\S+/gm)];
    if (versions.some(([, major]) => Number(major) === wantedSdk)) {
      return undefined;
    }
    const found = versions.map(([version]) => version).join(', ') || 'none';
    return `.NET SDK ${wantedSdk} is missing (found: ${found}). ${advice}`;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof CommandFailure) {
      return `.NET SDK ${wantedSdk} is missing: there is no working \`dotnet\` on PATH. ${advice}`;
    }
    throw error;
  }
}
