«if roleArn»
# Assumes the role of profile «comment profile».
«else»
# Uses profile «comment profile».
«end»
«if mfaSerial»
#
# Terraform cannot prompt for an MFA code, so the role is not assumed here. Run it in a terminal where RoleAssist
# provides the role, or with: roleassist exec «comment profile» -- terraform plan
«end»
provider "aws" {
  region = «region»
«each wantedRole»

  # Terraform stops before any change if the credentials belong to another account.
  allowed_account_ids = [«account»]
«end»
«if mfaSerial»
}
«else»
«if sourceProfile»

  # The source profile, whose credentials assume the role.
  profile = «sourceProfile»
«end»
«each role»
«if not first»

  # Use the role above to assume the next one (needs an AWS provider from late 2024 or later). AWS limits chained
  # role sessions to one hour.
«else»

«end»
  assume_role {
    role_arn     = «roleArn»
    session_name = «sessionName» # recorded by CloudTrail
    duration     = "«duration»s"
«if externalId»
    external_id  = «externalId»
«end»
  }
«end»
}
«end»
