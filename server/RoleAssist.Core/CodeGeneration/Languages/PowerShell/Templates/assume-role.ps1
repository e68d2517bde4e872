#Requires -Version 5.1

«if asIs»
# Uses profile «comment profile».
«else»
# Assumes the role of profile «comment profile».
«end»
# Afterwards, AWS cmdlets in the session use it too. To stop: Clear-AWSCredential -Scope Global
& {
    «include header»
    $region = «region»
«if asIs»
«if sourceProfile»

    # For the whole session. Without -Scope, it would end with this block.
    Set-AWSCredential -ProfileName «sourceProfile» -Scope Global
«else»

    # Stored credentials would take precedence over those of the machine.
    Set-Variable -Name 'StoredAWSCredentials' -Value $null -Scope Global
«end»
«else»
    «include assume-roles»

    # For the whole session. Without -Scope, it would end with this block.
    Set-AWSCredential -Credential $credentials -Scope Global
«end»
    Set-DefaultAWSRegion -Region $region -Scope Global
    if (-not [object]::ReferenceEquals($StoredAWSCredentials, $Global:StoredAWSCredentials)) {
        throw 'The calling script sets its own credentials, which its AWS cmdlets would use instead. Remove its Set-AWSCredential.'
    }

    $identity = Get-STSCallerIdentity -Region $region
«if asIs»
    Write-Output "Working as $($identity.Arn)"
«else»
    Write-Output "Working as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«end»
    «cursor»
}
