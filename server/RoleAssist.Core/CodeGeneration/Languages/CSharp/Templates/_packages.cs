«if file-based»
#:package AWSSDK.SecurityToken@4.*
«if sso»
#:package AWSSDK.SSO@4.*
#:package AWSSDK.SSOOIDC@4.*
«end»

«end»
