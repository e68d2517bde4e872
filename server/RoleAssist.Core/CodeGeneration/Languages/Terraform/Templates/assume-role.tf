«if roleArn»
# Assumes the role of profile «comment profile».
«else»
# Uses profile «comment profile».
«end»
«if mfaSerial»
#
# Terraform cannot prompt for an MFA code: run it with credentials obtained with one.
«end»
provider "aws" {
  region = «region»
«if not mfaSerial»
«if sourceProfile»

  # The source profile, whose credentials assume the role.
  profile = «sourceProfile»
«end»
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
