#!/usr/bin/env bash
# Uses the credentials that RoleAssist provides to this terminal or task.
set -euo pipefail

# Without this check, the AWS CLI would fall back to other credentials, such as a default profile.
if [[ -z ${AWS_ACCESS_KEY_ID-}${AWS_CONTAINER_CREDENTIALS_FULL_URI-}${AWS_PROFILE-} ]]; then
  printf 'There are no credentials here. Assume a role for this terminal, or run: roleassist exec %s -- %s\n' «profile» "$0" >&2
  exit 1
fi

# RoleAssist also sets the region if the profile has one.
if [[ -z ${AWS_REGION-} ]]; then
  export AWS_REGION=«region» AWS_DEFAULT_REGION=«region»
fi

identity=$(aws sts get-caller-identity --query '[Account,Arn]' --output text) || {
  echo 'AWS rejected the credentials.' >&2
  exit 1
}
read -r account arn < <(printf '%s\n' "$identity")
«each wantedRole»
# A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
role=${arn#*/}
if [[ $account != «account» || ${role%%/*} != «roleName» ]]; then
  printf 'This script needs role %s in account %s, but the credentials belong to %s.\n' «roleName» «account» "$arn" >&2
  exit 1
fi
«end»

echo "Working as $arn in account $account"
«cursor»
