«if file-based»
#:package AWSSDK.SecurityToken@4.*
«if sso»
#:package AWSSDK.SSO@4.*
#:package AWSSDK.SSOOIDC@4.*
«end»
«if login»
#:package AWSSDK.Signin@4.*
«end»

«else»
// AWSSDK 4: dotnet add package AWSSDK.SecurityToken
«if sso»
// It begins with a login at IAM Identity Center, for which the SDK needs two packages more: AWSSDK.SSO and AWSSDK.SSOOIDC.
«end»
«if login»
// It begins with a login at the console, for which the SDK needs a package more: AWSSDK.Signin.
«end»
«end»
