function Get-RoleRun {
    <#
    .SYNOPSIS
    Assumes each role once, with one MFA code for all, and returns a run for each role and region.
    .OUTPUTS
    Role: what the block gets. Connection, Request, SessionId: whose role it is. Given: of Get-SessionDelivery. Error: why there
    is no role.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        # Of Get-RoleTarget.
        [Parameter(Mandatory = $true)]
        [object[]] $Target,

        [string[]] $Region,

        [int] $DurationSeconds,

        # Of Invoke-MfaRequest.
        [Parameter(Mandatory = $true)]
        [hashtable] $Mfa
    )

    $codes = if ($Target.Count -gt 1) { 'prime' } else { 'automatic' }
    foreach ($one in $Target) {
        $session = $null
        $fault = $null
        $request = $one.Request + @{ mfaCodes = $codes }
        if ($DurationSeconds) {
            $request.durationSeconds = $DurationSeconds
        }

        try {
            $session = Request-AwsSession -Connection $Connection -Request $request -Mfa $Mfa
        }
        catch {
            # Nobody can be asked, or the code is wrong: the next profile would fail as well, or ask again.
            if ($_.FullyQualifiedErrorId -match '^(Mfa|Host)') {
                throw
            }

            $fault = $_
        }

        foreach ($place in $(if ($Region) { $Region } else { '' })) {
            $role = if ($null -eq $fault) { ConvertTo-RoleInfo -Session $session -Region $place }
            else { [pscustomobject] @{ Profile = if ($request['profile']) { $request.profile } else { $request.roleArn }; Account = $one.Account; Region = $place } }
            [pscustomobject] @{
                Role       = $role
                Connection = $Connection
                Request    = $request
                SessionId  = if ($null -eq $fault) { $session.sessionId }
                Given      = if ($null -eq $fault) { Get-SessionDelivery -Connection $Connection -SessionId $session.sessionId -Region $role.Region }
                Error      = $fault
            }
        }
    }
}
