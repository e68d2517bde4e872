/** What an answer looks like, so that a slip is told where it is typed. */
export interface Form {
  readonly pattern: RegExp;
  readonly example: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export const roleArn: Form = {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  example: 'arn:aws:iam::123456789012:role/NAME',
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, SerialNumber: an ARN, or a device's own number. */
export const mfaSerial: Form = {
  pattern: /^(arn:aws[a-z-]*:iam::\d{12}:(mfa|sms-mfa)\/[\w+=/:,.@-]+|[A-Za-z0-9][\w-]{8,255})$/,
  example: 'arn:aws:iam::123456789012:mfa/NAME, GAHT12345678',
};

/** The same page, ExternalId. */
export const externalId: Form = { pattern: /^[\w+=,.@:/-]{2,1224}$/, example: 'example-id:12/34' };

export const accountId: Form = { pattern: /^\d{12}$/, example: '123456789012' };

/** Names of regions grow longer with each partition: us-gov-west-1, eusc-de-east-1, us-isob-east-1. */
export const region: Form = { pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/, example: 'eu-central-1' };

export const startUrl: Form = {
  pattern: /^https:\/\/[\w.-]+(:\d+)?(\/[\w./#~%-]*)?$/,
  example: 'https://my-company.awsapps.com/start',
};

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PermissionSet.html, Name. */
export const permissionSet: Form = { pattern: /^[\w+=,.@-]{1,32}$/, example: 'ReadOnlyAccess' };

/** Names of sections: no bracket, no comment, no control character. */
const sectionName = /^[^\p{C}[\]#;"]+$/u;

export const sessionName: Form = { pattern: sectionName, example: 'my-company' };

export const profileName: Form = { pattern: sectionName, example: 'my-role' };
