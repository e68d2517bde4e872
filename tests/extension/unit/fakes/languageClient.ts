// A fake of the library's client without a server. It keeps its arguments for tests to read.

export const CloseAction = { DoNotRestart: 1, Restart: 2 };
export const ErrorAction = { Continue: 1, Shutdown: 2 };
export const RevealOutputChannelOn = { Never: 4 };

/** The requests that all clients have sent. */
export const requests: unknown[][] = [];

/** The notifications that all clients have sent. */
export const notifications: unknown[][] = [];

export const CodeLensRequest = { method: 'textDocument/codeLens' };
export const DocumentDiagnosticRequest = { method: 'textDocument/diagnostic' };

export class LanguageClient {
  readonly features: { fillClientCapabilities: (capabilities: Record<string, unknown>) => void }[] = [];
  initializeResult: unknown;
  lensRefreshes = 0;
  diagnosticRefreshes = 0;

  readonly code2ProtocolConverter = {
    asOpenTextDocumentParams: (document: { getText(): string }) => ({ textDocument: { text: document.getText() } }),
  };

  readonly errors: unknown[][] = [];

  constructor(
    readonly id: string,
    readonly name: string,
    readonly server: Record<string, unknown>,
    readonly options: Record<string, unknown>,
  ) {}

  error(...told: unknown[]): void {
    this.errors.push(told);
  }

  registerFeature(feature: LanguageClient['features'][number]): void {
    this.features.push(feature);
  }

  getFeature(method: string): unknown {
    return {
      getProvider: () =>
        method === CodeLensRequest.method
          ? { onDidChangeCodeLensEmitter: { fire: () => this.lensRefreshes++ } }
          : { onDidChangeDiagnosticsEmitter: { fire: () => this.diagnosticRefreshes++ } },
    };
  }

  onNotification(): void {
    // This fake sends no notifications.
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** Like the library, it starts the client before each message, which does nothing if it runs. */
  async sendNotification(method: string, params: unknown): Promise<void> {
    await this.start();
    notifications.push([method, params]);
  }

  async sendRequest(method: string, params: unknown): Promise<null> {
    await this.start();
    requests.push([method, params]);
    return null;
  }
}
