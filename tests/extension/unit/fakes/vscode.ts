// A fake of VS Code without an editor. `editor` keeps what the extension shows and passes, for tests to read, and
// simulates what the user does.
import { Queue } from '../support/queue.ts';
import { DiagnosticCollection, TextDocument, TextEditor } from './documents.ts';

export {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  SnippetString,
  WorkspaceEdit,
} from './documents.ts';

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

  dispose(): void {
    this.listeners.clear();
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
    // There is nothing to dispose.
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class TreeItem {
  id?: string;
  description?: string;
  tooltip?: unknown;
  contextValue?: string;
  iconPath?: ThemeIcon;
  command?: { command: string; arguments?: unknown[] };
  accessibilityInformation?: { label: string };

  constructor(
    readonly label: string,
    readonly collapsibleState = TreeItemCollapsibleState.None,
  ) {}
}

interface TreeDataProvider {
  onDidChangeTreeData(listener: (node: unknown) => void): Disposable;
}

/** A view of the side bar. It is hidden until a test shows it. */
export class TreeView {
  visible = false;
  selection: readonly unknown[] = [];
  badge: { value: number; tooltip: string } | undefined;
  description = '';
  /** The nodes that the provider asked to render again; undefined is the whole tree. */
  readonly rendered: unknown[] = [];

  private readonly visibilityChanged = new EventEmitter<void>();
  readonly onDidChangeVisibility = this.visibilityChanged.event;

  constructor(
    readonly id: string,
    provider: TreeDataProvider,
  ) {
    provider.onDidChangeTreeData((node) => this.rendered.push(node));
  }

  /** Simulates that the view becomes visible or hidden. */
  look(visible: boolean): void {
    this.visible = visible;
    this.visibilityChanged.fire();
  }

  dispose(): void {
    this.visible = false;
  }
}

export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const QuickInputButtons = { Back: { iconPath: new ThemeIcon('arrow-left') } };

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
  readonly buttons?: readonly unknown[];
}

/** A list that the extension created. */
export class OwnQuickPick {
  title = '';
  placeholder = '';
  value = '';
  step: number | undefined;
  totalSteps: number | undefined;
  buttons: readonly { tooltip?: string }[] = [];
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  busy = false;
  selectedItems: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  isOpen = false;
  /** How often the items were set. */
  handovers = 0;

  private current: readonly Item[] = [];
  private readonly filled = new EventEmitter<void>();
  private readonly changed = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  private readonly button = new EventEmitter<unknown>();
  private readonly itemButton = new EventEmitter<{ item: Item; button: unknown }>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidTriggerButton = this.button.event;
  readonly onDidTriggerItemButton = this.itemButton.event;

  get items(): readonly Item[] {
    return this.current;
  }

  set items(items: readonly Item[]) {
    this.current = items;
    this.handovers++;
    this.filled.fire();
  }

  /** The labels; those of separators with dashes around them. */
  get labels(): string[] {
    return this.current.map(({ label, kind }) => (kind === QuickPickItemKind.Separator ? `-- ${label} --` : label));
  }

  show(): void {
    this.isOpen = true;
    editor.lists.push(this);
  }

  dispose(): void {
    this.close();
  }

  /** Resolves when there is something to pick. */
  async ready(): Promise<this> {
    await new Promise<void>((resolve) => {
      if (this.busy) {
        this.filled.event(() => {
          resolve();
        });
      } else {
        resolve();
      }
    });
    return this;
  }

  item(label: string): Item {
    const found = this.current.find((item) => item.label === label);
    if (!found) {
      throw new Error(`There is no ${label} among ${this.labels.join(', ')}.`);
    }
    return found;
  }

  /** Simulates picking items, or none. */
  accept(...labels: string[]): void {
    this.selectedItems = labels.map((label) => this.item(label));
    this.accepted.fire();
  }

