function Get-RoleRun {
    <#
    .SYNOPSIS
    Assumes the role of each profile once, with one MFA code for all, and returns a run for each profile and region.
    .OUTPUTS
    Role: what the block gets. Connection, SessionId: whose role it is. Given: of Get-SessionDelivery. Error: why there
    is no role.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        [Parameter(Mandatory = $true)]
        [string[]] $Profile,

        [string[]] $Region,

        [securestring] $MfaCode
    )

    $mfa = @{ Code = $MfaCode }
    $codes = if ($Profile.Count -gt 1) { 'prime' } else { 'automatic' }
    foreach ($name in $Profile) {
        $session = $null
        $fault = $null
        try {
            $session = Request-AwsSession -Connection $Connection -Request @{ profile = $name; mfaCodes = $codes } -Mfa $mfa
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
            else { [pscustomobject] @{ Profile = $name; Account = $null; Region = $place } }
            [pscustomobject] @{
                Role       = $role
                Connection = $Connection
                SessionId  = if ($null -eq $fault) { $session.sessionId }
                Given      = if ($null -eq $fault) { Get-SessionDelivery -Connection $Connection -SessionId $session.sessionId -Region $role.Region }
                Error      = $fault
            }
        }
    }
}
