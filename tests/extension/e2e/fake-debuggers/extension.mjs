// Fake debuggers for C#, Python and PowerShell, which record the configurations that they get.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** An adapter that ends each debug session immediately. */
class Adapter {
  messages = new vscode.EventEmitter();
  onDidSendMessage = this.messages.event;

  handleMessage({ seq, command }) {
    const body = { supportsConfigurationDoneRequest: true };
    this.messages.fire({ type: 'response', request_seq: seq, success: true, command, body });
    if (command === 'initialize') {
      this.messages.fire({ type: 'event', event: 'initialized' });
    }
    if (command === 'configurationDone') {
      this.messages.fire({ type: 'event', event: 'terminated' });
    }
  }

  dispose() {}
}

export function activate({ subscriptions }) {
  for (const type of ['coreclr', 'python', 'PowerShell']) {
    const createDebugAdapterDescriptor = ({ configuration }) => {
      writeFileSync(path.join(process.env.OUT, `${configuration.name}.json`), JSON.stringify(configuration));
      return new vscode.DebugAdapterInlineImplementation(new Adapter());
    };
    subscriptions.push(vscode.debug.registerDebugAdapterDescriptorFactory(type, { createDebugAdapterDescriptor }));
  }
}
