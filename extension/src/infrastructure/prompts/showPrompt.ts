import type { InputBox, QuickInputButton } from 'vscode';
import { PromptClosedError } from '../errors/operationError.ts';

/** What every prompt has. */
export interface Prompt {
  readonly title: string;
  readonly placeholder: string;
  /** What stands in the input field from the start. */
  readonly value?: string;
  readonly buttons?: readonly QuickInputButton[];
  readonly step?: { readonly number: number; readonly of: number };
  /** Whether it ignoreFocusOut when the person turns to another window, or to their phone, to find the answer. */
  readonly ignoreFocusOut?: boolean;
}

/**
 * Shows a prompt until it is answered, in whichever way `listen` takes for an answer, or a button of it is pressed. Whoever
 * closes it has given up.
 */
export async function showPrompt<T>(
  input: Pick<InputBox, 'onDidTriggerButton' | 'onDidHide' | 'show' | 'dispose'>,
  prompt: Prompt,
  listen: (answer: (value: T) => void, fail: (error: unknown) => void) => void,
): Promise<T | { readonly button: QuickInputButton }> {
  const { title, placeholder, value = '', buttons = [], step, ignoreFocusOut = false } = prompt;
  Object.assign(input, { title, placeholder, value, buttons, ignoreFocusOut: ignoreFocusOut });
  Object.assign(input, { step: step?.number, totalSteps: step?.of });
  try {
    return await new Promise((resolve, reject) => {
      input.onDidTriggerButton((button) => {
        resolve({ button });
      });
      input.onDidHide(() => {
        reject(new PromptClosedError());
      });
      listen(resolve, reject);
      input.show();
    });
  } finally {
    input.dispose();
  }
}
