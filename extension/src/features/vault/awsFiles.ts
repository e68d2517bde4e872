import path from 'node:path';
import type { Uri } from 'vscode';

/** Where the AWS files are by default. */
const defaultPlace = /[\\/]\.aws[\\/](config|credentials)$/;

/** Tells which documents are AWS files: those in the default place, and those that the host has named. */
export class AwsFiles {
  private readonly named = new Set<string>();

  /** Remembers files that the host has named. Returns whether one of them is new. */
  add(files: Iterable<string | undefined>): boolean {
    const { size } = this.named;
    for (const file of files) {
      if (file) {
        this.named.add(normalized(file));
      }
    }
    return this.named.size > size;
  }

  has({ scheme, fsPath }: Uri): boolean {
    return scheme === 'file' && (defaultPlace.test(fsPath) || this.named.has(normalized(fsPath)));
  }
}

/** Whether a document is the file that the host names. */
export function isFile({ scheme, fsPath }: Uri, file: string): boolean {
  return scheme === 'file' && normalized(fsPath) === normalized(file);
}

/** VS Code and the host may write a drive in different ways. */
function normalized(file: string): string {
  const written = path.normalize(file);
  return process.platform === 'win32' ? written.toLowerCase() : written;
}
