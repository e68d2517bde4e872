import { hostname, uptime } from 'node:os';

/** The windows that need something, each with a name by which the others can tell whether it is still open. */
export interface OpenWindows {
  readonly own: string;
  isOpen(window: string): boolean;
}

/** The clock may be corrected by this much while a machine runs. */
const toleranceMinutes = 2;

/**
 * A window is named after its extension host's process, and when its machine started: after a crash the process is gone,
 * and after a restart its number may belong to another one.
 */
export function openWindows(): OpenWindows {
  const machine = hostname().replaceAll(/[^\w-]/g, '-');
  const started = Math.round((Date.now() / 1000 - uptime()) / 60);
  return {
    own: `${process.pid}@${started}@${machine}`,
    isOpen: (window) => {
      const [, id, start, where] = /^(\d+)@(\d+)@([\w-]+)$/.exec(window) ?? [];
      if (id === undefined || start === undefined) {
        return false;
      }
      // What runs on another machine, such as a remote one, cannot be seen from here.
      return where !== machine || (Math.abs(Number(start) - started) <= toleranceMinutes && isRunning(Number(id)));
    },
  };
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
