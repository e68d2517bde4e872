# shellcheck shell=bash
# Lets a shell, and the programs that it starts, work as the role of profile «comment profile» for a while:
#
#   source environment.sh
#   begin_role
#   terraform plan
#   end_role

begin_role() {
  local region=«region» # to work in, and whose STS is asked
  local name value
«if mfaSerial»
  # Handed on through a pipe: everybody on a machine can read the arguments of its programs.
  local code
  printf 'MFA code of %s: ' «mfaSerial» >&2
  IFS= read -rs code || true # not shown while it is typed
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

  # The role above assumes the next one. AWS gives a session that another role begins an hour at most.
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

# Puts back what was there before begin_role. What was not is removed: some programs take an empty variable for a key.
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

  # Not with <<<, which older shells write into a file.
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION < <(printf '%s\n' "$credentials")
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION

  # Beside the keys they would name somebody else.
  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN
}
