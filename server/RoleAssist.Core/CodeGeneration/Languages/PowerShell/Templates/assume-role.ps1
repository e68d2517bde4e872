#Requires -Version 5.1

«if asIs»
# Works as profile «comment profile».
«else»
# Works as the role of profile «comment profile».
«end»
# After ./assume-role.ps1 the AWS cmdlets of the session do too. To stop: Clear-AWSCredential -Scope Global
& {
    «include header»
    $region = «region»
«if asIs»
«if sourceProfile»

    # For the session. Without -Scope it would be gone at the end of this block.
    Set-AWSCredential -ProfileName «sourceProfile» -Scope Global
«else»

    # Stored credentials would win over those of the machine.
    Set-Variable -Name 'StoredAWSCredentials' -Value $null -Scope Global
«end»
«else»
    «include assume-roles»

    # For the session. Without -Scope it would be gone at the end of this block.
    Set-AWSCredential -Credential $credentials -Scope Global
«end»
    Set-DefaultAWSRegion -Region $region -Scope Global
    if (-not [object]::ReferenceEquals($StoredAWSCredentials, $Global:StoredAWSCredentials)) {
        throw 'The calling script has its own credentials, which its AWS cmdlets would use instead. Remove its Set-AWSCredential.'
    }

    $identity = Get-STSCallerIdentity -Region $region
«if asIs»
    Write-Output "Working as $($identity.Arn)"
«else»
    Write-Output "Working as $($identity.Arn) until $($credentials.Expiration.ToUniversalTime().ToString('u'))"
«end»
    «cursor»
}
