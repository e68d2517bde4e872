/** The format of an answer, so that an error shows in the input field. */
export interface InputFormat {
  readonly pattern: RegExp;
  readonly example: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export const roleArn: InputFormat = {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  example: 'arn:aws:iam::123456789012:role/NAME',
};

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, SerialNumber: an ARN or a hardware device's
 * serial.
 */
export const mfaSerial: InputFormat = {
  pattern: /^(arn:aws[a-z-]*:iam::\d{12}:(mfa|sms-mfa)\/[\w+=/:,.@-]+|[A-Za-z0-9][\w-]{8,255})$/,
  example: 'arn:aws:iam::123456789012:mfa/NAME, GAHT12345678',
};

/** The same page, ExternalId. */
export const externalId: InputFormat = { pattern: /^[\w+=,.@:/-]{2,1224}$/, example: 'example-id:12/34' };

export const accountId: InputFormat = { pattern: /^\d{12}$/, example: '123456789012' };

/** Region names get longer with each partition: us-gov-west-1, eusc-de-east-1, us-isob-east-1. */
export const region: InputFormat = { pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/, example: 'eu-central-1' };

export const startUrl: InputFormat = {
  pattern: /^https:\/\/[\w.-]+(:\d+)?(\/[\w./#~%-]*)?$/,
  example: 'https://my-company.awsapps.com/start',
};

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PermissionSet.html, Name. */
export const permissionSet: InputFormat = { pattern: /^[\w+=,.@-]{1,32}$/, example: 'ReadOnlyAccess' };

/** Section names: no brackets, comment characters or control characters. */
const sectionName = /^[^\p{C}[\]#;"]+$/u;

export const sessionName: InputFormat = { pattern: sectionName, example: 'my-company' };

export const profileName: InputFormat = { pattern: sectionName, example: 'my-role' };
