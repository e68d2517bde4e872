// VS Code as the extension meets it, without an editor. What it shows and is told is kept in `editor` for tests to read;
// what a person would do about it is done there too.
import { Queue } from '../support/queue.ts';
import { TextDocument, TextEditor } from './documents.ts';

export { CodeAction, CodeActionKind, SnippetString, WorkspaceEdit } from './documents.ts';

export class Disposable {
  static from(...disposables: Disposable[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) {
        disposable.dispose();
      }
    });
  }

  constructor(private readonly undo: () => void) {}

  dispose(): void {
    this.undo();
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => void>();

  readonly event = (listener: (event: T) => void): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of this.listeners) {
      listener(event);
    }
  }
}

export class CancellationTokenSource {
  private readonly emitter = new EventEmitter<void>();

  readonly token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.emitter.fire();
  }

  dispose(): void {
    // Nothing is held.
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export const Uri = { file: (path: string) => ({ scheme: 'file', path }) };

export class MarkdownString {
  isTrusted: unknown;

  constructor(
    public value = '',
    readonly supportThemeIcons = false,
  ) {}

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  /** Escapes what would be markup, as VS Code does. */
  appendText(text: string): this {
    this.value += text.replaceAll(/[\\`*_{}[\]()#+\-!~<>]/g, '\\$&');
    return this;
  }
}

export const StatusBarAlignment = { Left: 1, Right: 2 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };

export const l10n = {
  t: (message: string, ...values: unknown[]) =>
    message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export class InputBox {
  title = '';
  prompt = '';
  placeholder = '';
  value = '';
  password = false;
  ignoreFocusOut = false;
  validationMessage: string | undefined;
  isOpen = false;

  private readonly changed = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    this.isOpen = true;
    editor.inputBoxes.push(this);
  }

  dispose(): void {
    this.close();
  }

  /** A person types a text over whatever stands there. */
  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }

  /** A person types an answer and presses Enter. */
  answer(text: string): void {
    this.type(text);
    this.accepted.fire();
  }

  /** A person presses Escape. */
  close(): void {
    if (this.isOpen) {
      this.isOpen = false;
      this.hidden.fire();
    }
  }
}

export class StatusBarItem {
  text = '';
  name = '';
  command = '';
  tooltip: MarkdownString | undefined;
  backgroundColor: ThemeColor | undefined;
  accessibilityInformation: { label: string } | undefined;
  isVisible = false;

  show(): void {
    this.isVisible = true;
  }

  hide(): void {
    this.isVisible = false;
  }

  dispose(): void {
    this.hide();
  }
}

export class LogOutputChannel {
  logLevel = LogLevel.Trace;
  readonly onDidChangeLogLevel = new EventEmitter<number>().event;
  readonly lines: string[] = [];
  isShown = false;

  trace = this.writer('trace');
  debug = this.writer('debug');
  info = this.writer('info');
  warn = this.writer('warn');
  error = this.writer('error');

  show(): void {
    this.isShown = true;
  }

  dispose(): void {
    this.lines.length = 0;
  }

  private writer(level: string): (message: string | Error) => void {
    return (message) => {
      this.lines.push(`${level} ${message instanceof Error ? message.message : message}`);
    };
  }
}

export interface Button {
  readonly title: string;
}

export class Message {
  private choose!: (button: Button | undefined) => void;
  readonly chosen = new Promise<Button | undefined>((resolve) => {
    this.choose = resolve;
  });

  constructor(
    readonly severity: 'error' | 'warning' | 'information',
    readonly text: string,
    readonly buttons: readonly Button[] = [],
  ) {}

  /** A person presses one of the buttons. */
  async press(title: string): Promise<void> {
    this.choose(this.buttons.find((button) => button.title === title));
    await this.chosen;
  }
}

export class Terminal {
  isShown = false;

  constructor(readonly options: Record<string, unknown>) {}

  show(): void {
    this.isShown = true;
  }

  /** A person closes it. */
  close(): void {
    editor.closedTerminals.fire(this);
  }
}

export interface QuickPick {
  readonly items: readonly { label: string; description?: string; detail?: string }[];
  readonly options: { title: string; placeHolder: string };
}

export interface Progress {
  readonly title: string;
  readonly cancellable: boolean;
  readonly cancel: () => void;
  readonly ended: Promise<unknown>;
}

class Editor {
  readonly inputBoxes = new Queue<InputBox>();
  readonly quickPicks: QuickPick[] = [];
  readonly progress: Progress[] = [];
  readonly messages: Message[] = [];
  readonly terminals: Terminal[] = [];
  readonly closedTerminals = new EventEmitter<Terminal>();
  /** What the person has set, by the whole name of the setting. */
  readonly settings: Record<string, unknown> = {};
  workspaceName: string | undefined;
  readonly statusBarItems: StatusBarItem[] = [];
  readonly outputChannels: LogOutputChannel[] = [];
  readonly commands = new Map<string, (argument?: unknown) => unknown>();
  readonly executed: unknown[][] = [];

  /** The label that a person will choose in the next pick list; undefined: they press Escape. */
  choice: string | undefined;

  /** What they will choose in the pick lists before that, one after the other; several labels where several may be chosen. */
  readonly choices: (string | string[])[] = [];

  /** The editor that has the focus. */
  textEditor: TextEditor | undefined;
  readonly shownDocuments: TextDocument[] = [];
  readonly codeActionProviders: { selector: unknown; provider: unknown }[] = [];

  /** The one message on the screen. */
  get message(): Message | undefined {
    if (this.messages.length > 1) {
      throw new Error(`More than one message: ${this.messages.map(({ text }) => text).join(' / ')}`);
    }
    return this.messages[0];
  }
}

export let editor = new Editor();

/** Begins with an editor in which nothing has happened yet. */
export function openEditor(): Editor {
  return (editor = new Editor());
}

function show(severity: Message['severity'], text: string, buttons: Button[]): Promise<Button | undefined> {
  const message = new Message(severity, text, buttons);
  editor.messages.push(message);
  return message.chosen;
}

export const window = {
  createInputBox: () => new InputBox(),
  createOutputChannel() {
    const channel = new LogOutputChannel();
    editor.outputChannels.push(channel);
    return channel;
  },
  createStatusBarItem() {
    const item = new StatusBarItem();
    editor.statusBarItems.push(item);
    return item;
  },
  createTerminal(options: Record<string, unknown>) {
    const terminal = new Terminal(options);
    editor.terminals.push(terminal);
    return terminal;
  },
  onDidCloseTerminal: (listener: (terminal: Terminal) => void) => editor.closedTerminals.event(listener),
  showErrorMessage: (text: string, ...buttons: Button[]) => show('error', text, buttons),
  showWarningMessage: (text: string, ...buttons: Button[]) => show('warning', text, buttons),
  showInformationMessage: (text: string, ...buttons: Button[]) => show('information', text, buttons),
  get activeTextEditor() {
    return editor.textEditor;
  },
  showTextDocument(document: TextDocument) {
    editor.shownDocuments.push(document);
    return Promise.resolve(new TextEditor(document));
  },
  showQuickPick(items: QuickPick['items'], options: QuickPick['options']) {
    editor.quickPicks.push({ items, options });
    const choice = editor.choices.shift() ?? editor.choice;
    return Promise.resolve(
      Array.isArray(choice)
        ? items.filter(({ label }) => choice.includes(label))
        : items.find(({ label }) => label === choice),
    );
  },
  withProgress(
    options: { title: string; cancellable: boolean },
    task: (progress: unknown, token: CancellationTokenSource['token']) => Promise<unknown>,
  ) {
    const source = new CancellationTokenSource();
    const ended = task({}, source.token);
    const cancel = () => {
      source.cancel();
    };
    editor.progress.push({ title: options.title, cancellable: options.cancellable, cancel, ended });
    return ended;
  },
};

export const workspace = {
  get name() {
    return editor.workspaceName;
  },
  openTextDocument: ({ language, content }: { language: string; content: string }) =>
    Promise.resolve(new TextDocument(language, content)),
  getConfiguration: (section: string) => ({ get: (name: string) => editor.settings[`${section}.${name}`] }),
};

export const languages = {
  getLanguages: () => Promise.resolve(['plaintext', 'csharp', 'powershell', 'shellscript']),
  registerCodeActionsProvider(selector: unknown, provider: unknown) {
    editor.codeActionProviders.push({ selector, provider });
    return new Disposable(() => editor.codeActionProviders.splice(0));
  },
};

export const commands = {
  registerCommand(command: string, run: (argument?: unknown) => unknown) {
    editor.commands.set(command, run);
    return new Disposable(() => editor.commands.delete(command));
  },
  executeCommand(...command: unknown[]) {
    editor.executed.push(command);
    return Promise.resolve();
  },
};
