# shellcheck shell=bash
# Gives a shell and the programs it starts the role of profile «comment profile» until end_role is called:
#
#   source environment.sh
#   begin_role
#   terraform plan
#   end_role

begin_role() {
  local region=«region» # also selects the STS endpoint
  local name value
«if mfaSerial»
  # The code is passed through a pipe: other users can read the arguments of processes.
  local code
  printf 'MFA code of %s: ' «mfaSerial» >&2
  IFS= read -rs code || true # not echoed
  echo >&2
  if ! [[ $code =~ ^[0-9]{6}$ ]]; then
    echo 'The role was not assumed: an MFA code has six digits.' >&2
    return 1
  fi
«end»

  end_role
  before_role=:
  for name in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_CREDENTIAL_EXPIRATION \
    AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE AWS_DEFAULT_PROFILE; do
    if value=$(printenv "$name"); then
      before_role+="; export $name=$(printf '%q' "$value")"
    fi
  done

«each role»
«if first»
  _use_role "$region" \
«if sourceProfile»
    --profile=«sourceProfile» \
«end»
«else»

  # Use the role above to assume the next one. AWS limits chained role sessions to one hour.
  _use_role "$region" \
«end»
    --role-arn=«roleArn» \
    --role-session-name=«sessionName» \
«if externalId»
    --external-id=«externalId» \
«end»
«if mfaSerial»
    --serial-number=«mfaSerial» \
    --token-code=file:///dev/stdin \
    --duration-seconds=«duration» < <(printf '%s' "$code") || return 1
«else»
    --duration-seconds=«duration» || return 1
«end»
«end»
  export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
  echo "Working as $(aws sts get-caller-identity --query Arn --output text) until $AWS_CREDENTIAL_EXPIRATION"
}

# Restores the variables from before begin_role. Others are unset, because some programs treat an empty one as a key.
end_role() {
  if [[ -n ${before_role-} ]]; then
    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION AWS_REGION AWS_DEFAULT_REGION
    eval "$before_role"
    unset before_role
  fi
}

_use_role() {
  local region=$1 credentials
  shift
  credentials=$(aws sts assume-role --region "$region" --output text \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken,Expiration]' "$@") || {
    end_role
    echo 'The role was not assumed.' >&2
    return 1
  }

  # Not <<<, which older shells implement with a temporary file.
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION < <(printf '%s\n' "$credentials")
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION

  # These would select other credentials.
  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN
}
