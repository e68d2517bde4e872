/**
 * The platforms that have a host, with the name that each channel gives them: the marketplace's target, .NET's runtime
 * identifier, npm's `os`, `cpu` and `libc`, and Debian's architecture.
 *
 * @typedef {{ target: string, rid: string, os: string, cpu: string, libc?: string, debian?: string }} Platform
 * @type {Platform[]}
 */
export const platforms = [
  { target: 'linux-x64', rid: 'linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc', debian: 'amd64' },
  { target: 'linux-arm64', rid: 'linux-arm64', os: 'linux', cpu: 'arm64', libc: 'glibc', debian: 'arm64' },
  { target: 'alpine-x64', rid: 'linux-musl-x64', os: 'linux', cpu: 'x64', libc: 'musl' },
  { target: 'alpine-arm64', rid: 'linux-musl-arm64', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { target: 'win32-x64', rid: 'win-x64', os: 'win32', cpu: 'x64' },
  { target: 'win32-arm64', rid: 'win-arm64', os: 'win32', cpu: 'arm64' },
  { target: 'darwin-x64', rid: 'osx-x64', os: 'darwin', cpu: 'x64' },
  { target: 'darwin-arm64', rid: 'osx-arm64', os: 'darwin', cpu: 'arm64' },
];

/** The name of the host's executable. */
export const executableOf = ({ os }) => (os === 'win32' ? 'roleassist.exe' : 'roleassist');
