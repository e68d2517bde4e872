#!/usr/bin/env bash
«if roleArn»
# Assumes the role of profile «comment profile».
«else»
# Uses profile «comment profile».
«end»
set -euo pipefail

region=«region» # also selects the STS endpoint
«if roleArn»

# Assumes a role for this script and the programs it starts.
use_role() {
  local credentials
  credentials=$(aws sts assume-role --region "$region" --output text \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken,Expiration]' "$@") || {
    echo 'The role was not assumed.' >&2
    exit 1
  }

  # Not <<<, which older shells implement with a temporary file.
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION < <(printf '%s\n' "$credentials")
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION

  # These would select other credentials.
  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN
}
«if mfaSerial»

# The code is not echoed, and is passed through a pipe: other users can read the arguments of processes.
printf 'MFA code of %s: ' «mfaSerial» >&2
IFS= read -rs code || true
echo >&2
if ! [[ $code =~ ^[0-9]{6}$ ]]; then
  echo 'The role was not assumed: an MFA code has six digits.' >&2
  exit 1
fi
«end»

«each role»
«if first»
use_role \
«if sourceProfile»
  --profile=«sourceProfile» \
«end»
«else»

# Use the role above to assume the next one. AWS limits chained role sessions to one hour.
use_role \
«end»
  --role-arn=«roleArn» \
  --role-session-name=«sessionName» \
«if externalId»
  --external-id=«externalId» \
«end»
«if mfaSerial»
  --serial-number=«mfaSerial» \
  --token-code=file:///dev/stdin \
  --duration-seconds=«duration» < <(printf '%s' "$code")
«else»
  --duration-seconds=«duration»
«end»
«end»

export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
echo "Working as $(aws sts get-caller-identity --query Arn --output text) until $AWS_CREDENTIAL_EXPIRATION"
«else»
«if sourceProfile»

# Keys in the environment would take precedence over the profile.
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_CREDENTIAL_EXPIRATION
export AWS_PROFILE=«sourceProfile»
«end»

export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
echo "Working as $(aws sts get-caller-identity --query Arn --output text)"
«end»
«cursor»
