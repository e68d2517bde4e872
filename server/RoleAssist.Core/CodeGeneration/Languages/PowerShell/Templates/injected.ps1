#Requires -Version 5.1
#Requires -Modules AWS.Tools.SecurityToken

# Works with the credentials that RoleAssist has given to this terminal, debug session or task.

«include header»
# Without this the cmdlets would go on to whatever else the machine has, a default profile for one.
if (-not ($Env:AWS_ACCESS_KEY_ID -or $Env:AWS_CONTAINER_CREDENTIALS_FULL_URI -or $Env:AWS_PROFILE)) {
    throw 'There are no credentials here. Assume a role for this terminal, or start this with: roleassist exec {0} -- pwsh -File injected.ps1' -f «profile»
}

if ($Env:AWS_CREDENTIAL_EXPIRATION -and [datetimeoffset]::Parse($Env:AWS_CREDENTIAL_EXPIRATION, [cultureinfo]::InvariantCulture) -lt [datetimeoffset]::UtcNow) {
    throw "The credentials ended at $Env:AWS_CREDENTIAL_EXPIRATION. Assume the role again."
}

# The AWS Tools up to 4 do not read AWS_PROFILE by themselves.
if ($Env:AWS_PROFILE -and -not $Env:AWS_ACCESS_KEY_ID) {
    Set-AWSCredential -ProfileName $Env:AWS_PROFILE
}

# RoleAssist sets the region too, unless the profile has none.
if (-not $Env:AWS_REGION) {
    Set-DefaultAWSRegion -Region «region»
}

try {
    $identity = Get-STSCallerIdentity
}
catch {
    throw "AWS did not take the credentials: $($_.Exception.Message)"
}
«each wantedRole»

if ($identity.Account -ne «account») {
    throw 'This is meant for the account {0}, and the credentials are those of {1}.' -f «account», $identity.Arn
}
«end»

Write-Output "Working as $($identity.Arn)"
«cursor»
