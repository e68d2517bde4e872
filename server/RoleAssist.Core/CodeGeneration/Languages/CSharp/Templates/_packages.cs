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
// For the IAM Identity Center login, also add: AWSSDK.SSO and AWSSDK.SSOOIDC
«end»
«if login»
// For the console login, also add: AWSSDK.Signin
«end»
«end»