  /** Simulates picking an item that is still on the screen. */
  acceptItem(item: Item): void {
    this.selectedItems = [item];
    this.accepted.fire();
  }

  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }

  press(button: unknown): void {
    this.button.fire(button);
  }

  pressButtonOf(label: string, index = 0): void {
    const item = this.item(label);
    this.itemButton.fire({ item, button: item.buttons?.[index] });
  }

  /** Simulates pressing Escape. */
  close(): void {
    if (this.isOpen) {
      this.isOpen = false;
      this.hidden.fire();
    }
  }
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

export const Uri = {
  file: (path: string) => ({ scheme: 'file', path, fsPath: path, toString: () => `file://${path}` }),
  parse: (text: string) => ({ scheme: text.split(':')[0], toString: () => text }),
  from: ({ scheme, path, query = '' }: { scheme: string; path: string; query?: string }) => ({
    scheme,
    path,
    query,
    toString: () => `${scheme}:${path}?${query}`,
  }),
  joinPath: ({ path }: { path: string }, ...parts: string[]) => Uri.file([path, ...parts].join('/')),
};

export interface WorkspaceFolder {
  readonly name: string;
  readonly uri: ReturnType<typeof Uri.file>;
}

export function folder(name: string): WorkspaceFolder {
  return { name, uri: Uri.file(`/project/${name}`) };
}

export class MarkdownString {
  isTrusted: unknown;

  constructor(
    public value = '',
    readonly supportThemeIcons = false,
  ) {}
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
  buttons: readonly { tooltip?: string }[] = [];

  private readonly changed = new EventEmitter<string>();
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  private readonly button = new EventEmitter<unknown>();
  readonly onDidTriggerButton = this.button.event;

  show(): void {
    this.isOpen = true;
    editor.inputBoxes.push(this);
  }

  dispose(): void {
    this.close();
  }

  /** Simulates replacing the text in the input field. */
  type(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }

  /** Simulates pressing a button of the box. */
  press(): void {
    this.button.fire(this.buttons[0]);
  }

  /** Simulates typing an answer and pressing Enter. */
  answer(text: string): void {
    this.type(text);
    this.accepted.fire();
  }

  /** Simulates pressing Escape. */
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
    readonly detail?: string,
  ) {}

  /** Simulates pressing one of the buttons. */
  async press(title: string): Promise<void> {
    this.choose(this.buttons.find((button) => button.title === title));
    await this.chosen;
  }
}

export class ShellIntegration {
  execution = {};
  /** The command lines that an extension executed. */
  readonly executed: string[] = [];

  executeCommand(commandLine: string): object {
    this.executed.push(commandLine);
    return (this.execution = {});
  }
}

let processes = 1000;

export class Terminal {
  name: string;
  isShown = false;
  /** The texts that an extension typed. */
  readonly typed: string[] = [];
  state: { shell: string | undefined } = { shell: undefined };
  shellIntegration: ShellIntegration | undefined;
  processId = Promise.resolve<number | undefined>(++processes);
  isClosed = false;
  exitStatus: object | undefined;

  constructor(readonly creationOptions: { name?: string | undefined; [option: string]: unknown } = {}) {
    this.name = creationOptions.name ?? 'terminal';
  }

  /** Simulates that VS Code or the user opens it. */
  open(): this {
    editor.terminals.push(this);
    editor.openedTerminals.fire(this);
    return this;
  }

  show(): void {
    this.isShown = true;
  }

  /** Simulates that the user activates it. */
  activate(): void {
    editor.activeTerminal = this;
    editor.activatedTerminals.fire(this);
  }

  sendText(text: string): void {
    this.typed.push(text);
  }

  /** Simulates that VS Code gives it a new shell. */
  relaunch(): void {
    this.processId = Promise.resolve(++processes);
    this.shellIntegration = new ShellIntegration();
    editor.integratedShells.fire({ terminal: this });
  }

  /** Closed by the extension. */
  dispose(): void {
    this.close();
  }

  /** Simulates that the user closes it. */
  close(): void {
    this.isClosed = true;
    this.exitStatus = {};
    editor.closedTerminals.fire(this);
  }

