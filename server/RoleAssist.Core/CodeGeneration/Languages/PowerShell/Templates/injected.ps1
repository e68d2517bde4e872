#Requires -Version 5.1

# Works with the credentials that RoleAssist has given to this terminal, debug session or task.
& {
    «include header»
    # Without this the cmdlets would go on to whatever else the machine has, such as a default profile.
    if (-not ($Env:AWS_ACCESS_KEY_ID -or $Env:AWS_CONTAINER_CREDENTIALS_FULL_URI -or $Env:AWS_PROFILE)) {
        throw 'There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec {0} -- pwsh -File injected.ps1' -f «profile»
    }

    if ($Env:AWS_CREDENTIAL_EXPIRATION -and [datetimeoffset]::Parse($Env:AWS_CREDENTIAL_EXPIRATION, [cultureinfo]::InvariantCulture) -lt [datetimeoffset]::UtcNow) {
        throw "The credentials ended at $Env:AWS_CREDENTIAL_EXPIRATION. Assume the role again."
    }

    # Set-AWSCredential stores credentials in this variable, which win over the environment. Here they count as none.
    Set-Variable -Name 'StoredAWSCredentials' -Value $null

    # Up to version 4, the AWS Tools do not read AWS_PROFILE.
    if ($Env:AWS_PROFILE -and -not $Env:AWS_ACCESS_KEY_ID) {
        Set-AWSCredential -ProfileName $Env:AWS_PROFILE
    }

    # The cmdlets would take the region of a default profile before AWS_REGION.
    $region = $Env:AWS_REGION
    if (-not $region) {
        $region = «region»
    }

    Set-DefaultAWSRegion -Region $region

    try {
        $identity = Get-STSCallerIdentity
    }
    catch {
        throw [System.InvalidOperationException]::new("AWS did not take the credentials: $($_.Exception.Message)", $_.Exception)
    }
«each wantedRole»

    # The ARN of a session is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
    if ($identity.Account -ne «account» -or $identity.Arn.Split('/')[1] -cne «roleName») {
        throw 'This is meant for the role {1} in account {0}, and the credentials are those of {2}.' -f «account», «roleName», $identity.Arn
    }
«end»

    Write-Output "Working as $($identity.Arn)"
    «cursor»
}
