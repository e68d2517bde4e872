#Requires -Version 5.1

# Gives the programs it starts the credentials of profile «comment profile», and restores the environment afterwards.
& {
    «include header»
    $region = «region»
    «include assume-roles»

    $variables = @{
        AWS_ACCESS_KEY_ID         = $credentials.AccessKeyId
        AWS_SECRET_ACCESS_KEY     = $credentials.SecretAccessKey
        AWS_SESSION_TOKEN         = $credentials.SessionToken
«if not temporary»
        AWS_CREDENTIAL_EXPIRATION = $credentials.Expiration.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
«end»
        AWS_REGION                = $region # the only one that the AWS Tools read
        AWS_DEFAULT_REGION        = $region # for older tools
    }

    # These would select other credentials, and programs differ in which take precedence.
    $conflicting = @(
        'AWS_PROFILE'
        'AWS_DEFAULT_PROFILE'
        'AWS_SECURITY_TOKEN'
«if temporary»
        'AWS_CREDENTIAL_EXPIRATION'
«end»
        'AWS_CONTAINER_CREDENTIALS_FULL_URI'
        'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'
        'AWS_WEB_IDENTITY_TOKEN_FILE'
    )
    $names = @($variables.Keys) + $conflicting
    $before = @{}
    foreach ($name in $names) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
    }

    try {
        foreach ($name in $names) {
            Remove-Item -LiteralPath "Env:$name" -ErrorAction SilentlyContinue
        }

        foreach ($name in $variables.Keys) {
            Set-Item -LiteralPath "Env:$name" -Value $variables[$name]
        }

        # Start programs here, such as terraform or docker.
«if temporary»
        $identity = Get-STSCallerIdentity -ProfileName «sourceProfile» -Region $region
«else»
        $identity = Get-STSCallerIdentity -Credential $credentials -Region $region
«end»
        Write-Output "Programs work as $($identity.Arn)"
        «cursor»
    }
    finally {
        # Not set to '': since PowerShell 7.5 that leaves an empty variable, which some programs treat as a key.
        foreach ($name in $names) {
            Remove-Item -LiteralPath "Env:$name" -ErrorAction SilentlyContinue
            if ($before[$name]) {
                Set-Item -LiteralPath "Env:$name" -Value $before[$name]
            }
        }
    }
}
