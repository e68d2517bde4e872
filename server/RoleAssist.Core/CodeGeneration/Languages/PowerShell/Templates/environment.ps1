#Requires -Version 5.1

# Lets the programs that it starts work as profile «comment profile», and leaves nothing of it in the session.
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
        AWS_REGION                = $region # the AWS Tools read this one only
        AWS_DEFAULT_REGION        = $region # and older tools only this
    }

    # Next to keys these would name other credentials, and programs disagree on which win.
    $rivals = @(
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
    $names = @($variables.Keys) + $rivals
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

        # Start programs from here on, such as terraform or docker.
«if temporary»
        $identity = Get-STSCallerIdentity -ProfileName «sourceProfile» -Region $region
«else»
        $identity = Get-STSCallerIdentity -Credential $credentials -Region $region
«end»
        Write-Output "Programs work as $($identity.Arn)"
        «cursor»
    }
    finally {
        # Removed, not set to '': that leaves an empty variable since PowerShell 7.5, and some programs take it for a key.
        foreach ($name in $names) {
            Remove-Item -LiteralPath "Env:$name" -ErrorAction SilentlyContinue
            if ($before[$name]) {
                Set-Item -LiteralPath "Env:$name" -Value $before[$name]
            }
        }
    }
}
