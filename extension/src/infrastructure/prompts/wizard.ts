import * as vscode from 'vscode';
import { showList, type List } from './list.ts';
import { ask } from './prompts.ts';
import type { Prompt } from './showPrompt.ts';

/** The position of a step in its wizard, and its Back button. */
type Frame = Pick<Prompt, 'title' | 'step' | 'buttons'>;

const back = Symbol('back');

/** One question of a wizard. It may depend on earlier answers. */
export interface Step<A> {
  /** Whether to ask the question. */
  readonly when?: (answers: A) => boolean;
  readonly ask: (frame: Frame, answers: A) => Promise<A | typeof back>;
}

/** Asks the questions in order. Each has a Back button to the previous one, and answers are kept. */
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
  /** Returns the error of an answer, if any. Also called for an empty answer. */
  readonly validate?: (value: string) => string | undefined;
  readonly answer: (answers: A, value: string) => A;
}

/** Creates a step that asks for a text. */
export function textStep<A>({ when, prompt, placeholder, value, validate, answer }: TextQuestion<A>): Step<A> {
  return {
    ...(when ? { when } : {}),
    ask: async (frame, answers) => {
      const reply = await ask({ ...frame, prompt: () => prompt, placeholder, value: value(answers) ?? '', validate });
      return 'text' in reply ? answer(answers, reply.text) : back;
    },
  };
}

interface ListQuestion<A, I> {
  readonly when?: (answers: A) => boolean;
  readonly placeholder: string;
  readonly items: (answers: A) => readonly I[];
  /** Whether a list that accepts several accepts none; by default it does. */
  readonly allowEmpty?: boolean;
  /** Whether an item of a list that accepts several is selected at first; by default none is. */
  readonly isSelected?: (item: I, answers: A) => boolean;
  readonly answer: (answers: A, picked: readonly I[]) => A;
}

/** Creates a step that shows a list. Options that depend on the items are computed when it is shown. */
function listStep<A, I extends vscode.QuickPickItem>(
  { when, placeholder, items, answer }: ListQuestion<A, I>,
  optionsFor: (offered: readonly I[], answers: A) => Partial<List<I>>,
): Step<A> {
  return {
    ...(when ? { when } : {}),
    ask: async (frame, answers) => {
      const offered = items(answers);
      const reply = await showList<I>({
        ...frame,
        placeholder,
        ignoreFocusOut: true,
        items: () => Promise.resolve(offered),
        ...optionsFor(offered, answers),
      });
      return 'picked' in reply ? answer(answers, reply.picked) : back;
    },
  };
}

export interface Choice<A> extends vscode.QuickPickItem {
  /** Whether this is the current answer, which gets the focus when the user comes back. */
  readonly isCurrent?: (answers: A) => boolean;
  readonly answer: (answers: A) => A;
}

interface ChoiceQuestion<A> {
  readonly when?: (answers: A) => boolean;
  readonly placeholder: string;
  readonly choices: (answers: A) => readonly Choice<A>[];
}

/** Creates a step that asks for one choice. */
export function choiceStep<A>({ choices, ...question }: ChoiceQuestion<A>): Step<A> {
  return listStep<A, Choice<A>>(
    { ...question, items: choices, answer: (answers, [chosen]) => chosen?.answer(answers) ?? answers },
    (offered, answers) => ({ active: offered.find(({ isCurrent }) => isCurrent?.(answers)) }),
  );
}

/** Creates a step that asks for any number of items. */
export function multiChoiceStep<A, I extends vscode.QuickPickItem>(question: ListQuestion<A, I>): Step<A> {
  const { allowEmpty = true, isSelected = () => false } = question;
  return listStep(question, (_, answers) => ({
    canPickMany: true,
    allowEmpty,
    isSelected: (item) => isSelected(item, answers),
  }));
}
