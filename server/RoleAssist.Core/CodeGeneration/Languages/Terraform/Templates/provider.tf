«if roleArn»
# Works as the role of profile «comment profile».
«else»
# Works as profile «comment profile».
«end»
«if mfaSerial»
#
# Terraform asks nobody for an MFA code, so the role is not assumed here: plan and apply in a terminal that
# RoleAssist has given the role to, or with: roleassist exec «comment profile» -- terraform plan
«end»
provider "aws" {
  region = «region»
«each wantedRole»

  # With the credentials of any other account Terraform stops before it changes anything.
  allowed_account_ids = [«account»]
«end»
«if mfaSerial»
}
«else»
«if sourceProfile»

  # Whose credentials assume the role.
  profile = «sourceProfile»
«end»
«each role»
«if not first»

  # The role above assumes the next one, which providers since late 2024 know. Such a session lasts an hour at most.
«else»

«end»
  assume_role {
    role_arn     = «roleArn»
    session_name = «sessionName» # what CloudTrail shows
    duration     = "«duration»s"
«if externalId»
    external_id  = «externalId»
«end»
  }
«end»
}
«end»
