if (-not (Get-Command -Name 'Use-STSRole' -ErrorAction SilentlyContinue)) {
    throw 'The AWS Tools for PowerShell are missing. Install them: Install-Module -Name AWS.Tools.SecurityToken'
}
«if sso»

# The profile signs in with IAM Identity Center, for which the AWS Tools may need two more modules:
# Install-AWSToolsModule -Name AWS.Tools.SSO, AWS.Tools.SSOOIDC
«end»
