function Assert-NoShadow {
    <#
    .SYNOPSIS
    Fails if the caller's scope has stored credentials of its own, which the AWS Tools would use instead of the role.
    #>
    [CmdletBinding()]
    param(
        # The caller's. A module does not see the variables of the script that calls it otherwise.
        [Parameter(Mandatory = $true)]
        [System.Management.Automation.SessionState] $SessionState
    )

    $seen = $SessionState.PSVariable.GetValue('StoredAWSCredentials')
    $global = Get-Variable -Name 'StoredAWSCredentials' -Scope Global -ValueOnly -ErrorAction Ignore
    if ($null -ne $seen -and -not [object]::ReferenceEquals($seen, $global)) {
        throw (New-RoleError -Id 'CredentialsShadowed' -Message ('This script has credentials of its own in $StoredAWSCredentials, ' +
                'which its AWS cmdlets would use instead of the role. Remove its Set-AWSCredential, or add -Scope Global to it.'))
    }
}
