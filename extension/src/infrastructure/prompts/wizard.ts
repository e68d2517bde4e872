import * as vscode from 'vscode';
import { showList } from './list.ts';
import { ask } from './prompts.ts';
import type { Prompt } from './showPrompt.ts';

/** Where a step stands in its dialog, and what leads back from it. */
type Frame = Pick<Prompt, 'title' | 'step' | 'buttons'>;

const back = Symbol('back');

/** One question of a dialog. What is asked depends on what was answered before. */
export interface Step<A> {
  /** Whether it is asked at all. */
  readonly when?: (answers: A) => boolean;
  readonly ask: (frame: Frame, answers: A) => Promise<A | typeof back>;
}

/** Asks one question after the other, each of which leads back to the one before. Answers that were initial stay initial. */
export async function runWizard<A>(title: string, steps: readonly Step<A>[], initial: A): Promise<A> {
  const asked: number[] = [];
  let answers = initial;
  let next = 0;
  for (;;) {
    const wanted = steps.map((step, index) => index >= next && (step.when?.(answers) ?? true));
    const index = wanted.indexOf(true);
    const step = steps[index];
    if (!step) {
      return answers;
    }
    const answer = await step.ask(
      {
        title,
        step: { number: asked.length + 1, of: asked.length + wanted.filter(Boolean).length },
        buttons: asked.length > 0 ? [vscode.QuickInputButtons.Back] : [],
      },
      answers,
    );
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
    ask: async (frame, answers) => {
      const reply = await ask({ ...frame, prompt: () => prompt, placeholder, value: value(answers) ?? '', validate });
      return 'text' in reply ? answer(answers, reply.text) : back;
    },
  };
}

export interface Choice<A> extends vscode.QuickPickItem {
  /** Whether it is what was chosen before, where somebody has come back. */
  readonly isCurrent?: (answers: A) => boolean;
  readonly answer: (answers: A) => A;
}

interface ChoiceQuestion<A> {
  readonly when?: (answers: A) => boolean;
  readonly placeholder: string;
  readonly choices: (answers: A) => readonly Choice<A>[];
}

/** A step that lets the person choose. */
export function choiceStep<A>({ when, placeholder, choices }: ChoiceQuestion<A>): Step<A> {
  return {
    ...(when ? { when } : {}),
    ask: async (frame, answers) => {
      const items = choices(answers);
      const reply = await showList({
        ...frame,
        placeholder,
        ignoreFocusOut: true,
        items: () => Promise.resolve(items),
        active: items.find(({ isCurrent }) => isCurrent?.(answers)),
      });
      const [chosen] = 'picked' in reply ? reply.picked : [];
      return chosen ? chosen.answer(answers) : back;
    },
  };
}

interface MultiChoiceQuestion<A, I> {
  readonly when?: (answers: A) => boolean;
  readonly placeholder: string;
  readonly items: (answers: A) => readonly I[];
  readonly answer: (answers: A, picked: readonly I[]) => A;
}

/** A step that lets the person check any number of items, none included. */
export function multiChoiceStep<A, I extends vscode.QuickPickItem>(question: MultiChoiceQuestion<A, I>): Step<A> {
  const { when, placeholder, items, answer } = question;
  return {
    ...(when ? { when } : {}),
    ask: async (frame, answers) => {
      const offered = items(answers);
      const reply = await showList({
        ...frame,
        placeholder,
        ignoreFocusOut: true,
        canPickMany: true,
        allowEmpty: true,
        items: () => Promise.resolve(offered),
      });
      return 'picked' in reply ? answer(answers, reply.picked) : back;
    },
  };
}
