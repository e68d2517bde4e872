«if roleArn»
# Works as the role of profile «comment profile».
«else»
# Works as profile «comment profile».
«end»
«if mfaSerial»
#
# Terraform asks nobody for an MFA code: start it with credentials that a code has opened.
«end»
provider "aws" {
  region = «region»
«if not mfaSerial»
«if sourceProfile»

  # Whose credentials assume the role.
  profile = «sourceProfile»
«end»
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