  /** Simulates the end of a command that an extension executed. */
  endExecution(exitCode: number): void {
    const execution = this.shellIntegration?.execution ?? {};
    editor.endedExecutions.fire({ terminal: this, execution, exitCode });
  }

  /** Simulates that the user starts a program; it ends when the returned function is called. */
  startProgram(): () => void {
    const execution = {};
    editor.startedExecutions.fire({ terminal: this, execution });
    return () => {
      editor.endedExecutions.fire({ terminal: this, execution });
    };
  }
}

export class TabInputTextDiff {
  constructor(
    readonly original: object,
    readonly modified: object,
  ) {}
}

export class TerminalProfile {
  constructor(readonly options: object) {}
}

/** The environment variables of a window, with every write to them, because VS Code treats each write as a change. */
export class EnvironmentVariableCollection {
  readonly writes: string[] = [];
  private kept = true;
  private words: string | undefined;
  private readonly mutators = new Map<string, { value: string; options: object }>();
  private readonly scoped = new Map<unknown, EnvironmentVariableCollection>();

  getScoped({ workspaceFolder }: { workspaceFolder: unknown }): EnvironmentVariableCollection {
    const scoped = this.scoped.get(workspaceFolder) ?? new EnvironmentVariableCollection();
    this.scoped.set(workspaceFolder, scoped);
    return scoped;
  }

  get persistent(): boolean {
    return this.kept;
  }

  set persistent(kept: boolean) {
    this.kept = kept;
    this.writes.push(`persistent ${kept}`);
  }

  get description(): string | undefined {
    return this.words;
  }

  set description(words: string | undefined) {
    this.words = words;
    this.writes.push('description');
  }

  get values(): Record<string, string> {
    return Object.fromEntries([...this.mutators].map(([name, { value }]) => [name, value]));
  }

  get(name: string) {
    return this.mutators.get(name);
  }

  replace(name: string, value: string, options: object): void {
    this.mutators.set(name, { value, options });
    this.writes.push(`replace ${name}`);
  }

  delete(name: string): void {
    this.mutators.delete(name);
    this.writes.push(`delete ${name}`);
  }

  clear(): void {
    this.mutators.clear();
    this.writes.push('clear');
  }

  [Symbol.iterator]() {
    return new Map(this.mutators)[Symbol.iterator]();
  }
}

export class ShellExecution {
  constructor(
    readonly command: string,
    readonly args: readonly string[],
    readonly options: { env: Record<string, string> },
  ) {}
}

export class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: readonly string[],
  ) {}
}

export class CustomExecution {
  constructor(readonly callback: () => Promise<unknown>) {}
}

export const TaskScope = { Global: 1, Workspace: 2 };

export class Task {
  constructor(
    readonly definition: { type: string },
    readonly scope: unknown,
    readonly name: string,
    readonly source: string,
    readonly execution?: ShellExecution | CustomExecution | ProcessExecution,
    readonly problemMatchers: readonly string[] = [],
  ) {}
}

export class TaskExecution {
  isTerminated = false;

  constructor(readonly task: Task) {}

  terminate(): void {
    this.isTerminated = true;
  }

