import * as vscode from 'vscode';
import { PromptClosedError } from '../commands/errors.ts';

/** Where a step stands in its dialog. */
interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

const back = Symbol('back');

/** One question of a dialog. What is asked depends on what was answered before. */
export interface Step<A> {
  /** Whether it is asked at all. */
  readonly when?: (answers: A) => boolean;
  readonly ask: (frame: Frame, answers: A) => Promise<A | typeof back>;
}

/** Asks one question after the other, each of which leads back to the one before. Answers that were given stay given. */
export async function runWizard<A>(title: string, steps: readonly Step<A>[], given: A): Promise<A> {
  const asked: number[] = [];
  let answers = given;
  let next = 0;
  for (;;) {
    const wanted = steps.map((step, index) => index >= next && (step.when?.(answers) ?? true));
    const index = wanted.indexOf(true);
    const step = steps[index];
    if (!step) {
      return answers;
    }
    const frame = { title, step: asked.length + 1, totalSteps: asked.length + wanted.filter(Boolean).length };
    const answer = await step.ask(frame, answers);
    if (answer === back) {
      next = asked.pop() ?? 0;
    } else {
      asked.push(index);
      answers = answer;
      next = index + 1;
    }
  }
}

interface TextQuestion<A> {
  readonly when?: (answers: A) => boolean;
  readonly prompt: string;
  readonly placeholder: string;
  readonly value: (answers: A) => string | undefined;
  /** What is wrong with an answer, if anything is. An empty answer reaches it too. */
  readonly validate?: (value: string) => string | undefined;
  readonly answer: (answers: A, value: string) => A;
}

/** A step that asks for a text. */
export function textStep<A>({ when, prompt, placeholder, value, validate, answer }: TextQuestion<A>): Step<A> {
  return {
    ...(when ? { when } : {}),
    ask: (frame, answers) => {
      const input = vscode.window.createInputBox();
      Object.assign(input, { prompt, placeholder, value: value(answers) ?? '', ignoreFocusOut: true });
      return show(input, frame, (resolve) => {
        input.onDidChangeValue(() => {
          input.validationMessage = undefined;
        });
        input.onDidAccept(() => {
          const text = input.value.trim();
          input.validationMessage = validate?.(text);
          if (!input.validationMessage) {
            resolve(answer(answers, text));
          }
        });
      });
    },
  };
}

export interface Choice<A> extends vscode.QuickPickItem {
  readonly answer: (answers: A) => A;
}

interface ChoiceQuestion<A> {
  readonly when?: (answers: A) => boolean;
  readonly placeholder: string;
  readonly choices: readonly Choice<A>[];
}

/** A step that lets the person choose. */
export function choiceStep<A>({ when, placeholder, choices }: ChoiceQuestion<A>): Step<A> {
  return {
    ...(when ? { when } : {}),
    ask: (frame, answers) => {
      const list = vscode.window.createQuickPick<Choice<A>>();
      Object.assign(list, { placeholder, items: choices, matchOnDescription: true, ignoreFocusOut: true });
      return show(list, frame, (resolve) => {
        list.onDidAccept(() => {
          const [chosen] = list.selectedItems;
          if (chosen) {
            resolve(chosen.answer(answers));
          }
        });
      });
    },
  };
}

/** Shows a prompt until it is answered, closed, or left backwards. */
async function show<A>(
  prompt: vscode.InputBox | vscode.QuickPick<Choice<A>>,
  frame: Frame,
  listen: (resolve: (answer: A) => void) => void,
): Promise<A | typeof back> {
  Object.assign(prompt, frame, { buttons: frame.step > 1 ? [vscode.QuickInputButtons.Back] : [] });
  try {
    return await new Promise<A | typeof back>((resolve, reject) => {
      listen(resolve);
      prompt.onDidTriggerButton(() => {
        resolve(back);
      });
      prompt.onDidHide(() => {
        reject(new PromptClosedError());
      });
      prompt.show();
    });
  } finally {
    prompt.dispose();
  }
}
