#Requires -Version 5.1

# Uses the credentials that RoleAssist provides to this terminal, debug session or task.
& {
    «include header»
    # Without this check, the cmdlets would fall back to other credentials, such as a default profile.
    if (-not ($Env:AWS_ACCESS_KEY_ID -or $Env:AWS_CONTAINER_CREDENTIALS_FULL_URI -or $Env:AWS_PROFILE)) {
        throw 'There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec {0} -- pwsh -File injected.ps1' -f «profile»
    }

    if ($Env:AWS_CREDENTIAL_EXPIRATION -and [datetimeoffset]::Parse($Env:AWS_CREDENTIAL_EXPIRATION, [cultureinfo]::InvariantCulture) -lt [datetimeoffset]::UtcNow) {
        throw "The credentials expired at $Env:AWS_CREDENTIAL_EXPIRATION. Assume the role again."
    }

    # Set-AWSCredential stores credentials in this variable. They would take precedence over the environment.
    Set-Variable -Name 'StoredAWSCredentials' -Value $null

    # Up to version 4, the AWS Tools do not read AWS_PROFILE.
    if ($Env:AWS_PROFILE -and -not $Env:AWS_ACCESS_KEY_ID) {
        Set-AWSCredential -ProfileName $Env:AWS_PROFILE
    }

    # The cmdlets would prefer the default profile's region to AWS_REGION.
    $region = $Env:AWS_REGION
    if (-not $region) {
        $region = «region»
    }

    Set-DefaultAWSRegion -Region $region

    try {
        $identity = Get-STSCallerIdentity
    }
    catch {
        throw [System.InvalidOperationException]::new("AWS rejected the credentials: $($_.Exception.Message)", $_.Exception)
    }
«each wantedRole»

    # A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
    if ($identity.Account -ne «account» -or $identity.Arn.Split('/')[1] -cne «roleName») {
        throw 'This script needs role {1} in account {0}, but the credentials belong to {2}.' -f «account», «roleName», $identity.Arn
    }
«end»

    Write-Output "Working as $($identity.Arn)"
    «cursor»
}
