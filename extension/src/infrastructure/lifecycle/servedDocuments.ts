import type { TextDocument } from 'vscode';

/** The language of the two AWS files. */
export const awsConfig = 'aws-config';

const policyLanguages = ['json', 'jsonc'];
const schemes = ['file', 'untitled'];

/** The length up to which a document is searched. A trust policy has a few thousand characters. */
const searchedLength = 64 * 1024;

/** The documents that the host may be able to say something about, as far as their names tell. */
export const servedDocuments = [awsConfig, ...policyLanguages].flatMap((language) =>
  schemes.map((scheme) => ({ language, scheme })),
);

/**
 * Whether the host may have something to say about a document. Any other document is neither sent to the host nor a
 * reason to start it. The host decides what a trust policy is; this is a quick search for what every one contains.
 */
export function isServed(document: TextDocument): boolean {
  const { languageId, uri } = document;
  return (
    schemes.includes(uri.scheme) &&
    (languageId === awsConfig || (policyLanguages.includes(languageId) && mayBeTrustPolicy(document)))
  );
}

function mayBeTrustPolicy(document: TextDocument): boolean {
  let length = 0;
  let hasStatement = false;
  let hasAction = false;
  for (let line = 0; line < document.lineCount; line++) {
    const { text } = document.lineAt(line);
    length += text.length + 1;
    if (length > searchedLength) {
      return false;
    }
    hasStatement ||= text.includes('"Statement"');
    hasAction ||= /"sts:/i.test(text);
  }
  return hasStatement && hasAction;
}
