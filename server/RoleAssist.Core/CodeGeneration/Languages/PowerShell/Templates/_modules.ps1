#Requires -Version 5.1
#Requires -Modules AWS.Tools.SecurityToken
«if sso»

# It begins with a login at IAM Identity Center, for which the AWS Tools may need two modules more:
# Install-AWSToolsModule -Name AWS.Tools.SSO, AWS.Tools.SSOOIDC
«end»
