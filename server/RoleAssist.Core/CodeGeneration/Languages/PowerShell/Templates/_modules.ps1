if (-not (Get-Command -Name 'Use-STSRole' -ErrorAction SilentlyContinue)) {
    throw 'The AWS Tools for PowerShell are not installed. Run: Install-Module -Name AWS.Tools.SecurityToken'
}
«if sso»

# For profiles with IAM Identity Center, the AWS Tools may need two more modules:
# Install-AWSToolsModule -Name AWS.Tools.SSO, AWS.Tools.SSOOIDC
«end»