  /** Simulates the end of its process. */
  end(exitCode: number | undefined): void {
    editor.endedTasks.fire({ execution: this, exitCode });
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
  readonly lists = new Queue<OwnQuickPick>();
  readonly trees = new Map<string, TreeView>();
  readonly progress: Progress[] = [];
  readonly messages: Message[] = [];
  readonly terminals: Terminal[] = [];
  readonly openedTerminals = new EventEmitter<Terminal>();
  readonly closedTerminals = new EventEmitter<Terminal>();
  readonly activatedTerminals = new EventEmitter<Terminal | undefined>();
  readonly integratedShells = new EventEmitter<{ terminal: Terminal }>();
  readonly startedExecutions = new EventEmitter<{ terminal: Terminal; execution: object }>();
  readonly endedExecutions = new EventEmitter<{ terminal: Terminal; execution: object; exitCode?: number }>();
  readonly terminalProfiles = new Map<string, { provideTerminalProfile(): Promise<TerminalProfile | undefined> }>();
  readonly environmentVariables = new EnvironmentVariableCollection();
  readonly statusBarMessages: string[] = [];
  readonly tasks: TaskExecution[] = [];
  readonly taskTypes: string[] = [];
  readonly endedTasks = new EventEmitter<{ execution: TaskExecution; exitCode: number | undefined }>();
  activeTerminal: Terminal | undefined;
  /** The program that VS Code opens terminals with. */
  shell = '/bin/bash';
  remoteName: string | undefined;
  folders: WorkspaceFolder[] | undefined;
  isTrusted = true;
  /** The user's settings, by full name. */
  readonly settings: Record<string, unknown> = {};
  /** The default values of settings that VS Code knows. */
  readonly defaultSettings: Record<string, unknown> = {};
  /** Why settings cannot be written now. */
  settingsFault: Error | undefined;
  /** The settings of the workspace. */
  readonly workspaceSettings: Record<string, unknown> = {};
  clipboard = '';
  /** What was passed to VS Code to open in a browser, as it was passed. */
  readonly openedAddresses: unknown[] = [];
  /** Whether the user lets addresses be opened. */
  opensAddresses = true;
  /** Where browsers get to the ports of the host's machine; undefined if they reach them themselves. */
  forwardsTo: string | undefined;
  readonly selections = new EventEmitter<{ textEditor: unknown }>();
  readonly activatedEditors = new EventEmitter<unknown>();
  workspaceName: string | undefined;
  readonly statusBarItems: StatusBarItem[] = [];
  readonly outputChannels: LogOutputChannel[] = [];
  readonly commands = new Map<string, (argument?: unknown) => unknown>();
  readonly executed: unknown[][] = [];

  /** The label that the user will choose in the next list; undefined if they press Escape. */
  choice: string | undefined;

  /** The labels that the user will choose in the lists before that; several for a list that accepts several. */
  readonly choices: (string | string[])[] = [];

  /** The files that the user will choose in the next dialogs. */
  openedFile: string | undefined;
  savedFile: string | undefined;

  /** The active editor. */
  textEditor: TextEditor | undefined;
  readonly shownDocuments: TextDocument[] = [];
  /** The open comparisons. */
  tabs: { readonly input: unknown }[] = [];
  readonly contentProviders = new Map<string, { provideTextDocumentContent(uri: object): unknown }>();
  readonly codeActionProviders: { selector: unknown; provider: unknown }[] = [];
  readonly diagnostics = new Map<string, DiagnosticCollection>();
  /** The open documents. */
  readonly documents: TextDocument[] = [];
  /** The open documents that no editor shows. */
  readonly hiddenDocuments = new Set<TextDocument>();
  /** The patterns that the workspace has files of. */
  readonly filesInWorkspace: string[] = [];
  /** The patterns that were searched for. */
  readonly searches: string[] = [];
  readonly openedDocuments = new EventEmitter<TextDocument>();
  readonly savedDocuments = new EventEmitter<TextDocument>();
  readonly changedDocuments = new EventEmitter<{ document: TextDocument }>();
  readonly closedDocuments = new EventEmitter<TextDocument>();
  readonly changedFolders = new EventEmitter<void>();
  readonly grantedTrust = new EventEmitter<void>();
  readonly changedSettings = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();

  /** Simulates that the user, or an extension, changes a setting of the user. */
  changeSetting(name: string, value: unknown): void {
    if (value === undefined) {
      Reflect.deleteProperty(this.settings, name);
    } else {
      this.settings[name] = value;
    }
    this.changedSettings.fire({ affectsConfiguration: (section) => section === name });
  }

  /** The only message on the screen. */
  get message(): Message | undefined {
    if (this.messages.length > 1) {
      throw new Error(`More than one message: ${this.messages.map(({ text }) => text).join(' / ')}`);
    }
    return this.messages[0];
  }
}

export let editor = new Editor();

/** Starts with a new editor. */
export function openEditor(): Editor {
  return (editor = new Editor());
}

function show(severity: Message['severity'], text: string, buttons: Button[]): Promise<Button | undefined> {
  const message = new Message(severity, text, buttons);
  editor.messages.push(message);
  return message.chosen;
}

/** A modal question; the answer is the text of a button. */
function ask(text: string, detail: string | undefined, buttons: string[]): Promise<string | undefined> {
  const message = new Message(
    'warning',
    text,
    buttons.map((title) => ({ title })),
    detail,
  );
  editor.messages.push(message);
  return message.chosen.then((button) => button?.title);
}

export const window = {
  tabGroups: {
    get all() {
      return [{ tabs: editor.tabs }];
    },
    close(closed: readonly { readonly input: unknown }[]) {
      editor.tabs = editor.tabs.filter((tab) => !closed.includes(tab));
      return Promise.resolve(true);
    },
  },
  createInputBox: () => new InputBox(),
  createQuickPick: () => new OwnQuickPick(),
  createTreeView(id: string, options: { treeDataProvider: TreeDataProvider }) {
    const view = new TreeView(id, options.treeDataProvider);
    editor.trees.set(id, view);
    return view;
  },
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
    return new Terminal(options).open();
  },
  get activeTerminal() {
    return editor.activeTerminal;
  },
  onDidOpenTerminal: (listener: (terminal: Terminal) => void) => editor.openedTerminals.event(listener),
  onDidChangeTextEditorSelection: (listener: (event: { textEditor: unknown }) => void) =>
    editor.selections.event(listener),
  onDidChangeActiveTextEditor: (listener: (textEditor: unknown) => void) => editor.activatedEditors.event(listener),
  onDidChangeActiveTerminal: (listener: (terminal: Terminal | undefined) => void) =>
    editor.activatedTerminals.event(listener),
  onDidCloseTerminal: (listener: (terminal: Terminal) => void) => editor.closedTerminals.event(listener),
  get terminals() {
    return editor.terminals;
  },
  onDidChangeTerminalShellIntegration: (listener: (event: { terminal: Terminal }) => void) =>
    editor.integratedShells.event(listener),
  onDidStartTerminalShellExecution: (listener: (event: { terminal: Terminal; execution: object }) => void) =>
    editor.startedExecutions.event(listener),
  onDidEndTerminalShellExecution: (listener: (event: { terminal: Terminal; execution: object }) => void) =>
    editor.endedExecutions.event(listener),
  registerTerminalProfileProvider(
    id: string,
    provider: { provideTerminalProfile(): Promise<TerminalProfile | undefined> },
  ) {
    editor.terminalProfiles.set(id, provider);
    return new Disposable(() => editor.terminalProfiles.delete(id));
  },
  setStatusBarMessage(text: string) {
    editor.statusBarMessages.push(text);
    return new Disposable(() => editor.statusBarMessages.splice(editor.statusBarMessages.indexOf(text), 1));
  },
  showErrorMessage: (text: string, ...buttons: Button[]) => show('error', text, buttons),
  showWarningMessage(text: string, first?: Button | { modal: boolean; detail?: string }, ...more: (Button | string)[]) {
    return first && 'modal' in first
      ? ask(text, first.detail, more as string[])
      : show('warning', text, [first, ...more].filter((button) => button !== undefined) as Button[]);
  },
  showInformationMessage: (text: string, ...buttons: Button[]) => show('information', text, buttons),
  get visibleTextEditors() {
    return editor.documents
      .filter((document) => !editor.hiddenDocuments.has(document))
      .map((document) => ({ document }));
  },
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
  showOpenDialog: () => Promise.resolve(editor.openedFile ? [Uri.file(editor.openedFile)] : undefined),
  showSaveDialog: () => Promise.resolve(editor.savedFile === undefined ? undefined : Uri.file(editor.savedFile)),
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
  get workspaceFolders() {
    return editor.folders;
  },
  get isTrusted() {
    return editor.isTrusted;
  },
  get textDocuments() {
    return editor.documents;
  },
  onDidOpenTextDocument: (listener: (document: TextDocument) => void) => editor.openedDocuments.event(listener),
  onDidSaveTextDocument: (listener: (document: TextDocument) => void) => editor.savedDocuments.event(listener),
  onDidChangeTextDocument: (listener: (event: { document: TextDocument }) => void) =>
    editor.changedDocuments.event(listener),
  onDidCloseTextDocument: (listener: (document: TextDocument) => void) => editor.closedDocuments.event(listener),
  onDidChangeConfiguration: (listener: (event: { affectsConfiguration(section: string): boolean }) => void) =>
    editor.changedSettings.event(listener),
  findFiles(pattern: string, _excluded: string, most: number) {
    editor.searches.push(pattern);
    return Promise.resolve(editor.filesInWorkspace.filter((file) => pattern.includes(file)).slice(0, most));
  },
  openTextDocument: (options: { language: string; content: string } | { scheme: string; path: string }) =>
    Promise.resolve(
      'scheme' in options
        ? new TextDocument('log', '', options.path, options.scheme)
        : new TextDocument(options.language, options.content),
    ),
  registerTextDocumentContentProvider(scheme: string, provider: { provideTextDocumentContent(uri: object): unknown }) {
    editor.contentProviders.set(scheme, provider);
    return new Disposable(() => editor.contentProviders.delete(scheme));
  },
  onDidChangeWorkspaceFolders: (listener: () => void) => editor.changedFolders.event(listener),
  onDidGrantWorkspaceTrust: (listener: () => void) => editor.grantedTrust.event(listener),
  getConfiguration: (section: string) => ({
    get: (name: string) => editor.settings[`${section}.${name}`],
    update(name: string, value: unknown, target: number) {
      const setting = `${section}.${name}`;
      if (editor.settingsFault || target !== ConfigurationTarget.Global) {
        return Promise.reject(editor.settingsFault ?? new Error(`${setting} was written to the wrong settings.`));
      }
      editor.changeSetting(setting, value);
      return Promise.resolve();
    },
    inspect: (name: string) => ({
      defaultValue: editor.defaultSettings[`${section}.${name}`],
      globalValue: editor.settings[`${section}.${name}`],
      workspaceValue: editor.workspaceSettings[`${section}.${name}`],
    }),
  }),
};

