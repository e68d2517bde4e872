import type { InputBox, QuickInputButton } from 'vscode';
import { PromptClosedError } from '../errors/operationError.ts';

/** The options that all prompts share. */
export interface Prompt {
  readonly title: string;
  readonly placeholder: string;
  /** The initial value of the input field. */
  readonly value?: string;
  readonly buttons?: readonly QuickInputButton[];
  readonly step?: { readonly number: number; readonly of: number };
  /** Whether the prompt stays open when it loses focus, for example while the user looks up the answer. */
  readonly ignoreFocusOut?: boolean;
}

/**
 * Shows a prompt until `listen` reports an answer or the user presses a button. Closing the prompt throws
 * `PromptClosedError`.
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
