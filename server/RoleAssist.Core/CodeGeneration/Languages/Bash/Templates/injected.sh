#!/usr/bin/env bash
# Works with the credentials that RoleAssist has given to this terminal or task.
set -euo pipefail

# Without this the AWS CLI would go on to whatever else the machine has, a default profile for one.
if [[ -z ${AWS_ACCESS_KEY_ID-}${AWS_CONTAINER_CREDENTIALS_FULL_URI-}${AWS_PROFILE-} ]]; then
  printf 'There are no credentials here. Assume a role for this terminal, or run: roleassist exec %s -- %s\n' «profile» "$0" >&2
  exit 1
fi

# RoleAssist sets the region too, unless the profile has none.
if [[ -z ${AWS_REGION-} ]]; then
  export AWS_REGION=«region» AWS_DEFAULT_REGION=«region»
fi

identity=$(aws sts get-caller-identity --query '[Account,Arn]' --output text) || {
  echo 'AWS did not take the credentials.' >&2
  exit 1
}
read -r account arn < <(printf '%s\n' "$identity")
«each wantedRole»
# The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
role=${arn#*/}
if [[ $account != «account» || ${role%%/*} != «roleName» ]]; then
  printf 'This is meant for the role %s in account %s, and the credentials are those of %s.\n' «roleName» «account» "$arn" >&2
  exit 1
fi
«end»

echo "Working as $arn in account $account"
«cursor»
