import { beforeEach, expect, it } from 'vitest';
import type { CancellationToken, TextDocument as VSCodeDocument } from 'vscode';
import type { ProvideCodeLensesSignature, ProvideFoldingRangeSignature } from 'vscode-languageclient';
import { AwsFileLanguage } from '../../../extension/src/infrastructure/lifecycle/awsFileLanguage.ts';
import { languageFeatures } from '../../../extension/src/infrastructure/lifecycle/languageFeatures.ts';
import { isServed } from '../../../extension/src/infrastructure/lifecycle/servedDocuments.ts';
import { TextDocument } from './fakes/documents.ts';
import { editor, openEditor } from './fakes/vscode.ts';

const document = (language: string, path?: string) =>
  new TextDocument(language, '', path) as unknown as VSCodeDocument & { languageId: string };
const token = {} as CancellationToken;

beforeEach(() => openEditor());

it('sends every document of the language to the host, but no old version', () => {
  expect(isServed(document('aws-config'))).toBe(true);
  expect(isServed(new TextDocument('aws-config', '', '/a', 'git') as unknown as VSCodeDocument)).toBe(false);
});

it('asks for features only in the language', () => {
  const { provideFoldingRanges } = languageFeatures();
  const next = (() => ['asked']) as unknown as ProvideFoldingRangeSignature;
  expect(provideFoldingRanges?.(document('aws-config'), {}, token, next)).toEqual(['asked']);
  expect(provideFoldingRanges?.(document('json'), {}, token, next)).toBeUndefined();
});

it('has no lenses in an untrusted workspace', () => {
  const { provideCodeLenses } = languageFeatures();
  const next = (() => ['asked']) as unknown as ProvideCodeLensesSignature;
  expect(provideCodeLenses?.(document('aws-config'), token, next)).toEqual(['asked']);
  editor.isTrusted = false;
  expect(provideCodeLenses?.(document('aws-config'), token, next)).toBeUndefined();
});

it('gives the files that the host names their language, now and when they are opened', () => {
  const [open, later, other] = [document('ini', '/a%3A/c'), document('plaintext', '/d'), document('ini', '/e')];
  editor.documents.push(open as unknown as TextDocument);
  const language = new AwsFileLanguage();
  language.setFiles(['file:///a:/c', 'file:///d']);
  editor.openedDocuments.fire(later as unknown as TextDocument);
  editor.openedDocuments.fire(other as unknown as TextDocument);
  expect([open, later, other].map(({ languageId }) => languageId)).toEqual(['aws-config', 'aws-config', 'ini']);
  language.dispose();
});