export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };

export const version = '1.139.0';
export const UIKind = { Desktop: 1, Web: 2 };

export const env = {
  appName: 'Code',
  uiKind: 1,
  get remoteName() {
    return editor.remoteName;
  },
  get shell() {
    return editor.shell;
  },
  openExternal(target: unknown) {
    editor.openedAddresses.push(target);
    return Promise.resolve(editor.opensAddresses);
  },
  asExternalUri(target: { toString: () => string }) {
    return Promise.resolve({ toString: () => editor.forwardsTo ?? target.toString() });
  },
  clipboard: {
    writeText(text: string) {
      editor.clipboard = text;
      return Promise.resolve();
    },
  },
};

export const debug = {
  registerDebugConfigurationProvider: () => new Disposable(() => undefined),
};

export const tasks = {
  registerTaskProvider(type: string) {
    editor.taskTypes.push(type);
    return new Disposable(() => undefined);
  },
  executeTask(task: Task) {
    const execution = new TaskExecution(task);
    editor.tasks.push(execution);
    return Promise.resolve(execution);
  },
  onDidEndTaskProcess: (listener: (event: { execution: TaskExecution; exitCode: number | undefined }) => void) =>
    editor.endedTasks.event(listener),
};

export const languages = {
  setTextDocumentLanguage: (document: { languageId: string }, languageId: string) => {
    document.languageId = languageId;
    return Promise.resolve(document);
  },
  getLanguages: () => Promise.resolve(['plaintext', 'csharp', 'powershell', 'shellscript']),
  createDiagnosticCollection(name: string) {
    const collection = new DiagnosticCollection();
    editor.diagnostics.set(name, collection);
    return collection;
  },
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
    if (command[0] === 'vscode.diff') {
      editor.tabs.push({ input: new TabInputTextDiff(command[1] as object, command[2] as object) });
    }
    return Promise.resolve();
  },
};
