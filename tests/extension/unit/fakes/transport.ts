import type { CancellationToken } from 'vscode';
import type { Transport } from '../../../../extension/src/infrastructure/rpc/hostApi.ts';

export interface Request {
  readonly method: string;
  readonly params: object;
  readonly token: CancellationToken;
}

/** A fake host that answers its requests with the prepared answers, in order. Throws an answer that is an error. */
export class FakeTransport implements Transport {
  readonly requests: Request[] = [];
  private readonly handlers = new Map<string, (params: unknown) => void>();
  readonly answers: unknown[];

  constructor(...answers: unknown[]) {
    this.answers = answers;
  }

  /** The params of all requests so far. */
  get params(): object[] {
    return this.requests.map((request) => request.params);
  }

  async request<R>(method: string, params: object, token: CancellationToken): Promise<R> {
    this.requests.push({ method, params, token });
    if (this.answers.length === 0) {
      throw new Error(`No answer was laid out for ${method}.`);
    }
    const answer: unknown = await this.answers.shift();
    if (answer instanceof Error) {
      throw answer;
    }
    return answer as R;
  }

  onNotification(method: string, handler: (params: unknown) => void): void {
    this.handlers.set(method, handler);
  }

  /** Sends a notification. */
  notify(method: string, params: unknown): void {
    this.handlers.get(method)?.(params);
  }
}
